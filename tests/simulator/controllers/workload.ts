// What tests of controllers say: a workload in a few words, what its Pods are called, and what was reported.

import type { Run } from '../../../src/simulator/index.ts'
import { advanceRun, runCommand, snapshotAt } from '../../../src/simulator/index.ts'
import { must } from '../experiment.ts'

/** Runs until it is told to end, and ends at once. */
export const STAYS = ['sh', '-c', 'trap exit TERM; while true; do sleep 1; done']

export interface Workload {
  readonly kind: string
  readonly name: string
  readonly spec: object
  /** Of the template. */
  readonly command?: readonly string[]
  readonly env?: readonly object[]
  readonly podSpec?: object
}

function manifest({ kind, name, spec, command = STAYS, env, podSpec = {} }: Workload): string {
  const container = { name: 'app', image: 'busybox:1.36', command, ...(env === undefined ? {} : { env }) }
  const template = {
    metadata: { labels: { app: name } },
    spec: { terminationGracePeriodSeconds: 1, containers: [container], ...podSpec },
  }
  const isBatch = kind === 'Job' || kind === 'CronJob'
  const selector = isBatch ? {} : { selector: { matchLabels: { app: name } } }
  return JSON.stringify({
    apiVersion: isBatch ? 'batch/v1' : 'apps/v1',
    kind,
    metadata: { name },
    spec: { ...selector, template, ...spec },
  })
}

export function apply(run: Run, workload: Workload): Run {
  return must(run, 'kubectl apply -f w.json', { 'w.json': manifest(workload) })
}

export function after(run: Run, ms: number): Run {
  return advanceRun(run, run.nowMs + ms)
}

/** Names of all Pods, in order. */
export function podNames(run: Run): readonly string[] {
  return snapshotAt(run, run.nowMs)
    .view.list('Pod', 'default')
    .map(({ metadata }) => metadata.name ?? '')
}

export function stdout(run: Run, line: string): string {
  const { output } = runCommand(run, line, {})
  if (output.exitCode !== 0) throw new Error(`${line}: ${output.stderr}`)
  return output.stdout
}

/** What a line complains of. */
export function stderr(run: Run, line: string): string {
  return runCommand(run, line, {}).output.stderr
}

/** `reason message` of the Events about an object, in the order in which they came first. */
export function reports(run: Run, name: string): readonly string[] {
  return snapshotAt(run, run.nowMs)
    .view.list('Event', 'default')
    .filter(({ involvedObject }) => involvedObject.name === name)
    .map(({ reason, message }) => `${reason ?? ''} ${message ?? ''}`)
}
