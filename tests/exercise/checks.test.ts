// The vocabulary of checks: that each kind can be written as its example is, what it finds in a cluster, and what it says it saw.

import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import type { ContentProblem } from '../../src/authoring/problem.ts'
import { CHECK_KINDS, checkShape, judge } from '../../src/exercise/checks/index.ts'
import type { Verdict } from '../../src/exercise/checks/check-kind.ts'
import { play, startCluster } from '../../src/exercise/play.ts'
import type { ImageEntry, ImageLibrary } from '../../src/simulator/index.ts'
import { snapshotAt } from '../../src/simulator/index.ts'
import { ALL_TOOLS } from '../../src/simulator/kubectl/tools/all.ts'
import { images } from '../simulator/experiment.ts'

const FILES = {
  'all.yaml': `apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { LOG_LEVEL: info, app.ini: "theme = light\\n" }
---
apiVersion: v1
kind: Secret
metadata: { name: creds }
stringData: { password: s3cr3t }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, annotations: { team.example/name: shop } }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: app
          image: third-factor/reader:1
          args: ["--env", "LOG_LEVEL"]
          envFrom: [{ configMapRef: { name: settings } }]
          volumeMounts: [{ name: files, mountPath: /etc/app }]
      volumes: [{ name: files, configMap: { name: settings, defaultMode: 0440 } }]
---
apiVersion: v1
kind: Pod
metadata: { name: broken }
spec:
  containers:
    - name: app
      image: third-factor/reader:1
      env: [{ name: A, valueFrom: { configMapKeyRef: { name: absent, key: a } } }]
---
apiVersion: v1
kind: Pod
metadata: { name: baked }
spec:
  containers: [{ name: app, image: "docker.io/baked/app:1" }]
`,
}

function image(name: string, environment: Readonly<Record<string, string>>, files: Readonly<Record<string, string>>): ImageEntry {
  return {
    name,
    present: true,
    sizeBytes: 1,
    pullMs: 1,
    uid: 0,
    environment,
    entrypoint: ['sleep'],
    arguments: ['1d'],
    hasShell: true,
    files,
    programs: {},
  }
}

const BAKED: ImageLibrary = {
  images: [
    image('baked/app:1', { HOST: 'db.inside.example' }, { '/etc/app/app.ini': 'host = hidden.example\n' }),
    image('baked/app:2', { HOST: 'unused.example' }, {}),
  ],
  registries: [],
}

const start = startCluster(
  {
    seed: 1,
    nodes: ['node-1'],
    startsAtEpochMs: Date.UTC(2026, 10, 24, 9),
    namespace: 'default',
    manifests: {},
    setup: ['kubectl apply -f all.yaml'],
    settleMs: 20_000,
    images: BAKED,
  },
  FILES,
  images,
  ALL_TOOLS,
)
const patched = play(start, [{ run: `kubectl patch configmap settings -p '{"data":{"LOG_LEVEL":"debug"}}'` }, { waitMs: 120_000 }])
const restarted = play(patched, [{ run: 'kubectl rollout restart deployment web' }, { waitMs: 30_000 }])

function seen(text: string, { run, files } = start): Verdict {
  const problems: ContentProblem[] = []
  const check = checkShape.read(load(text), '', problems)
  expect(problems).toEqual([])
  if (check === undefined) throw new Error('cannot be read')
  return judge(check, { run, now: snapshotAt(run, run.nowMs), sinceMs: start.run.nowMs, files })
}

describe.each(CHECK_KINDS.map(({ kind, example, says }) => [kind, example, says] as const))('%s', (kind, example, says) => {
  test('can be written as its example is', () => {
    const check = checkShape.read(load(example), '', [])
    expect(check?.kind).toBe(kind)
    expect(says).toMatch(/\.$/)
  })
})

