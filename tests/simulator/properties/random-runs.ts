// Random runs: a few commands and stretches of time, as a learner might try them, on a cluster whose ConfigMap always has two equal keys.

import fc from 'fast-check'
import type { Run } from '../../../src/simulator/index.ts'
import { advanceRun, runCommand, startRun } from '../../../src/simulator/index.ts'
import { ALL_TOOLS } from '../../../src/simulator/kubectl/tools/all.ts'
import { images } from '../experiment.ts'

export type Act =
  | { readonly kind: 'line'; readonly line: string; readonly files: Readonly<Record<string, string>> }
  | { readonly kind: 'wait'; readonly ms: number }

export interface Script {
  readonly seed: number
  readonly nodes: number
  readonly acts: readonly Act[]
}

const STAYS = ['sh', '-c', 'trap exit TERM; while true; do sleep 5; done']

export function settings(value: string): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { a: value, b: value } })
}

export interface Web {
  readonly replicas: number
  readonly version: number
  readonly strategy: object
  /** Waits for a ConfigMap that nobody makes. */
  readonly broken: boolean
}

export function web({ replicas, version, strategy, broken }: Web): string {
  const container = {
    name: 'app',
    image: 'busybox:1.36',
    command: STAYS,
    env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: broken ? 'nobody' : 'settings', key: 'a', optional: !broken } } }],
    envFrom: [{ secretRef: { name: 'creds', optional: true } }],
    volumeMounts: [
      { name: 'cfg', mountPath: '/etc/cfg' },
      { name: 'cfg', mountPath: '/etc/pinned', subPath: 'a' },
    ],
  }
  const template = {
    metadata: { labels: { app: 'web' }, annotations: { version: String(version) } },
    spec: {
      terminationGracePeriodSeconds: 3,
      containers: [container],
      volumes: [{ name: 'cfg', configMap: { name: 'settings' } }],
    },
  }
  const spec = { replicas, selector: { matchLabels: { app: 'web' } }, strategy, template }
  return JSON.stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec })
}

function line(text: string, files: Readonly<Record<string, string>> = {}): Act {
  return { kind: 'line', line: text, files }
}

export const rollingStrategy = fc
  .record({ maxSurge: fc.integer({ min: 0, max: 3 }), maxUnavailable: fc.integer({ min: 0, max: 3 }) })
  .filter(({ maxSurge, maxUnavailable }) => maxSurge + maxUnavailable > 0)
  .map((rollingUpdate) => ({ type: 'RollingUpdate', rollingUpdate }))

const value = fc.constantFrom('info', 'debug', 'warn', 'trace')

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 150_000 }).map((ms): Act => ({ kind: 'wait', ms })) },
  { weight: 3, arbitrary: value.map((text) => line('kubectl apply -f settings.json', { 'settings.json': settings(text) })) },
  {
    weight: 3,
    arbitrary: fc
      .record({
        replicas: fc.integer({ min: 0, max: 4 }),
        version: fc.integer({ min: 1, max: 3 }),
        strategy: fc.oneof(rollingStrategy, fc.constant({ type: 'Recreate', rollingUpdate: null })),
        broken: fc.boolean(),
      })
      .map((each) => line('kubectl apply -f web.json', { 'web.json': web(each) })),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(
        'kubectl delete configmap settings',
        'kubectl create secret generic creds --from-literal=PASSWORD=own',
        'kubectl delete secret creds',
        `kubectl patch configmap settings -p '{"immutable":true}'`,
        'kubectl rollout restart deployment web',
        'kubectl rollout undo deployment web',
        'kubectl rollout pause deployment web',
        'kubectl rollout resume deployment web',
        'kubectl scale deployment web --replicas=2',
        'kubectl scale deployment web --replicas=5',
        'kubectl delete pods -l app=web --wait=false',
        'kubectl annotate pods -l app=web poke=1 --overwrite',
        'kubectl label pods -l app=web app=aside --overwrite',
        'kubectl delete deployment web --wait=false',
        'kubectl delete deployment web --cascade=orphan --wait=false',
        'kubectl delete deployment web --cascade=foreground --wait=false',
      )
      .map((text) => line(text)),
  },
)

export const script: fc.Arbitrary<Script> = fc.record({
  seed: fc.integer({ min: 0, max: 1_000_000 }),
  nodes: fc.integer({ min: 1, max: 3 }),
  acts: fc.array(act, { minLength: 1, maxLength: 12 }),
})

/** A cluster with a namespace next door whose Secret has the same name. */
export function begin({ seed, nodes }: Pick<Script, 'seed' | 'nodes'>): Run {
  const names = Array.from({ length: nodes }, (_, index) => `node-${String(index + 1)}`)
  let run = advanceRun(startRun({ seed, nodes: names, startedAtEpochMs: Date.UTC(2026, 10, 24, 9), images, toolbox: ALL_TOOLS }), 500)
  for (const text of [
    'kubectl create namespace next-door',
    'kubectl create secret generic creds -n next-door --from-literal=PASSWORD=foreign',
    'kubectl create configmap settings --from-literal=a=start --from-literal=b=start',
  ])
    run = runCommand(run, text, {}).run
  return run
}

export function perform(run: Run, each: Act): Run {
  return each.kind === 'wait' ? advanceRun(run, run.nowMs + each.ms) : runCommand(run, each.line, each.files).run
}

export function play(each: Script): Run {
  return each.acts.reduce(perform, begin(each))
}
