import { describe, expect, test } from 'vitest'
import { describeBoard } from '../../src/board/board-model.ts'
import { planTraffic } from '../../src/board/flights.ts'
import { underWay } from '../../src/board/under-way.ts'
import { foldPods } from '../../src/board/fold-pods.ts'
import { readVersions } from '../../src/board/versions.ts'
import { advanceRun, snapshotAt } from '../../src/simulator/index.ts'
import { applyLevel, fiveReaders } from '../simulator/experiment.ts'

const HOP_MS = 3000
const begun = fiveReaders(7)
const changed = applyLevel(begun, begun.run, 'debug')
const changedAtMs = changed.nowMs
const run = advanceRun(changed, changedAtMs + 120_000)
const versions = readVersions(run)
const written = run.entries.find((entry) => entry.kind === 'volume-written' && entry.atMs > changedAtMs)

function traffic(atMs: number) {
  const board = describeBoard(snapshotAt(run, atMs), { focus: [], versions, revealed: [] })
  const lastMs = run.entries.findLast((entry) => entry.atMs <= atMs)?.atMs ?? 0
  const { flights, waiting } = planTraffic(run.entries, board, foldPods(board.pods), versions, lastMs, HOP_MS)
  return { flights: underWay(flights, atMs), waiting }
}

/** Where pulses come from and go to, without what names a single Pod. */
function ways(atMs: number): readonly string[] {
  const short = (place: string) => place.replace(/:[0-9a-f-]{36}\//, ':').replace(/:\w+\/default\//, ':')
  return traffic(atMs).flights.map(({ from, to, version, ends }) => `${short(from)} -> ${short(to)} v${String(version)} ${ends}`)
}

describe('a change on its way', () => {
  test('leaves the editor for the store, and the store for the node, one hop after the other', () => {
    expect(ways(changedAtMs + 100)).toEqual(['editor -> object:settings v2 arrives'])
    expect(ways(changedAtMs + HOP_MS + 100)).toEqual(['object:settings -> copy:node-1:settings v2 arrives'])
  })

  test('then waits at the dial of each Pod', () => {
    const { flights, waiting } = traffic(changedAtMs + 3 * HOP_MS)
    expect(flights).toEqual([])
    expect(waiting.map(({ place, version }) => [place.startsWith('dial:'), version])).toEqual([
      [true, 2],
      [true, 2],
    ])
  })

  test('enters the files, reaches the process that reads them again, and is stopped by ice and pin', () => {
    const atMs = (written?.atMs ?? 0) + 100
    const containers = traffic(atMs).flights.map(({ to, ends }) => [to.split('/')[1], ends])
    expect(containers.toSorted()).toEqual([
      ['from-env', 'bounces'],
      ['from-envfrom', 'bounces'],
      ['pinned', 'bounces'],
      ['read-once', 'arrives'],
      ['watched', 'arrives'],
    ])
    const later = traffic(atMs + HOP_MS).flights.map(({ from, to }) => [from.split(':')[0], to.split(':')[0], to.split('/')[1]])
    expect(later).toContainEqual(['has', 'uses', 'watched'])
  })

  test('is the same whenever one looks at the same moment', () => {
    expect(traffic(changedAtMs + 1234)).toEqual(traffic(changedAtMs + 1234))
  })

  test('has no traffic when nothing happened for a while', () => {
    expect(traffic(changedAtMs - 1).flights).toEqual([])
  })
})
