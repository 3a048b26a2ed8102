// Questions and transcripts as authors write them.

import { describe, expect, test } from 'vitest'
import { decodeQuestion, proveQuestion } from '../../src/exercise/question.ts'
import { decodeTranscript, playTranscript } from '../../src/exercise/transcript.ts'
import { images } from '../simulator/experiment.ts'

const PROVED = `
question: Which value does the Pod get?
answers:
  - { id: info, says: info, right: true, because: It is what is stored., check: { kind: environment, pods: pod/app, name: A, expect: { equals: info } } }
  - { id: none, says: none, right: false, because: The key is there., check: { kind: environment, pods: pod/app, name: A, expect: { absent: true } } }
proof:
  files:
    all.yaml: |
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: settings }
      data: { A: info }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: app }
      spec:
        containers:
          - { name: app, image: "third-factor/reader:1", envFrom: [{ configMapRef: { name: settings } }] }
  acts: [{ apply: files }]
  after: 10s
`

describe('a question', () => {
  test('is proved by the simulator', () => {
    const read = decodeQuestion(PROVED)
    if (!read.ok) throw new Error(JSON.stringify(read.problem))
    expect(proveQuestion(read.value, images).map(({ problem }) => problem)).toEqual([undefined, undefined])
  })

  test('is disproved when its author was wrong', () => {
    const read = decodeQuestion(
      PROVED.replace('right: true', 'right: false').replace('says: none, right: false', 'says: none, right: true'),
    )
    if (!read.ok) throw new Error(JSON.stringify(read.problem))
    expect(proveQuestion(read.value, images)[0]?.problem).toContain('the simulator disagrees: A in app of app is "info"')
  })

  test('wants an explanation of its own for every answer', () => {
    const read = decodeQuestion(
      'question: A?\nanswers:\n  - { id: a, says: a, right: true, because: So. }\n  - { id: b, says: b, right: false, because: So. }\n',
    )
    expect(read.ok ? '' : read.problem.map(({ path, received }) => `${path} ${received}`).join()).toBe(
      'answers[1].because that of answers[0]',
    )
  })

  test('wants a right answer', () => {
    const read = decodeQuestion(
      'question: A?\nanswers:\n  - { id: a, says: a, right: false, because: No. }\n  - { id: b, says: b, right: false, because: Neither. }\n',
    )
    expect(read.ok ? '' : read.problem[0]?.fix).toBe('Mark one with right: true.')
  })
})

describe('a transcript', () => {
  test('shows what its lines print, and nothing of what went before', () => {
    const read = decodeTranscript(`
files: { a.env: "A=1\\n" }
before: [{ run: kubectl create configmap other }]
shown:
  - run: kubectl create configmap settings --from-env-file=a.env
  - run: kubectl get configmap settings -o jsonpath='{.data.A}'
`)
    if (!read.ok) throw new Error(JSON.stringify(read.problem))
    expect(playTranscript(read.value, images).map(({ line, output }) => [line, output.stdout])).toEqual([
      ['kubectl create configmap settings --from-env-file=a.env', 'configmap/settings created\n'],
      ["kubectl get configmap settings -o jsonpath='{.data.A}'", '1'],
    ])
  })
})
