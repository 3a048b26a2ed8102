// A complete object with one value replaced, sent to the API server.

import { asJson, compareAnswer, emptyCluster, kindOf, post } from '../api-answer.ts'
import type { AreaResult, Failure } from '../area.ts'
import type { Source } from '../source.ts'
import { isRecord } from '../source.ts'

export const area = 'substitutions'

export function run(source: Source, only?: string): AreaResult {
  const file = source.json('recorded/substitutions.json')
  const cases = isRecord(file) && Array.isArray(file['cases']) ? file['cases'].filter(isRecord) : []
  const bases = isRecord(file) && Array.isArray(file['bases']) ? file['bases'].filter(isRecord) : []
  const byKind = new Map(bases.map((base) => [String(base['kind']), base]))
  const state = emptyCluster()
  const failures: Failure[] = []
  let total = 0
  for (const recorded of cases) {
    const id = `${String(recorded['kind'])} ${String(recorded['path'])} = ${JSON.stringify(recorded['value'])}`
    if (only !== undefined && id !== only) continue
    total += 1
    const base = byKind.get(String(recorded['kind']))
    const info = kindOf(base)
    if (base === undefined || info === undefined) {
      failures.push({ id, expected: 'a base', actual: 'none' })
      continue
    }
    const body = replaceAt(base, stepsOf(String(recorded['path'])), recorded['value'])
    const failure = compareAnswer(
      id,
      isRecord(recorded['answer']) ? recorded['answer'] : recorded,
      post(state, info, asJson(body)).response,
    )
    if (failure !== undefined) failures.push(failure)
  }
  return { passed: total - failures.length, total, failures }
}

/** `spec.containers[0].env` as keys and indexes. */
export function stepsOf(path: string): readonly (string | number)[] {
  return path.split('.').flatMap((part) => {
    const [name = '', ...indexes] = part.split('[')
    return [name, ...indexes.map((index) => Number(index.slice(0, -1)))]
  })
}

/** A copy with one value replaced; its keys keep their order, a new key comes last. */
export function replaceAt(value: unknown, steps: readonly (string | number)[], replacement: unknown): unknown {
  const [step, ...rest] = steps
  if (step === undefined) return replacement
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? replaceAt(item, rest, replacement) : item))
  if (!isRecord(value)) return value
  return { ...value, [step]: replaceAt(value[step], rest, replacement) }
}
