// Whatever is typed: nothing throws, nothing hangs, nothing changes unless it is accepted.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diagnoseText, runCommand } from '../../../src/simulator/index.ts'
import { readManifest } from '../../../src/simulator/yaml/index.ts'
import { catalogue } from '../../messages/catalogue.ts'
import { fiveReaders } from '../experiment.ts'

const SEED = 20261124
const { run, files } = fiveReaders(7)
const settings = files['settings.yaml'] ?? ''
const web = files['web.yaml'] ?? ''

/** A lesson's text with a piece taken out and another put in its place. */
const mutated = fc
  .tuple(
    fc.constantFrom(settings, web),
    fc.nat(),
    fc.nat({ max: 40 }),
    fc.oneof(
      fc.string(),
      fc.constantFrom('\t', ': ', '- ', '"', "'", '|', '{', '}', '&a ', '*a', '!!', '\n', '%', '#', 'null', '0x1f', '---\n'),
    ),
  )
  .map(([text, at, length, piece]) => text.slice(0, at % text.length) + piece + text.slice((at % text.length) + length))

describe('any text', () => {
  test('can be read, and what is wrong with it lies inside it', () => {
    fc.assert(
      fc.property(fc.oneof(mutated, fc.string({ unit: 'binary' })), (text) => {
        const { documents, error } = readManifest(text)
        const ranges = [...documents.map(({ range }) => range), ...(error === undefined ? [] : [error.range])]
        return ranges.every(({ start, end }) => start >= 0 && start <= end && end <= text.length)
      }),
      { numRuns: 10_000, seed: SEED },
    )
  })

  test('gets diagnostics whose ranges lie in it', () => {
    fc.assert(
      fc.property(mutated, (text) =>
        diagnoseText(run, text, catalogue).diagnostics.every(
          ({ range: { start, end } }) => start >= 0 && start <= end && end <= text.length,
        ),
      ),
      { numRuns: 1000, seed: SEED },
    )
  })

  test('gets fixes whose edits lie in it and do not overlap', () => {
    fc.assert(
      fc.property(mutated, (text) =>
        diagnoseText(run, text, catalogue)
          .diagnostics.flatMap(({ fixes }) => fixes)
          .every(({ edits }) => {
            const ranges = edits.map(({ range }) => range).toSorted((a, b) => a.start - b.start || a.end - b.end)
            return ranges.every(({ start, end }, index) => start >= (ranges[index - 1]?.end ?? 0) && start <= end && end <= text.length)
          }),
      ),
      { numRuns: 1000, seed: SEED },
    )
  })

  test('can be applied: it is stored, or refused without a change', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const { output, run: after } = runCommand(run, 'kubectl apply -f x.yaml', { 'x.yaml': text })
        const stored = after.entries.slice(run.entries.length).some(({ kind }) => kind === 'object-stored')
        return output.exitCode === 0 || output.stdout !== '' || !stored
      }),
      { numRuns: 500, seed: SEED },
    )
  })

  test('applied twice is unchanged the second time', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        // A key without a value asks for its removal each time, as kubectl does.
        if (JSON.stringify(readManifest(text).documents.map(({ value }) => value)).includes('null')) return true
        const first = runCommand(run, 'kubectl apply -f x.yaml', { 'x.yaml': text })
        if (first.output.exitCode !== 0) return true
        const second = runCommand(first.run, 'kubectl apply -f x.yaml', { 'x.yaml': text })
        return second.output.stdout.split('\n').every((line) => line === '' || line.endsWith(' unchanged'))
      }),
      { numRuns: 500, seed: SEED },
    )
  })
})

test('any line of a terminal ends', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc
          .tuple(fc.constantFrom('get', 'apply', 'delete', 'rollout status', 'logs', 'patch', 'label', 'scale'), fc.string())
          .map(([verb, rest]) => `kubectl ${verb} ${rest}`),
      ),
      (line) => {
        return Number.isInteger(runCommand(run, line, files).output.exitCode)
      },
    ),
    { numRuns: 1000, seed: SEED },
  )
  expect(run.entries.length).toBeGreaterThan(0)
})
