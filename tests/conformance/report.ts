// `npm run conformance`: plays the recordings and prints a table of areas.
//   --area A     only this area            --show N     print the first N differences
//   --case ID    only this case, in full   --from DIR   another folder of the same shape
//   --json FILE  also write the counts     --raise      write what was reached as the new floors

import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { countCases } from './area.ts'
import { playAreas, raiseFloors, readFloors } from './play.ts'
import { openSource } from './source.ts'

const OPTIONS = {
  area: { type: 'string' },
  show: { type: 'string' },
  case: { type: 'string' },
  from: { type: 'string' },
  json: { type: 'string' },
  raise: { type: 'boolean' },
} as const

const values = readOptions()
const source = openSource(values.from === undefined ? undefined : resolve(values.from))
const results = await playAreas(source, { area: values.area, only: values.case })
const floors = readFloors()
const problem = whyNothing()
if (problem !== undefined) {
  console.error(problem)
  process.exit(1)
}

const shown = values.case === undefined ? Number(values.show ?? 0) : Infinity
for (const [area, result] of results) {
  for (const failure of result.failures.slice(0, shown)) {
    console.log(`── ${area}: ${failure.id}\n${describeDifference(failure.expected, failure.actual)}`)
  }
}

console.log('area                passed / total     floor')
for (const [area, { passed, total }] of results) {
  if (values.case !== undefined && total === 0) continue
  const floor = values.from === undefined && values.case === undefined ? String(floors.get(area) ?? 0) : ''
  console.log(`${area.padEnd(18)}${String(passed).padStart(8)} /${String(total).padStart(6)}${floor.padStart(10)}`)
}

if (values.json !== undefined) {
  const areas = Object.fromEntries([...results].map(([area, { passed, total }]) => [area, { passed, total }]))
  writeFileSync(values.json, `${JSON.stringify({ areas }, undefined, 1)}\n`)
}
if (values.raise === true) raiseFloors(results)

function readOptions() {
  try {
    return parseArgs({ options: OPTIONS }).values
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    console.error('After `--` may stand any of `--area A`, `--case ID`, `--show N`, `--from DIR`, `--json FILE` and `--raise`.')
    return process.exit(1)
  }
}

/** Why nothing was played, and what could be. */
function whyNothing(): string | undefined {
  if (!existsSync(source.folder)) return `There are no recordings in ${source.folder}. CONFORMANCE_DIR names their folder.`
  if (results.size === 0) return `No such area: ${values.area ?? ''}. There are ${[...countCases(source).keys()].join(', ')}.`
  if (values.case === undefined || [...results.values()].some(({ total }) => total > 0)) return undefined
  return `No such case: ${values.case}. Ids are those of the recordings; --show prints them.`
}

/** Lines that only one side has, with their common beginning cut short. */
function describeDifference(expected: string, actual: string): string {
  const wanted = expected.split('\n')
  const got = actual.split('\n')
  let first = 0
  while (first < wanted.length && first < got.length && wanted[first] === got[first]) first += 1
  let last = 0
  while (last < wanted.length - first && last < got.length - first && wanted.at(-1 - last) === got.at(-1 - last)) last += 1
  const around = wanted.slice(Math.max(0, first - 2), first).map((line) => `    ${line}`)
  const missing = wanted.slice(first, wanted.length - last).map((line) => `  - ${line}`)
  const extra = got.slice(first, got.length - last).map((line) => `  + ${line}`)
  return [...around, ...missing, ...extra].map((line) => line.slice(0, 2000)).join('\n')
}
