import { expect, test } from 'vitest'
import { readVersions } from '../../src/board/versions.ts'
import { isAnswered, judgePrediction, predictionEndMs } from '../../src/islands/prediction.ts'
import type { Experiment } from '../../src/islands/experiment.ts'
import type { Session } from '../../src/islands/session.ts'
import { act } from '../../src/islands/session.ts'
import { startCluster } from '../simulator/experiment.ts'

const run = startCluster()
const came: Session = { run, startMs: run.nowMs, firstPiece: 0, acts: [], versions: readVersions(run) }
const row = { id: 'reads', label: 'It reads.', because: 'So it is.', becomes: true }
const question = { after: 'kubectl apply', withinMs: 60_000, rows: [{ ...row, container: 'app' }] }
const bare: Experiment = {
  title: 'A reader',
  cluster: {
    seed: 1,
    nodes: ['node-1'],
    startsAtEpochMs: 0,
    namespace: 'default',
    manifests: {},
    setup: [],
    settleMs: 0,
    images: { images: [], registries: [] },
  },
  files: {},
  open: '',
  focus: [],
  actions: [],
  demonstration: [],
}
const manifest = (data: string) => ({ 'settings.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: ${data}\n` })
const applied = (session: Session, data: string, afterMs: number) =>
  act(session, { atMs: came.startMs + afterMs, line: 'kubectl apply -f settings.yaml', files: manifest(data) }).session

test('the time of a question for a value does not begin with a line that was refused, but with the one that stored something', () => {
  const refused = applied(came, '{LEVEL: 1}', 1000)
  expect(predictionEndMs(question, refused)).toBeUndefined()
  const stored = applied(refused, '{LEVEL: debug}', 5000)
  expect(predictionEndMs(question, stored)).toBe(came.startMs + 5000 + question.withinMs)
})

test('the time of a question does not begin anew with what is applied later', () => {
  const twice = applied(applied(came, '{LEVEL: debug}', 1000), '{LEVEL: trace}', 9000)
  expect(predictionEndMs(question, twice)).toBe(came.startMs + 1000 + question.withinMs)
})

test('where a refusal may be the answer, the time begins with the line', () => {
  const open = { ...question, rows: [row] }
  expect(predictionEndMs(open, applied(came, '{LEVEL: 1}', 1000))).toBe(came.startMs + 1000 + question.withinMs)
})

test('what was refused and mended within the time begins it anew; what is done after it does not', () => {
  const open = { ...question, rows: [row] }
  const refused = applied(came, '{LEVEL: 1}', 1000)
  expect(predictionEndMs(open, applied(refused, '{LEVEL: debug}', 5000))).toBe(came.startMs + 5000 + question.withinMs)
  expect(predictionEndMs(open, applied(refused, '{LEVEL: debug}', 90_000))).toBe(came.startMs + 1000 + question.withinMs)
})

test('a question is open as long as everything was refused', () => {
  const refused = applied(came, '{LEVEL: 1}', 1000)
  expect(isAnswered(question, refused)).toBe(false)
  expect(isAnswered(question, applied(refused, '{LEVEL: debug}', 5000))).toBe(true)
})

test('a verdict knows when its time ended, and whether more was done after that', () => {
  const experiment = { ...bare, predict: { ...question, question: '', choose: 'several' as const } }
  const changed = applied(came, '{LEVEL: debug}', 1000)
  const verdict = (session: Session) => judgePrediction(experiment, session, {}, came.startMs + 120_000)
  const endMs = came.startMs + 1000 + question.withinMs
  expect(verdict(changed)).toMatchObject({ isOver: true, endMs, wentOn: false })
  expect(verdict(applied(changed, '{LEVEL: trace}', 90_000))).toMatchObject({ isOver: true, endMs, wentOn: true })
})
