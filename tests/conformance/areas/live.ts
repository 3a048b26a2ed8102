// Scenarios played in real time on a node of a real cluster: outputs, sequences of states, times.

import { decodeImageLibrary } from '../../../src/simulator/workloads/image-library.ts'
import type { AreaResult, Failure } from '../area.ts'
import { playScenario } from '../live/player.ts'
import type { Source } from '../source.ts'
import { isRecord } from '../source.ts'

export const area = 'live'

/** The recording's node had this image and no registry. */
const NODE_HAS = {
  name: 'busybox:1.36',
  present: true,
  sizeBytes: 2_156_544,
  pullMs: 0,
  arguments: ['sh'],
  environment: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
  shell: true,
}

export function run(source: Source, only?: string): AreaResult {
  const file = source.json('recorded/live/scenarios.json')
  const scenarios = isRecord(file) && Array.isArray(file['scenarios']) ? file['scenarios'].filter(isRecord) : []
  const chosen = scenarios.filter(({ id }) => only === undefined || only === id)
  const failures: Failure[] = []
  const images = decodeImageLibrary({ images: [NODE_HAS] })
  if (!images.ok) throw new Error(JSON.stringify(images.problem))
  for (const scenario of chosen) {
    const id = String(scenario['id'])
    try {
      const difference = playScenario(scenario, images.value)
      if (difference !== undefined) failures.push({ id, expected: `$ ${difference.step}\n${difference.wanted}`, actual: difference.got })
    } catch (error) {
      failures.push({
        id,
        expected: 'a scenario that plays',
        actual: error instanceof Error ? (error.stack ?? error.message) : String(error),
      })
    }
  }
  return { passed: chosen.length - failures.length, total: chosen.length, failures }
}
