// The same roll-out in Third Factor and in webernetes: CPU time of the first one in a process, and of one when code is warm. Each side has
// processes of its own, so that neither meets code, or garbage, of the other; they take turns, so that a machine that slows down slows both.

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Contestant, Times } from './roll-out-process.ts'
import { middle } from './timing.ts'

const REPLICAS = 50
const TIMES_LESS = 200
const PROCESSES = 3
/** How many roll-outs each does in a process, and how many of the last ones count as warm: code is compiled by how often it runs. */
const ROLL_OUTS: Readonly<Record<Contestant, { readonly all: number; readonly warm: number }>> = {
  'third-factor': { all: 60, warm: 30 },
  webernetes: { all: 3, warm: 2 },
}

export function runWebernetes(): void {
  console.log(
    `a Deployment of ${String(REPLICAS)} replicas, one container each, surge and unavailability of 25 %, is given a new template:`,
  )
  console.log('CPU of the process, garbage collection included, until all Pods are new and available and the old ones are gone')
  console.log(`the middle one of ${String(PROCESSES)} processes, and of all warm roll-outs in them; in brackets the least and the most`)
  const [ours, theirs]: [Times[], Times[]] = [[], []]
  for (let turn = 0; turn < PROCESSES; turn += 1) {
    ours.push(measured('third-factor'))
    theirs.push(measured('webernetes'))
  }
  const [own, other] = [report('third-factor', ours), report('webernetes', theirs)]
  const [first, warm] = [other.first / own.first, other.warm / own.warm]
  console.log(`  ${first.toFixed(0)} times less at first, ${warm.toFixed(0)} times when warm (wanted: ${String(TIMES_LESS)})`)
}

function measured(name: Contestant): Times {
  const file = fileURLToPath(new URL('roll-out-process.ts', import.meta.url))
  const child = spawnSync(process.execPath, [file, name, String(REPLICAS), String(ROLL_OUTS[name].all)], { encoding: 'utf8' })
  if (child.status !== 0) throw new Error(child.stderr)
  const times: Times = JSON.parse(child.stdout)
  return times
}

function report(name: Contestant, processes: readonly Times[]): { readonly first: number; readonly warm: number } {
  const firsts = processes.map(({ cpuMs }) => cpuMs[0] ?? 0)
  const warms = processes.flatMap(({ cpuMs }) => cpuMs.slice(-ROLL_OUTS[name].warm))
  const peakMB = Math.max(...processes.map((each) => each.peakMB))
  console.log(`  ${name.padEnd(14)}first ${spread(firsts)}   warm ${spread(warms)}   at most ${peakMB.toFixed(0)} MB`)
  return { first: middle(firsts), warm: middle(warms) }
}

function spread(times: readonly number[]): string {
  const [most, least] = [Math.max(...times), Math.min(...times)]
  return `${middle(times).toFixed(1).padStart(7)} ms (${least.toFixed(1)} to ${most.toFixed(1)})`
}
