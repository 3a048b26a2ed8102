// What kubectl costs: the median time of each of some everyday commands, and `get pods` of 1,000 Pods.
// A command shall answer within 5 ms, the long table within 30 ms, on the machine of a learner.

import { advance, createCluster } from '../src/simulator/cluster/cluster.ts'
import type { Cluster } from '../src/simulator/cluster/cluster-state.ts'
import { doorTo } from '../src/simulator/cluster/door.ts'
import { createSession, runLine } from '../src/simulator/kubectl/index.ts'
import { ALL_TOOLS } from '../src/simulator/kubectl/tools/all.ts'
import type { RunningProgram } from '../src/simulator/workloads/runtime.ts'
import { createContainerRuntime } from '../src/simulator/workloads/runtime.ts'

const ROUNDS = 60
const SETTLED_MS = 5000
const COMMAND_LIMIT_MS = 5
const TABLE_LIMIT_MS = 30

const SETTINGS = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {LOG_LEVEL: info}\n'

function deployment(name: string, replicas: number): string {
  const template = { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'app', image: 'nginx' }] } }
  const spec = { replicas, selector: { matchLabels: { app: name } }, template }
  return `${JSON.stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec })}\n`
}

function clusterWith(replicas: number): Cluster<RunningProgram> {
  const runtime = createContainerRuntime({ images: [], registries: [] })
  const nodes = Array.from({ length: Math.max(1, Math.ceil(replicas / 50)) }, (_, index) => `node-${String(index + 1)}`)
  const options = { seed: 1, startedAtEpochMs: Date.UTC(2026, 0, 1), nodes, changeDetection: 'Watch', runtime, parts: ALL_TOOLS } as const
  const session = createSession({ toolbox: ALL_TOOLS, files: { 'web.json': deployment('web', replicas), 'settings.yaml': SETTINGS } })
  const { cluster } = advance(createCluster(options).cluster, SETTLED_MS)
  const applied = runLine(doorTo<RunningProgram>(undefined), cluster, session, 'kubectl apply -f .')
  return advance(applied.cluster, applied.cluster.nowMs + SETTLED_MS).cluster
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}

/** Median milliseconds of a line; the cluster is the same each time. */
function measure(cluster: Cluster<RunningProgram>, line: string): number {
  const session = createSession({ toolbox: ALL_TOOLS, files: { 'settings.yaml': SETTINGS } })
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now()
    const { exitCode, pieces } = runLine(doorTo<RunningProgram>(undefined), cluster, session, line)
    times.push(performance.now() - started)
    if (exitCode !== 0) throw new Error(`${line}: ${pieces.map(({ text }) => text).join('')}`)
  }
  return median(times)
}

const COMMANDS = [
  'kubectl get pods',
  'kubectl get deploy web -o yaml',
  'kubectl get all',
  'kubectl describe deploy web',
  'kubectl apply -f settings.yaml',
  'kubectl apply --server-side -f settings.yaml',
  'kubectl set env deploy/web A=1',
  'kubectl rollout history deploy/web',
  'kubectl label cm settings a=b',
  "kubectl get pods -o jsonpath='{.items[*].metadata.name}'",
  'kubectl create configmap other --from-literal=a=b',
  'kubectl delete cm settings',
  'kubectl get pods -o name | grep web | sort | head -n 3',
  'kubectl get --help',
]

/** Prints a table; a command beyond its limit fails the benchmark. */
export function runKubectl(): void {
  const small = clusterWith(20)
  const rows = COMMANDS.map((line) => ({ line, ms: measure(small, line), limitMs: COMMAND_LIMIT_MS }))
  rows.push({ line: 'kubectl get pods (1,000 Pods)', ms: measure(clusterWith(1000), 'kubectl get pods'), limitMs: TABLE_LIMIT_MS })
  console.log('median ms   limit   command')
  for (const { line, ms, limitMs } of rows) console.log(`${ms.toFixed(2).padStart(9)}${String(limitMs).padStart(8)}   ${line}`)
  if (rows.some(({ ms, limitMs }) => ms > limitMs)) process.exitCode = 1
}
