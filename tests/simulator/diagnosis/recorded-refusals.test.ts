// Every recorded refusal has a place in the text and an explanation of its own.

import { describe, expect, test } from 'vitest'
import { findKind } from '../../../src/simulator/api/kinds.ts'
import { valueAt } from '../../../src/simulator/diagnosis/field-walk.ts'
import { diagnoseAnswer, diagnoseReading, explanationOf } from '../../../src/simulator/diagnosis/index.ts'
import type { Diagnostic } from '../../../src/simulator/diagnosis/index.ts'
import { readManifest } from '../../../src/simulator/yaml/index.ts'
import { findSource } from '../../conformance/source.ts'
import { catalogue } from '../../messages/catalogue.ts'
import type { RecordedRefusal } from './recorded-refusals.ts'
import { printedRefusals, recordedRefusals } from './recorded-refusals.ts'

/** The share of refusals with an explanation of their own. */
const LEAST_SHARE = 0.99

/** Areas of recorded command lines in which manifests are refused. */
const AREAS = ['decode', 'metadata', 'configmap', 'secret', 'pod-env', 'pod-volumes', 'pod-spec', 'update', 'kubectl-apply']

const source = findSource()
const general = new Set(catalogue.messages.filter((message) => message.general).map(({ id }) => id))

interface Diagnosed {
  readonly refusal: RecordedRefusal
  readonly diagnostics: readonly Diagnostic[]
}

const diagnosed: readonly Diagnosed[] =
  source === undefined
    ? []
    : [...recordedRefusals(source)].flatMap((refusal) => {
        const [document] = readManifest(refusal.text).documents
        return document === undefined ? [] : [{ refusal, diagnostics: diagnoseAnswer(refusal.text, document, refusal.answer, catalogue) }]
      })

/** Refusals that kubectl printed, each with the document that it names, or the first. */
const printed: readonly Diagnosed[] =
  source === undefined
    ? []
    : [...printedRefusals(source, AREAS)].flatMap(({ id, text, lines }) => {
        const reading = readManifest(text)
        const unread = diagnoseReading(text, reading, catalogue)
        const refusal = { id, kind: undefined, text, object: null, answer: { kind: undefined, warnings: [] } }
        const [first] = reading.documents
        if (unread !== undefined || first === undefined) return [{ refusal, diagnostics: unread === undefined ? [] : [unread] }]
        const diagnostics = lines.flatMap((line) => {
          const document =
            reading.documents.find(({ value }) => line.includes(`"${String(valueAt(value, ['metadata', 'name']))}"`)) ?? first
          const kind = findKind(String(valueAt(document.value, ['apiVersion'])), String(valueAt(document.value, ['kind'])))?.kind
          const warning = /^Warning: (.*)$/.exec(line)?.[1]
          return diagnoseAnswer(
            text,
            document,
            warning === undefined ? { kind, warnings: [], problem: line } : { kind, warnings: [warning] },
            catalogue,
          )
        })
        return [{ refusal, diagnostics }]
      })

describe.runIf(source !== undefined)('recorded refusals', () => {
  test('each has a diagnostic with words and a range of at least one character in the text', () => {
    const bad = [...diagnosed, ...printed.filter(({ refusal }) => readManifest(refusal.text).documents.length > 0)].flatMap(
      ({ refusal: { id, text }, diagnostics }) =>
        diagnostics.length > 0 &&
        diagnostics.every(({ range: { start, end }, message }) => message !== '' && start >= 0 && start < end && end <= text.length)
          ? []
          : [id],
    )
    expect(bad).toEqual([])
  })

  test('the mark is on the name of an unknown field', () => {
    const unknown = diagnosed.flatMap(({ refusal: { id, text }, diagnostics }) =>
      diagnostics
        .filter(({ message }) => / unknown field /.test(` ${message}`))
        .map(({ path, range }) => [id, path.at(-1), text.slice(range.start, range.end).replace(/^"|"$/g, '')] as const),
    )
    expect(unknown.length).toBeGreaterThan(1000)
    expect(unknown.filter(([, name, marked]) => name !== marked)).toEqual([])
  })

  test('a refused value is marked where it is written', () => {
    const shown = diagnosed.flatMap(({ refusal: { id, text, object }, diagnostics }) =>
      diagnostics.flatMap(({ message, range }) => {
        const value = /: (?:Invalid|Unsupported|Duplicate) value: ("(?:[^"\\]|\\.)+"|-?\d+)(?::|$)/.exec(message)?.[1]
        // Some values are made by the API server: of what isn't written, nothing can be marked.
        if (value === undefined || !JSON.stringify(object).includes(value)) return []
        const line = text.slice(text.lastIndexOf('\n', range.start) + 1, range.end)
        return [{ id, message, line, isThere: line.includes(value.replace(/^"|"$/g, '')) }]
      }),
    )
    const missed = shown.filter(({ isThere }) => !isThere).map(({ id, message, line }) => `${id} | ${message.slice(0, 160)} | ${line}`)
    expect(shown.length).toBeGreaterThan(500)
    // Upstream shows the resource in place of the divisor, and 0 for a port that isn't there.
    expect(missed.filter((each) => !/divisor|port: Invalid value: 0/.test(each))).toEqual([])
  })

  test('no explanation is left with a gap', () => {
    const gaps = [...diagnosed, ...printed].flatMap(({ refusal: { id }, diagnostics }) =>
      diagnostics.flatMap((diagnostic) => {
        const shown = explanationOf(catalogue, diagnostic)
        const words =
          shown === undefined
            ? ''
            : `${shown.title} ${shown.wrong} ${shown.why} ${shown.mend} ${diagnostic.fixes.map(({ title }) => title).join(' ')}`
        return /\{[a-zA-Z]+\}|undefined/.test(words) ? [`${id}: ${words}`] : []
      }),
    )
    expect(gaps).toEqual([])
  })

  test('nearly all have an explanation of their own', () => {
    const all = [...diagnosed, ...printed].flatMap(({ diagnostics }) => diagnostics)
    const without = all.filter(({ code }) => code === '' || general.has(code))
    const counts = new Map<string, number>()
    for (const { code, message } of without) {
      const key = `${code} ${message.replace(/\d+/g, 'N').slice(0, 160)}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    const missing = [...counts].sort((a, b) => b[1] - a[1]).map(([key, count]) => `${String(count)} ${key}`)
    const share = 1 - without.length / all.length
    expect(
      share,
      `${(100 * share).toFixed(2)} % of ${String(all.length)}; without:\n${missing.slice(0, 60).join('\n')}`,
    ).toBeGreaterThanOrEqual(LEAST_SHARE)
  })
})
