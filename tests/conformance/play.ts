// Plays all areas over a folder of recordings, and compares what was reached with the floors file.

import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { AreaModule, AreaResult, Failure } from './area.ts'
import { countCases } from './area.ts'
import { CASE_AREAS } from './case-areas.ts'
import { playCases } from './cases.ts'
import type { Source } from './source.ts'
import { isRecord } from './source.ts'

const HERE = dirname(fileURLToPath(import.meta.url))
const FLOORS = join(HERE, 'floors.json')

export interface Selection {
  /** Only this area. */
  readonly area?: string | undefined
  /** Only the case of this id. */
  readonly only?: string | undefined
}

/** One row for every area, in the order of the recordings' README, also for areas that nothing plays yet. */
export async function playAreas(source: Source, selection: Selection = {}): Promise<ReadonlyMap<string, AreaResult>> {
  const modules = await loadAreas()
  const results = new Map<string, AreaResult>()
  for (const [area, counted] of countCases(source)) {
    if (selection.area !== undefined && selection.area !== area) continue
    const parts = modules.filter((module) => module.area === area).map((module) => runArea(module, source, selection.only))
    const played = parts.reduce((sum, part) => sum + part.total, 0)
    results.set(area, {
      passed: parts.reduce((sum, part) => sum + part.passed, 0),
      total: selection.only === undefined ? Math.max(counted, played) : played,
      failures: parts.flatMap((part) => part.failures),
    })
  }
  return results
}

/** An area that breaks has passed nothing; the others still count. */
function runArea(module: AreaModule, source: Source, only: string | undefined): AreaResult {
  try {
    return module.run(source, only)
  } catch (error) {
    const failure: Failure = {
      id: `${module.area} broke`,
      expected: 'a result',
      actual: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
    return { passed: 0, total: 0, failures: [failure] }
  }
}

async function loadAreas(): Promise<readonly AreaModule[]> {
  const folder = join(HERE, 'areas')
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .sort()
  const modules: AreaModule[] = CASE_AREAS.map((area) => ({ area, run: (source, only) => playCases(source, area, only) }))
  for (const name of names) {
    try {
      const loaded: unknown = await import(pathToFileURL(join(folder, name)).href)
      if (isAreaModule(loaded)) modules.push(loaded)
    } catch (error) {
      console.error(`areas/${name} does not load: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return modules
}

function isAreaModule(value: unknown): value is AreaModule {
  return (
    typeof value === 'object' &&
    value !== null &&
    'area' in value &&
    'run' in value &&
    typeof value.area === 'string' &&
    typeof value.run === 'function'
  )
}

export function readFloors(): ReadonlyMap<string, number> {
  const floors: unknown = existsSync(FLOORS) ? JSON.parse(readFileSync(FLOORS, 'utf8')) : {}
  return new Map(isRecord(floors) ? Object.entries(floors).map(([area, passed]) => [area, Number(passed)]) : [])
}

/** Floors never go down: an area keeps the higher of the old floor and what was reached. */
export function raiseFloors(results: ReadonlyMap<string, AreaResult>): void {
  const floors = readFloors()
  const raised = Object.fromEntries([...results].map(([area, result]) => [area, Math.max(floors.get(area) ?? 0, result.passed)]))
  writeFileSync(FLOORS, `${JSON.stringify({ ...Object.fromEntries(floors), ...raised }, undefined, 2)}\n`)
}