describe('checks', () => {
  test.each([
    ['{ kind: object-exists, object: configmap/settings }', true, 'ConfigMap settings is there'],
    ['{ kind: object-exists, object: configmap/settings in team-a }', false, 'ConfigMap settings in team-a is not there'],
    ['{ kind: object-absent, object: secret/creds }', false, 'Secret creds is there'],
    [
      '{ kind: field, object: deployment/web, path: spec.replicas, expect: { equals: "2" } }',
      true,
      'spec.replicas of Deployment web is "2"',
    ],
    [
      '{ kind: field, object: deployment/web, path: spec.paused, expect: { absent: true } }',
      true,
      'spec.paused of Deployment web is not set',
    ],
    [
      '{ kind: field, object: deployment/web, path: metadata.annotations.team\\.example/name, expect: { equals: shop } }',
      true,
      'metadata.annotations.team\\.example/name of Deployment web is "shop"',
    ],
    [
      '{ kind: stored-value, object: secret/creds, key: password, expect: { equals: s3cr3t } }',
      true,
      'password of Secret creds is "s3cr3t"',
    ],
    ['{ kind: stored-value, object: secret/creds, key: user, expect: { equals: a } }', false, 'Secret creds has no key user'],
    ['{ kind: file-mode, pods: app=web, path: /etc/app/app.ini, mode: "0440" }', true, 'the mode of /etc/app/app.ini in app of'],
    ['{ kind: file, pods: deployment/web, path: /etc/app/app.ini, expect: { contains: light } }', true, '"theme = light\\n"'],
    ['{ kind: file, pods: deployment/web, path: /bin/nothing, expect: { absent: true } }', true, 'not there'],
    ['{ kind: pod-status, pods: pod/broken, status: CreateContainerConfigError }', true, 'broken is CreateContainerConfigError'],
    ['{ kind: environment, pods: pod/broken, name: A, expect: { absent: true } }', false, 'no container runs in broken'],
    ['{ kind: pods-ready, pods: deployment/web, atLeast: 3 }', false, '2 of 2 Pods are ready'],
    ['{ kind: rollout-finished, workload: deployment/web }', true, 'of 2 wanted replicas 2 are of the present template'],
    ['{ kind: process-printed, pods: deployment/web, expect: { contains: info } }', true, 'printed'],
    ['{ kind: value-nowhere, value: s3cr3t, places: [configmaps, environment] }', true, 'none of these places'],
    ['{ kind: value-nowhere, value: s3cr3t, places: [manifests] }', false, 'in the text of a file of yours'],
    ['{ kind: value-nowhere, value: db.inside.example, places: [configmaps, environment, logs] }', true, 'none of these places'],
    ['{ kind: value-nowhere, value: db.inside.example, places: [images] }', false, 'in the image baked/app:1'],
    ['{ kind: value-nowhere, value: hidden.example, places: [images] }', false, 'in the image baked/app:1'],
    ['{ kind: value-nowhere, value: unused.example, places: [images] }', true, 'none of these places'],
    ['{ kind: command-printed, run: kubectl get cm settings -o name, expect: { equals: "configmap/settings\\n" } }', true, 'prints'],
    ['{ kind: command-ran, line: { contains: patch } }', false, 'no such line among the 0 that were run'],
    ['{ kind: pod-status, pods: pod/absent, status: Running }', false, 'there is no such Pod'],
    [
      '{ kind: any, checks: [{ kind: object-exists, object: pod/a }, { kind: object-exists, object: pod/b }] }',
      false,
      'Pod a is not there; Pod b is not there',
    ],
  ])('%s', (check, met, sentence) => {
    const verdict = seen(check)
    expect(verdict.met).toBe(met)
    expect(verdict.seen).toContain(sentence)
  })

  test('a file follows a change that the environment never hears of', () => {
    expect(seen('{ kind: file, pods: deployment/web, path: /etc/app/LOG_LEVEL, expect: { equals: debug } }', patched).met).toBe(true)
    expect(seen('{ kind: environment, pods: deployment/web, name: LOG_LEVEL, expect: { equals: debug } }', patched).seen).toMatch(
      /^LOG_LEVEL in app of web-\S+ is "info"$/,
    )
    expect(seen('{ kind: process-uses, pods: deployment/web, source: LOG_LEVEL, expect: { equals: info } }', patched).met).toBe(true)
    expect(seen('{ kind: same-pods, pods: deployment/web }', patched).met).toBe(true)
  })

  test('a rollout brings new Pods, restarts nothing and leaves nobody without one', () => {
    expect(seen('{ kind: same-pods, pods: deployment/web }', restarted).seen).toMatch(/is a new Pod$/)
    expect(seen('{ kind: nothing-restarted, pods: deployment/web }', restarted).met).toBe(true)
    expect(seen('{ kind: never-fewer-ready, pods: deployment/web, than: 2 }', restarted).met).toBe(true)
    expect(seen('{ kind: never-fewer-ready, pods: deployment/web, than: 3 }', restarted).seen).toBe('at one moment 2 were ready')
    expect(seen('{ kind: event-seen, reason: ScalingReplicaSet, about: web }', restarted).met).toBe(true)
  })

  test('always looks at every moment, sometime at any', () => {
    const info = '{ kind: environment, pods: deployment/web, name: LOG_LEVEL, expect: { equals: info } }'
    expect(seen(`{ kind: sometime, check: ${info} }`, restarted).met).toBe(true)
    expect(seen(`{ kind: always, check: ${info} }`, restarted).seen).toContain('at one moment')
    expect(seen(`{ kind: always, check: ${info} }`, patched).met).toBe(true)
  })

  test.each([
    ['{ kind: enviroment }', 'Did you mean environment?'],
    ['{ kind: object-exists, object: cm/settings }', 'Write KIND/NAME, the kind in small letters and in full.'],
    ['{ kind: object-exists, object: config-map/settings }', 'Did you mean configmap/…?'],
    ['{ kind: rollout-finished, workload: web }', 'Write KIND/NAME, the kind in small letters and in full.'],
    ['{ kind: rollout-finished, workload: pod/web }', 'Name a Deployment, StatefulSet'],
    ['{ kind: environment, pods: deployment/web, name: A, expect: { equals: a, absent: true } }', 'Write exactly one of equals'],
    ['{ kind: environment, pods: deployment/web, name: A, expect: { equals: 1.10 } }', 'Put it in quotes: "1.1".'],
    ['{ kind: file-mode, pods: pod/a, path: /a, mode: 0440 }', 'Write four octal digits in quotes'],
    ['{ kind: not, check: { kind: pods-ready, pods: pod/a } }', 'Add the field atLeast.'],
  ])('%s is refused with advice', (check, advice) => {
    const problems: ContentProblem[] = []
    expect(checkShape.read(load(check), '', problems)).toBeUndefined()
    expect(problems.map(({ fix }) => fix).join('\n')).toContain(advice)
  })
})
