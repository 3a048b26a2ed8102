// Slips of the first hour: blanks, colons, dashes and depths, and what mends each of them.

import { describe, expect, test } from 'vitest'
import { applyEdits, explanationOf } from '../../../src/simulator/diagnosis/index.ts'
import { catalogue } from '../../messages/catalogue.ts'
import { markAndMend } from './check-text.ts'
import { dedent, diagnosticsOf, mended, withMarks, withoutMarks } from './marked-text.ts'

interface Slip {
  readonly fact: string
  /** What the button says. */
  readonly title: string
  /** Carets mark where and what. */
  readonly before: string
  readonly after: string
}

const HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: app }\n'
const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: app }\nspec:\n'

const SLIPS: readonly Slip[] = [
  {
    fact: 'a field that is misspelt before anything stands behind it is renamed (D-7)',
    title: 'Did you mean labels? Rename it',
    before: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: app
        labls:
        ^^^^^ error decoding/unknown-field
    `,
    after: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: app
        labels:
    `,
  },
  {
    fact: 'keys at the left edge go below the empty field above them (D-7)',
    title: 'Indent it below data',
    before: `
      ${HEAD}data:
      LOG_LEVEL: info
      ^^^^^^^^^ error decoding/root-key
      immutable: true
    `,
    after: `
      ${HEAD}data:
        LOG_LEVEL: info
      immutable: true
    `,
  },
  {
    fact: 'what belongs to a container moves from below the containers into the only one, with what is noted behind it (D-7)',
    title: 'Move it to spec.containers[0]',
    before: `
      ${POD}  containers:
        - name: app
          image: busybox
        env:
        ^^^ error decoding/misplaced-in-pod
        - name: A
          value: "1" # one
    `,
    after: `
      ${POD}  containers:
        - name: app
          image: busybox
          env:
          - name: A
            value: "1" # one
    `,
  },
  {
    fact: 'a level that was left out is put in (P-4)',
    title: 'Put it into valueFrom',
    before: `
      ${POD}  containers:
        - name: app
          image: busybox
          env:
          - name: A
            configMapKeyRef:
            ^^^^^^^^^^^^^^^ error decoding/env-reference
              name: settings
              key: A
    `,
    after: `
      ${POD}  containers:
        - name: app
          image: busybox
          env:
          - name: A
            valueFrom:
              configMapKeyRef:
                name: settings
                key: A
    `,
  },
  {
    fact: 'lines of an env file become keys and values (D-3)',
    title: 'Write keys and values',
    before: `
      ${HEAD}data:
      ^^^^ error decoding/text-for-map
        LOG_LEVEL=info
        GREETING=hello there
    `,
    after: `
      ${HEAD}data:
        LOG_LEVEL: info
        GREETING: "hello there"
    `,
  },
  {
    fact: 'one pair beside its field goes below it (D-3)',
    title: 'Write keys and values',
    before: `
      ${HEAD}data: LOG_LEVEL:info
            ^^^^^^^^^^^^^^ error decoding/text-for-map
    `,
    after: `
      ${HEAD}data:
        LOG_LEVEL: info
    `,
  },
  {
    fact: 'keys below a key become the lines of one text (D-4)',
    title: 'Keep the lines below as one text: |',
    before: `
      ${HEAD}data:
        app.yaml: # ours
        ^^^^^^^^ error decoding/map-in-data
          level: info
    `,
    after: `
      ${HEAD}data:
        app.yaml: | # ours
          level: info
    `,
  },
  {
    fact: 'a key without a blank behind its colon gets one, at the key and not where the reader noticed (Y-14)',
    title: 'Write kind: ConfigMap',
    before: `
      apiVersion: v1
      kind:ConfigMap
      ^^^^^^^^^^^^^^ error yaml/colon-missing
      metadata: { name: app }
    `,
    after: `
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: app }
    `,
  },
  {
    fact: 'a key without its colon gets one (Y-14)',
    title: 'Write metadata:',
    before: `
      apiVersion: v1
      kind: ConfigMap
      metadata
      ^^^^^^^^ error yaml/colon-missing
        name: app
    `,
    after: `
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: app
    `,
  },
  {
    fact: 'a quote that stays open is closed on its line (Y-14)',
    title: 'Write "info"',
    before: `
      ${HEAD}data:
        LOG_LEVEL: "info
                   ^^^^^ error yaml/quote-open
        OTHER: b
    `,
    after: `
      ${HEAD}data:
        LOG_LEVEL: "info"
        OTHER: b
    `,
  },
  {
    fact: 'lines one column too deep line up with those above (Y-14)',
    title: 'Line it up with the keys above',
    before: `
      ${HEAD}data:
        A: b
         C: d
         ^^^^ error yaml/colon-in-value
         E: f
    `,
    after: `
      ${HEAD}data:
        A: b
        C: d
        E: f
    `,
  },
  {
    fact: 'a field between dash and key lines up with the key (Y-14)',
    title: 'Line it up with the keys above',
    before: `
      ${POD}  containers:
        - name: app
         image: busybox
         ^^^^^^^^^^^^^^ error yaml/key-missing
    `,
    after: `
      ${POD}  containers:
        - name: app
          image: busybox
    `,
  },
  {
    fact: 'a dash without a blank gets one (Y-14)',
    title: 'Write - name: app',
    before: `
      ${POD}  containers:
        -name: app
          image: busybox
          ^^^^^^^^^^^^^^ error yaml/colon-in-value
    `,
    after: `
      ${POD}  containers:
        - name: app
          image: busybox
    `,
  },
  {
    fact: 'the first of two mistakes that stop the reader is mended by itself (Y-14)',
    title: 'Put redis://a: b in quotes',
    before: `
      ${HEAD}data:
        URL: redis://a: b
                      ^^^ error yaml/colon-in-value
        AT: @home
    `,
    after: `
      ${HEAD}data:
        URL: "redis://a: b"
        AT: @home
    `,
  },
  {
    fact: 'a kind that is spelt with a capital letter is not missing (K-2)',
    title: 'Write kind in place of Kind',
    before: `
      apiVersion: v1
      ^^^^^^^^^^^^^^ error kubectl/kind-missing
      Kind: ConfigMap
      metadata: { name: app }
    `,
    after: `
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: app }
    `,
  },
]

