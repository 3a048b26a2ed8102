// Which version stands on a line of a manifest.

import { expect, test } from 'vitest'
import { lineVersions } from '../../src/board/line-versions.ts'
import { advanceRun } from '../../src/simulator/index.ts'
import { readVersions } from '../../src/board/versions.ts'
import { must, startCluster } from '../simulator/experiment.ts'

const text = (level: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  LOG_LEVEL: ${level}\n  other: x\n`

test('a value has the version it had when it was stored, and none before that', () => {
  let run = startCluster()
  for (const level of ['info', 'debug']) {
    run = must(advanceRun(run, run.nowMs + 1000), 'kubectl apply -f a.yaml', { 'a.yaml': text(level) })
  }
  const versions = readVersions(run)
  const versionOf = (level: string) => lineVersions(text(level), versions)
  expect(versionOf('info')).toEqual([
    { line: 6, version: 1, shade: 1 },
    { line: 7, version: 1, shade: 1 },
  ])
  expect(versionOf('debug')[0]).toEqual({ line: 6, version: 2, shade: 2 })
  expect(versionOf('trace')).toEqual([{ line: 7, version: 1, shade: 1 }])
})

test('a value of an object that is gone has no version any more, and has it again when the object is made again', () => {
  const stored = must(startCluster(), 'kubectl apply -f a.yaml', { 'a.yaml': text('info') })
  const gone = must(stored, 'kubectl delete configmap settings', {})
  expect(lineVersions(text('info'), readVersions(gone))).toEqual([])
  const again = must(gone, 'kubectl apply -f a.yaml', { 'a.yaml': text('info') })
  expect(lineVersions(text('info'), readVersions(again))).toHaveLength(2)
})

test('a Secret is compared as text, whichever field it is written in', () => {
  const secret = (field: string) => `apiVersion: v1\nkind: Secret\nmetadata: { name: login }\n${field}\n`
  const run = must(startCluster(), 'kubectl apply -f s.yaml', { 's.yaml': secret('stringData: { password: hunter2 }') })
  expect(lineVersions(secret('data: { password: aHVudGVyMg== }'), readVersions(run))).toEqual([{ line: 4, version: 1, shade: 1 }])
})
