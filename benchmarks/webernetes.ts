// The same roll-out in Third Factor and in webernetes: CPU time of the first one in a process, and of one when code is warm. Each side has a
// process of its own, so that neither meets code, or garbage, of the other.

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Contestant, Times } from './roll-out-process.ts'
import { middle } from './timing.ts'

const REPLICAS = 50
const TIMES_LESS = 200
/** How many roll-outs each does, and how many of the last ones count as warm: code is compiled by how often it runs. */
const ROLL_OUTS: Readonly<Record<Contestant, { readonly all: number; readonly warm: number }>> = {
  'third-factor': { all: 60, warm: 30 },
  webernetes: { all: 4, warm: 2 },
}

export function runWebernetes(): void {
  console.log(
    `a Deployment of ${String(REPLICAS)} replicas, one container each, surge and unavailability of 25 %, is given a new template:`,
  )
  console.log('CPU of the process, garbage collection included, until all Pods are new and available and the old ones are gone')
  console.log('               first ms   warm ms   peak MB')
  const [ours, theirs] = [measured('third-factor'), measured('webernetes')]
  const [first, warm] = [theirs.first / ours.first, theirs.warm / ours.warm]
  console.log(`  ${first.toFixed(0)} times less at first, ${warm.toFixed(0)} times when warm (wanted: ${String(TIMES_LESS)})`)
}

function measured(name: Contestant): { readonly first: number; readonly warm: number } {
  const { all, warm } = ROLL_OUTS[name]
  const file = fileURLToPath(new URL('roll-out-process.ts', import.meta.url))
  const child = spawnSync(process.execPath, [file, name, String(REPLICAS), String(all)], { encoding: 'utf8' })
  if (child.status !== 0) throw new Error(child.stderr)
  const { cpuMs, peakMB }: Times = JSON.parse(child.stdout)
  const times = { first: cpuMs[0] ?? 0, warm: middle(cpuMs.slice(-warm)) }
  const cells = [times.first.toFixed(1).padStart(11), times.warm.toFixed(1).padStart(10), peakMB.toFixed(0).padStart(10)]
  console.log(`  ${name.padEnd(12)}${cells.join('')}`)
  return times
}