/** The heads are written without the indentation of what follows them. */
function textOf(marked: string): string {
  const lineBreak = /\n */.exec(marked)?.[0] ?? '\n'
  return dedent([HEAD, POD].reduce((text, head) => text.replaceAll(head, head.replaceAll('\n', lineBreak)), marked))
}

describe('what arrives otherwise than it is written', () => {
  const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\n'
  const marks = (text: string) =>
    diagnosticsOf(text).map(({ code, range, values }) => [code, text.slice(range.start, range.end), values['last']])

  test.each([
    ['on', 'true'],
    ['No', 'false'],
    ['0644', '420'],
    ['1.10', '1.1'],
  ])('the key %s, which becomes %s (Y-7)', (written, stored) => {
    const text = `${CONFIG_MAP}data:\n  ${written}: x\n`
    expect(marks(text)).toEqual([['silent/key-taken-otherwise', written, stored]])
    expect(mended(text)?.text).toBe(`${CONFIG_MAP}data:\n  "${written}": x\n`)
  })

  test.each([
    ['  A:', '  A: ""'],
    ['  A:  # later', '  A: ""  # later'],
    ['  A: ~', '  A: ""'],
    ['  "A": null # later', '  "A": "" # later'],
  ])('a key with nothing behind it, as in "%s", which apply leaves out (D-5)', (line, mend) => {
    const text = `${CONFIG_MAP}data:\n${line}\n  B: x\n`
    expect(marks(text)).toEqual([['silent/nothing-kept', line.includes('"') ? '"A"' : 'A', 'A']])
    expect(mended(text)?.text).toBe(`${CONFIG_MAP}data:\n${mend}\n  B: x\n`)
  })

  test.each(['  8080: x', '  "on": x', '  A: ""', '  A: |\n    on: x\n    B:', '  yEs: x'])('but not %s', (lines) => {
    expect(marks(`${CONFIG_MAP}data:\n${lines}\n`)).toEqual([])
  })
})

