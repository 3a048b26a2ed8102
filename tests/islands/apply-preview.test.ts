// What applying a file, or saving what is edited, would print before it is done.

import { describe, expect, test } from 'vitest'
import { NO_PREVIEW, previewApply, previewEdit, quoted } from '../../src/islands/workspace/apply-preview.ts'
import { NOTHING_TO_APPLY } from '../../src/islands/workspace/problem.ts'
import type { Run } from '../../src/simulator/index.ts'
import { EMPTY_CATALOGUE, diagnoseText, typeLine } from '../../src/simulator/index.ts'
import { must, startCluster } from '../simulator/experiment.ts'

const text = (level: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  LOG_LEVEL: ${level}\n`

test('is what kubectl prints, and changes nothing', () => {
  const before = startCluster()
  const files = { 'settings.yaml': text('info') }
  expect(previewApply({ run: before }, 'settings.yaml', files).lines).toEqual(['configmap/settings created'])
  expect(previewApply({ run: before }, 'settings.yaml', files).lines).toEqual(['configmap/settings created'])
  const run = must(before, 'kubectl apply -f settings.yaml', files)
  expect(previewApply({ run }, 'settings.yaml', files).lines).toEqual(['configmap/settings unchanged'])
  expect(previewApply({ run }, 'settings.yaml', { 'settings.yaml': text('debug') }).lines).toEqual(['configmap/settings configured'])
})

test('is the refusal in the words that kubectl uses for a change of what exists', () => {
  const files = { 'settings.yaml': text('info') }
  const run = must(startCluster(), 'kubectl apply -f settings.yaml', files)
  const [line] = previewApply({ run }, 'settings.yaml', { 'settings.yaml': text('true') }).lines
  expect(line).toMatch(/^The request is invalid: patch: Invalid value: .*unrecognized type: string$/)
})

test.each(['', '\n', '# later\n', '---\n'])('is that nothing was passed, for a file that holds nothing: %j', (nothing) => {
  expect(previewApply({ run: startCluster() }, 'a.yaml', { 'a.yaml': nothing }).lines).toEqual([NOTHING_TO_APPLY])
})

describe('what the workspace quotes of a problem', () => {
  const said = (run: Run, text: string) => {
    const preview = previewApply({ run }, 'a.yaml', { 'a.yaml': text })
    return { said: quoted(diagnoseText(run, text, EMPTY_CATALOGUE).diagnostics, preview).map(({ message }) => message), preview }
  }

  test('is the line that kubectl prints, whether the object is created or changed', () => {
    const created = said(startCluster(), text('true'))
    expect(created.said).toEqual([
      expect.stringMatching(/^Error from server \(BadRequest\): error when creating "a\.yaml": .* of type string$/),
    ])
    expect(created.said).toEqual(created.preview.lines)
    const changed = said(must(startCluster(), 'kubectl apply -f a.yaml', { 'a.yaml': text('info') }), text('true'))
    expect(changed.said).toEqual([expect.stringMatching(/^The request is invalid: patch: Invalid value: /)])
    expect(changed.said).toEqual(changed.preview.lines)
  })

  test('of a text that cannot be read names the file', () => {
    const { said: lines, preview } = said(startCluster(), `${text('a')} B: c\n`)
    expect(lines).toEqual([expect.stringMatching(/^error: error parsing a\.yaml: error converting YAML to JSON: yaml: line \d+: /)])
    expect(lines).toEqual(preview.lines)
  })

  test('is one line of several, each at its own problem', () => {
    const pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: A, image: ''}]}\n"
    const { said: lines, preview } = said(startCluster(), pod)
    expect(lines).toEqual(preview.lines.filter((line) => line.startsWith('* ')))
    expect(lines.length).toBe(2)
  })

  test('is a part of a line that says several things, and of one that repeats a large manifest the words of the API server', () => {
    const bad = `${text('a').replace('settings', 'Settings_')}  "b c": d\n`
    const several = said(startCluster(), `${bad}---\n${text('true').replace('settings', 'other')}`)
    const [line] = several.preview.lines
    expect(line).toMatch(/^Error from server \(Invalid\): .*: \[metadata\.name: .*, data\[b c\]: .*\]$/)
    expect(several.said.map((part) => part !== line && line?.includes(part))).toEqual([true, true, false])
    const large = text(`true\n${Array.from({ length: 40 }, (_, index) => `  KEY_${String(index)}: a`).join('\n')}`)
    const run = must(startCluster(), 'kubectl apply -f a.yaml', { 'a.yaml': text('info') })
    expect(said(run, large).said).toEqual([expect.stringMatching(/^ConfigMap in version "v1" cannot be handled as a ConfigMap: /)])
  })

  test('is nothing of what kubectl adds to another problem', () => {
    const error = (message: string) =>
      ({ code: '', severity: 'error', message, values: {}, path: [], range: { start: 0, end: 0 }, related: [], fixes: [] }) as const
    const lines = ['error: no matches for kind "A" in version "v1"', 'ensure CRDs are installed first']
    const found = quoted([error('no matches for kind "A" in version "v1"'), error('unknown field "dta"')], { ...NO_PREVIEW, lines })
    expect(found.map(({ message }) => message)).toEqual([lines[0], 'unknown field "dta"'])
  })

  test('is not what became of the other objects of the file', () => {
    const { said: lines, preview } = said(startCluster(), `${text('info')}---\n${text('true').replace('settings', 'other')}`)
    expect(preview.lines).toEqual(['configmap/settings created', ...lines])
    expect(lines).toEqual([expect.stringMatching(/^Error from server \(BadRequest\): /)])
  })
})

test('what kubectl edit would print is of the edit, and the edit goes on waiting', () => {
  const run = typeLine(must(startCluster(), 'kubectl apply -f a.yaml', { 'a.yaml': text('info') }), 'kubectl edit configmap settings', {})
  const edited = run.foreground?.waiting.edits?.text ?? ''
  const printed = (level: string) => previewEdit({ run }, edited.replace('LOG_LEVEL: info', `LOG_LEVEL: ${level}`))
  expect(printed('debug')).toMatchObject({ command: 'kubectl edit', lines: ['configmap/settings edited'] })
  expect(printed('info').lines).toEqual(['Edit cancelled, no changes made.'])
  expect(printed('true').lines).toEqual([
    'error: configmaps "settings" is invalid',
    expect.stringMatching(/^# \* patch: Invalid value: .*: unrecognized type: string$/),
  ])
  expect(run.foreground?.waiting.edits?.text).toBe(edited)
})
