// What a module under `areas/` exports, and the list of all areas with the number of cases that a folder of recordings holds for each.

import { CASE_AREAS } from './case-areas.ts'
import { isOutOfPlay } from './out-of-play.ts'
import type { Source } from './source.ts'
import { isRecord } from './source.ts'

export interface Failure {
  readonly id: string
  readonly expected: string
  readonly actual: string
}

export interface AreaResult {
  readonly passed: number
  readonly total: number
  readonly failures: readonly Failure[]
}

/** Several modules may share an area (`tables` does); their results are added up. */
export interface AreaModule {
  readonly area: string
  /** Cases whose id is not `only` need not be played; the result then counts that case alone. */
  run(source: Source, only?: string): AreaResult
}

/** Every area of the report, with how many cases `source` holds for it. */
export function countCases(source: Source): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const area of CASE_AREAS) counts.set(area, lengthAt(source.json(`recorded/cases/${area}.json`), 'cases'))
  counts.set('substitutions', lengthAt(source.json('recorded/substitutions.json'), 'cases'))
  counts.set('mutations', source.jsonLines('recorded/mutations.jsonl').length)
  counts.set('live', lengthAt(source.json('recorded/live/scenarios.json'), 'scenarios'))
  counts.set('propagation', source.has('recorded/live/propagation.json') ? 1 : 0)
  counts.set('tables', countTables(source))
  counts.set('website-examples', lengthAt(source.json('examples/website-examples/index.json'), 'files'))
  counts.set('api-roundtrip', ROUNDTRIP_KINDS.filter((kind) => source.has(`examples/api-roundtrip/${kind}.json`)).length)
  counts.set('yaml-test-suite', lengthAt(source.json('yaml-test-suite/kubectl-yaml.json'), 'cases'))
  return counts
}

export const ROUNDTRIP_KINDS = [
  'apps.v1.DaemonSet',
  'apps.v1.Deployment',
  'apps.v1.ReplicaSet',
  'apps.v1.StatefulSet',
  'batch.v1.CronJob',
  'batch.v1.Job',
  'core.v1.ConfigMap',
  'core.v1.Namespace',
  'core.v1.Pod',
  'core.v1.Secret',
  'core.v1.Service',
  'core.v1.ServiceAccount',
] as const

/** Rows of the tables that `index.json` lists, without those that are out of play, the name hashes and the expansions. */
function countTables(source: Source): number {
  const index = source.json('tables/index.json')
  const files = listAt(index, 'tables').filter(isRecord)
  const listed = files.reduce((total, { file, count, incomplete }) => {
    const table = String(file).replace(/\.json$/, '')
    if (!source.has(`tables/${table}.json`)) return total + Number(count ?? 0) - Number(incomplete ?? 0)
    const rows = listAt(source.json(`tables/${table}.json`), 'cases').filter(isRecord)
    return total + rows.filter((row) => !isOutOfPlay(table, row, rows)).length
  }, 0)
  const hashes = source.json('tables/kustomize-hash/hash.json')
  const vectors = isRecord(hashes) ? lengthAt(hashes['kubectl'], 'vectors') + lengthAt(hashes['kustomize'], 'vectors') : 0
  const groups = listAt(source.json('tables/expansion/expand.json'), 'groups')
  return listed + vectors + groups.reduce((total: number, group) => total + lengthAt(group, 'cases'), 0)
}

function listAt(value: unknown, field: string): readonly unknown[] {
  const list = isRecord(value) ? value[field] : undefined
  return Array.isArray(list) ? list : []
}

function lengthAt(value: unknown, field: string): number {
  return listAt(value, field).length
}