describe('what is lost without a word', () => {
  const twice = textOf(`
    ${HEAD}data:
      A: a
      ^ warning silent/key-twice
      "A": |
      ^^^ warning silent/key-twice
        A: no key
        A: no key
      A: c
  `)

  test('is marked where it stands, though neither kubectl nor the API server says anything (Y-9)', () => {
    const found = diagnosticsOf(withoutMarks(twice))
    expect(withMarks(withoutMarks(twice), found)).toBe(twice)
    expect(found.map(({ message }) => message)).toEqual(['', ''])
  })

  test('is taken out, key by key (Y-9)', () => {
    const text = withoutMarks(twice)
    const once = mended(text)?.text ?? ''
    expect(mended(text)?.title).toBe('Take this one out')
    expect(mended(once)?.text).toBe(
      textOf(`
      ${HEAD}data:
        A: c
    `),
    )
  })

  test('are objects that nothing parts: the line that is missing is written (Y-11)', () => {
    const first = `${HEAD}data: { A: a }\n`
    const second = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: other }\n'
    expect(mended(first + second)).toEqual({ title: 'Write --- before it', text: `${first}---\n${second}` })
    expect(diagnosticsOf(`${first}---\n${second}`)).toEqual([])
  })

  test('are no maps that are merged, and no items of a list (Y-10)', () => {
    const text = `${HEAD}data:\n  <<: { A: a }\n  <<: { B: b }\n---\n${POD}  containers: [{ name: a, image: x }, { name: b, image: x }]\n`
    expect(diagnosticsOf(text)).toEqual([])
  })
})

describe('signs that only look like those of YAML', () => {
  const HARD = '\u00a0'

  test('blanks from a web page are marked and become plain ones, also where the text cannot be read (Y-14)', () => {
    const text = `${HEAD}data:\n  A:${HARD}b\n ${HARD}B: c\n  C: a:${HARD}b\n`
    const found = diagnosticsOf(text).find(({ code }) => code === 'silent/hard-blanks')
    expect(found && text.slice(found.range.start, found.range.end)).toBe(HARD)
    expect(found?.fixes.map(({ edits }) => applyEdits(text, edits))).toEqual([`${HEAD}data:\n  A: b\n  B: c\n  C: a:${HARD}b\n`])
  })

  test('a key that begins with one is marked where it stands (D-2)', () => {
    const text = `${HEAD}${HARD}key: b\n`
    const found = diagnosticsOf(text).find(({ code }) => code === 'decoding/root-key')
    expect(found && text.slice(found.range.start, found.range.end)).toBe(`${HARD}key`)
  })

  test('quotes that lean become straight where they stand around a whole value (Y-6)', () => {
    const text = `${HEAD}data:\n  A: “true”\n  B: say “hi”\n  C: |\n    “true”\n`
    const found = diagnosticsOf(text)
    expect(found.map(({ code, range }) => [code, text.slice(range.start, range.end)])).toEqual([['silent/leaning-quotes', '“true”']])
    expect(mended(text)).toEqual({ title: 'Write straight quotes', text: text.replace('“true”', '"true"') })
  })
})

describe('slips', () => {
  for (const { fact, title, before, after } of SLIPS) markAndMend(fact, title, textOf(before), textOf(after))

  test('no fix guesses between two containers', () => {
    const text = textOf(`
      ${POD}  containers:
        - { name: a, image: busybox }
        - { name: b, image: busybox }
        env:
        - { name: A, value: b }
    `)
    expect(diagnosticsOf(text).flatMap(({ fixes }) => fixes)).toEqual([])
  })

  test('an item of a list is named after the list (D-3)', () => {
    const [item] = diagnosticsOf(
      textOf(`
      ${POD}  containers:
        - name: a
          image: busybox
          env: [A=1]
    `),
    )
    expect(item?.values['last']).toBe('env[0]')
  })

  test('all values that a field may have are told (C-3)', () => {
    const [refusal] = diagnosticsOf(
      textOf(`
      ${POD}  restartPolicy: never
        containers:
        - { name: a, image: busybox }
    `),
    )
    expect(refusal && explanationOf(catalogue, refusal)?.wrong).toContain('These are: "Always", "OnFailure", "Never".')
  })
})
