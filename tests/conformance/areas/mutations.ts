// Valid objects with one to three accidents, sent to the API server.

import type { ApiServerState } from '../../../src/simulator/apiserver/index.ts'
import { asJson, compareAnswer, emptyCluster, kindOf, post, put } from '../api-answer.ts'
import type { AreaResult, Failure } from '../area.ts'
import type { Source } from '../source.ts'
import { isRecord } from '../source.ts'

export const area = 'mutations'

export function run(source: Source, only?: string): AreaResult {
  const bases = storedBases(source)
  const failures: Failure[] = []
  let total = 0
  for (const recorded of source.jsonLines('recorded/mutations.jsonl')) {
    if (!isRecord(recorded)) continue
    const id = String(recorded['id'])
    if (only !== undefined && id !== only) continue
    total += 1
    const failure = play(id, recorded, bases)
    if (failure !== undefined) failures.push(failure)
  }
  return { passed: total - failures.length, total, failures }
}

/** Each updatable object in a cluster of its own, by the name of the base. */
function storedBases(source: Source): ReadonlyMap<string, ApiServerState> {
  const file = source.json('recorded/mutation-bases.json')
  const updatable = isRecord(file) && Array.isArray(file['updatable']) ? file['updatable'] : []
  const states = new Map<string, ApiServerState>()
  for (const base of updatable) {
    const info = isRecord(base) ? kindOf(base['object']) : undefined
    if (!isRecord(base) || info === undefined) continue
    const { state, response } = post(emptyCluster(), info, asJson(base['object']), false)
    if (!response.ok) throw new Error(`base ${String(base['name'])}: ${response.status.message}`)
    states.set(String(base['name']), state)
  }
  return states
}

function play(id: string, recorded: Readonly<Record<string, unknown>>, bases: ReadonlyMap<string, ApiServerState>): Failure | undefined {
  const answer = isRecord(recorded['answer']) ? recorded['answer'] : recorded
  const body = asJson(recorded['object'])
  const base = String(recorded['base'])
  if (id.startsWith('create/')) {
    const info = kindOf(recorded['object'])
    if (info === undefined) return { id, expected: 'a kind that is served', actual: JSON.stringify(body) }
    return compareAnswer(id, answer, post(EMPTY, info, body).response)
  }
  const state = bases.get(base)
  const kind = kindOf(recorded['object'])?.kind
  const stored =
    kind &&
    state?.objects
      .group(kind)
      .values()
      .find(({ metadata }) => !SET_UP.has(metadata.name ?? ''))
  const info = stored === undefined ? undefined : kindOf(stored)
  if (state === undefined || stored === undefined || info === undefined) return { id, expected: `a base ${base}`, actual: 'none' }
  return compareAnswer(id, answer, put(state, info, stored.metadata.name ?? '', body), { ignoreStatus: true })
}

const EMPTY = emptyCluster()
const SET_UP: ReadonlySet<string> = new Set(['default', 'sa', 'kube-root-ca.crt'])
