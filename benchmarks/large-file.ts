// A file of 200 documents and 1 MB: read, decoded and checked with places. Judged by CPU time, so that a busy machine tells the same.

import { EMPTY_CATALOGUE, advanceRun, diagnoseText, startRun } from '../src/simulator/index.ts'
import { ALL_TOOLS } from '../src/simulator/kubectl/tools/all.ts'
import { cpuTimeOf, middle, timeOf } from './timing.ts'

const DOCUMENTS = 200
const BYTES = 1_000_000
const TARGET_MS = 150
const WARM_UP_ROUNDS = 5
const ROUNDS = 15

export function runLargeFile(): void {
  const text = largeFile()
  const images = { images: [], registries: [] }
  const run = advanceRun(startRun({ seed: 1, startedAtEpochMs: Date.UTC(2026, 0, 1), nodes: ['node-1'], images, toolbox: ALL_TOOLS }), 2000)
  const found = diagnoseText(run, text, EMPTY_CATALOGUE).diagnostics.length
  if (found !== 0) throw new Error(`${String(found)} findings in a text without mistakes`)
  const work = () => diagnoseText(run, text, EMPTY_CATALOGUE)
  for (let round = 0; round < WARM_UP_ROUNDS; round++) work()
  const cpu = middle(Array.from({ length: ROUNDS }, () => cpuTimeOf(work)))
  const wall = middle(Array.from({ length: ROUNDS }, () => timeOf(work)))
  console.log(`${String(DOCUMENTS)} documents, ${String(text.length)} bytes: ${cpu.toFixed(0)} ms CPU, ${wall.toFixed(0)} ms on the clock`)
  console.log(`${cpu <= TARGET_MS ? 'within' : 'MORE THAN'} ${String(TARGET_MS)} ms`)
}

/** ConfigMaps and Deployments by turns, filled up with variables and keys. */
function largeFile(): string {
  const size = BYTES / DOCUMENTS
  return Array.from({ length: DOCUMENTS }, (_, index) => (index % 2 === 0 ? configMap(index, size) : deployment(index, size))).join('---\n')
}

function fill(head: string, line: (index: number) => string, size: number): string {
  let text = head
  for (let index = 0; text.length + line(index).length < size; index++) text += line(index)
  return text
}

function configMap(number: number, size: number): string {
  const head = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings-${String(number)}\ndata:\n`
  return fill(head, (index) => `  key-${String(index)}: "value ${String(index)} of a setting that someone wrote down"\n`, size)
}

function deployment(number: number, size: number): string {
  const name = `web-${String(number)}`
  const head = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: app
          image: registry.example/web:1
          env:
`
  return fill(
    head,
    (index) => `            - name: KEY_${String(index)}\n              value: "value ${String(index)} of a setting"\n`,
    size,
  )
}
