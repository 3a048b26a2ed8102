// What a quick fix promises: applied, it takes its diagnostic away, and brings no new one to the same field.

import { describe, expect, test } from 'vitest'
import { findKind } from '../../../src/simulator/api/kinds.ts'
import { diagnoseAnswer, diagnoseReading, withProvenFixes } from '../../../src/simulator/diagnosis/index.ts'
import type { Diagnostic } from '../../../src/simulator/diagnosis/index.ts'
import { isJsonObject } from '../../../src/simulator/base/json.ts'
import { readManifest } from '../../../src/simulator/yaml/index.ts'
import { emptyCluster, post } from '../../conformance/api-answer.ts'
import { findSource } from '../../conformance/source.ts'
import { catalogue } from '../../messages/catalogue.ts'
import { recordedRefusals } from './recorded-refusals.ts'

const state = emptyCluster()

/** What the API server says to a text with one document. */
function diagnose(text: string): readonly Diagnostic[] {
  const reading = readManifest(text)
  const unread = diagnoseReading(text, reading, catalogue)
  if (unread !== undefined) return [unread]
  return reading.documents.flatMap((document) => {
    const { value } = document
    const info = isJsonObject(value) ? findKind(String(value['apiVersion']), String(value['kind'])) : undefined
    if (info === undefined) return []
    const { response } = post(state, info, value)
    const answer = { kind: info.kind, warnings: response.warnings, status: response.ok ? undefined : response.status }
    return diagnoseAnswer(text, document, answer, catalogue)
  })
}

const source = findSource()

describe.runIf(source !== undefined)('quick fixes for recorded refusals', () => {
  const tried =
    source === undefined ? [] : [...recordedRefusals(source)].filter(({ id, kind }) => kind !== undefined && !id.startsWith('update/'))

  test.each([
    ['in block style', (text: string) => text],
    ['in JSON', (text: string) => `${JSON.stringify(readManifest(text).documents[0]?.value, undefined, 2)}\n`],
  ])('mend what they are for, %s', (_style, write) => {
    let count = 0
    const bad = tried.flatMap(({ id, text: block }) => {
      const text = write(block)
      const before = diagnose(text)
      count += before.reduce((sum, { fixes }) => sum + fixes.length, 0)
      const proven = withProvenFixes(text, before, diagnose)
      return before.flatMap(({ fixes, message }, index) =>
        fixes.filter((fix) => proven[index]?.fixes.includes(fix) !== true).map(({ title }) => `${id} | ${title} | ${message.slice(-120)}`),
      )
    })
    expect(count).toBeGreaterThan(1500)
    expect(bad.length / count, bad.join('\n')).toBeLessThan(0.1)
  })
})
