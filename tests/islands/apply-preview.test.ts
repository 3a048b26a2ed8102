// What applying a file would print, before it is applied.

import { expect, test } from 'vitest'
import { previewApply } from '../../src/islands/workspace/apply-preview.ts'
import { NOTHING_TO_APPLY } from '../../src/islands/workspace/problem.ts'
import { must, startCluster } from '../simulator/experiment.ts'

const text = (level: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  LOG_LEVEL: ${level}\n`

test('is what kubectl prints, and changes nothing', () => {
  const before = startCluster()
  const files = { 'settings.yaml': text('info') }
  expect(previewApply({ run: before }, 'settings.yaml', files).lines).toEqual(['configmap/settings created'])
  expect(previewApply({ run: before }, 'settings.yaml', files).lines).toEqual(['configmap/settings created'])
  const run = must(before, 'kubectl apply -f settings.yaml', files)
  expect(previewApply({ run }, 'settings.yaml', files).lines).toEqual(['configmap/settings unchanged'])
  expect(previewApply({ run }, 'settings.yaml', { 'settings.yaml': text('debug') }).lines).toEqual(['configmap/settings configured'])
})

test('is the refusal in the words that kubectl uses for a change of what exists', () => {
  const files = { 'settings.yaml': text('info') }
  const run = must(startCluster(), 'kubectl apply -f settings.yaml', files)
  const [line] = previewApply({ run }, 'settings.yaml', { 'settings.yaml': text('true') }).lines
  expect(line).toMatch(/^The request is invalid: patch: Invalid value: .*unrecognized type: string$/)
})

test.each(['', '\n', '# later\n', '---\n'])('is that nothing was passed, for a file that holds nothing: %j', (nothing) => {
  expect(previewApply({ run: startCluster() }, 'a.yaml', { 'a.yaml': nothing }).lines).toEqual([NOTHING_TO_APPLY])
})
