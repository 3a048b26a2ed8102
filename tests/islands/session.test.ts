import { expect, test } from 'vitest'
import { readVersions } from '../../src/board/versions.ts'
import type { Session } from '../../src/islands/session.ts'
import { advance, advanceWhile } from '../../src/islands/session.ts'
import { must, startCluster } from '../simulator/experiment.ts'

const run = must(startCluster(), 'kubectl create deployment web --image=nginx --replicas=3')
const session: Session = { run, startMs: run.nowMs, firstPiece: 0, acts: [], versions: readVersions(run) }
const untilMs = run.nowMs + 5000

test('a run that is led on bit by bit is the run that is led on at once', () => {
  const atOnce = advance(session, untilMs)
  expect(atOnce.run.entries.length).toBeGreaterThan(run.entries.length)
  expect(advanceWhile(() => true, session, untilMs)).toEqual(atOnce)
})

test('where there is no time for all of it, a bit of it is done', () => {
  const led = advanceWhile(() => false, session, untilMs)
  expect(led.run.nowMs).toBeGreaterThan(run.nowMs)
  expect(led.run.nowMs).toBeLessThan(untilMs)
})

test('what is simulated already is not led back', () => {
  expect(advanceWhile(() => true, session, run.nowMs - 1000)).toBe(session)
})
