import { describe, expect, test } from 'vitest'
import { describeBoard } from '../../src/board/board-model.ts'
import type { BoardModel } from '../../src/board/board-model.ts'
import type { Focus } from '../../src/board/board-options.ts'
import { explain, tellStory } from '../../src/board/story.ts'
import { readVersions } from '../../src/board/versions.ts'
import { hindranceOf } from '../../src/board/why-stale.ts'
import type { Run } from '../../src/simulator/index.ts'
import { advanceRun, runCommand, snapshotAt } from '../../src/simulator/index.ts'
import { storyWords } from './story-words.ts'
import { applyLevel, fiveReaders, must, startCluster } from '../simulator/experiment.ts'

const FOCUS = { kind: 'ConfigMap', name: 'settings', key: 'LOG_LEVEL' } as const
const begun = fiveReaders(7)
const changedAtMs = begun.run.nowMs
const changed = applyLevel(begun, begun.run, 'debug')
const run = advanceRun(changed, changedAtMs + 120_000)

function boardOf(run: Run, { atMs = run.nowMs, focus = [], revealed = [] }: { atMs?: number; focus?: Focus[]; revealed?: string[] } = {}) {
  return describeBoard(snapshotAt(run, atMs), { focus, versions: readVersions(run), revealed })
}
const telling = { words: storyWords, versions: readVersions(run), revealed: [] }
const boardAfter = (afterMs: number) => boardOf(run, { atMs: changedAtMs + afterMs, focus: [FOCUS] })

/** Applies a manifest to an empty cluster and lets it settle. */
function applied(manifest: string, afterMs = 10_000): Run {
  const done = must(startCluster(), 'kubectl apply -f all.yaml', { 'all.yaml': manifest })
  return advanceRun(done, done.nowMs + afterMs)
}

function rows(board: BoardModel) {
  return board.pods.flatMap((pod) => pod.rows.map(({ container, how, place, mode, has }) => [container, how, place, mode ?? '', has.text]))
}

describe('the board of one followed key', () => {
  test('shows the new version in the store at once and at the readers not yet', () => {
    const { objects, pods } = boardAfter(0)
    expect(objects.flatMap(({ entries }) => entries.map(({ value }) => [value.text, value.version]))).toEqual([['debug', 2]])
    expect(pods.flatMap((pod) => pod.rows.map(({ stored, uses, isStale }) => [stored?.version, uses?.version, isStale]))).toEqual(
      Array.from({ length: 10 }, () => [2, 1, true]),
    )
  })

  test('shows for each reader how it holds the value, what it has and what its process uses', () => {
    const shown = boardAfter(120_000).pods[0]?.rows.map(({ container, how, hold, has, uses }) => [
      container,
      how,
      hold,
      has.version,
      uses?.version,
    ])
    expect(shown).toEqual([
      ['from-env', 'variable', 'frozen', 1, 1],
      ['from-envfrom', 'all keys as variables', 'frozen', 1, 1],
      ['watched', 'file', undefined, 2, 2],
      ['read-once', 'file', undefined, 2, 1],
      ['pinned', 'subPath file', 'pinned', 1, 1],
    ])
  })

  test('knows of each value that did not follow what keeps it, and of others nothing', () => {
    const hindrances = (afterMs: number) => boardAfter(afterMs).pods[0]?.rows.map(hindranceOf)
    expect(hindrances(0)).toEqual(['frozen', 'frozen', 'unwritten', 'unwritten', 'pinned'])
    expect(hindrances(120_000)).toEqual(['frozen', 'frozen', undefined, 'unread', 'pinned'])
  })

  test('shows what the node has heard, which is new long before the files are', () => {
    expect(boardAfter(0).nodes[0]?.copies.map(({ version }) => version)).toEqual([1])
    expect(boardAfter(1000).nodes[0]?.copies.map(({ version }) => version)).toEqual([2])
    expect(boardAfter(1000).pods[0]?.rows.map(({ has }) => has.version)).toEqual([1, 1, 1, 1, 1])
  })

  test('shows since when an object is stored as it is', () => {
    expect(boardAfter(-1000).objects[0]?.sinceMs).toBeLessThan(changedAtMs - 1000)
    expect(boardAfter(1000).objects[0]?.sinceMs).toBe(changedAtMs)
  })

  test('gives every dial the moment of the next look', () => {
    const dials = boardAfter(1000).nodes[0]?.dials ?? []
    expect(dials).toHaveLength(2)
    for (const { fromMs, untilMs } of dials) expect((untilMs ?? 0) - (fromMs ?? 0)).toBeGreaterThanOrEqual(60_000)
  })

  test('names the maker of a Pod and its revision', () => {
    expect(boardAfter(0).pods[0]?.owner).toEqual({ kind: 'ReplicaSet', name: expect.stringMatching(/^web-/), revision: '1' })
    expect(boardAfter(0).pods[0]?.facts).toMatch(/^5\/5 ready · 0 restarts · ReplicaSet web-\w+, revision 1$/)
  })

  test('names the node of a Pod where there is more than one', () => {
    const snapshot = snapshotAt(run, changedAtMs)
    const [node] = snapshot.nodes
    if (node === undefined) throw new Error('There is a node.')
    const nodes = [node, { ...node, node: 'node-2', pods: [] }]
    const { pods } = describeBoard({ ...snapshot, nodes }, { focus: [], versions: readVersions(run), revealed: [] })
    expect(pods.map(({ facts }) => facts)).toEqual(pods.map(() => expect.stringMatching(/ · on node-1$/)))
  })

  test('says since when the container has a value only where its process uses it for another time', () => {
    const apart = boardAfter(120_000).pods[0]?.rows.map(({ container, hasApartMs }) => [container, hasApartMs !== undefined])
    expect(apart).toEqual([
      ['from-env', false],
      ['from-envfrom', false],
      ['watched', false],
      ['read-once', true],
      ['pinned', false],
    ])
  })

  test('takes a file that is written again as it was for as old as what was read from it', () => {
    const patched = must(begun.run, `kubectl patch configmap settings -p '{"data":{"OTHER":"1"}}'`)
    const { pods } = boardOf(advanceRun(patched, changedAtMs + 120_000), { focus: [FOCUS] })
    expect(pods.flatMap((pod) => pod.rows.filter(({ hasApartMs }) => hasApartMs !== undefined))).toEqual([])
  })
})

describe('the board of everything', () => {
  test('shows each file of a volume with its permissions, and what a Secret holds only when asked', () => {
    const cluster = applied(`
apiVersion: v1
kind: Secret
metadata: { name: creds }
stringData: { user: ada, password: correct horse }
---
apiVersion: v1
kind: Pod
metadata: { name: app }
spec:
  containers:
    - name: app
      image: busybox:1.36
      command: [sleep, "3600"]
      volumeMounts: [{ name: creds, mountPath: /creds }]
  volumes:
    - name: creds
      secret: { secretName: creds, defaultMode: 0400 }
`)
    expect(rows(boardOf(cluster))).toEqual([
      ['app', 'file', '/creds/password', '0400', '••••••'],
      ['app', 'file', '/creds/user', '0400', '••••••'],
    ])
    expect(JSON.stringify(boardOf(cluster))).not.toContain('correct horse')
    const shown = boardOf(cluster, { revealed: ['Secret/default/creds'] })
    expect(shown.objects[0]?.entries.map(({ key, value }) => [key, value.text])).toEqual(
      [
        ['user', 'ada'],
        ['password', 'correct horse'],
      ].toSorted(),
    )
    expect(rows(shown)[0]?.at(-1)).toBe('correct horse')
  })

  test('shows literal variables, fields of the Pod and arguments beside values of objects', () => {
    const cluster = applied(`
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { LOG_LEVEL: info }
---
apiVersion: v1
kind: Pod
metadata: { name: app }
spec:
  containers:
    - name: app
      image: third-factor/reader:1
      args: ["--env", "LEVEL", "--level=$(LEVEL)"]
      env:
        - { name: MODE, value: fast }
        - name: LEVEL
          valueFrom: { configMapKeyRef: { name: settings, key: LOG_LEVEL } }
        - name: NAME
          valueFrom: { fieldRef: { fieldPath: metadata.name } }
`)
    expect(rows(boardOf(cluster))).toEqual([
      ['app', 'literal', 'MODE', '', 'fast'],
      ['app', 'variable', 'LEVEL', '', 'info'],
      ['app', 'field of the Pod', 'NAME', '', 'app'],
      ['app', 'argument', '--level=$(LEVEL)', '', '--level=info'],
    ])
  })

  test('says with which reason a Pod does not start, and in the words of the kubelet', () => {
    const cluster = applied(`
apiVersion: v1
kind: Pod
metadata: { name: app }
spec:
  containers:
    - name: app
      image: busybox:1.36
      command: [sleep, "3600"]
      env:
        - name: LEVEL
          valueFrom: { configMapKeyRef: { name: setings, key: LOG_LEVEL } }
`)
    expect(boardOf(cluster).pods[0]).toMatchObject({
      word: 'CreateContainerConfigError',
      tone: 'bad',
      ready: '0/1',
      owner: undefined,
      troubles: [{ reason: 'CreateContainerConfigError', message: 'configmap "setings" not found' }],
    })
    expect(boardOf(cluster).nodes[0]?.copies).toMatchObject([{ name: 'setings', resourceVersion: undefined, version: 0 }])
  })

  test('says of a Pod that is on its way out that it ends, even when its containers ended well', () => {
    const deleted = must(begun.run, 'kubectl delete pods --all --wait=false')
    const ends = Array.from({ length: 20 }, (_, step) => boardOf(advanceRun(deleted, deleted.nowMs + step * 100)).pods)
      .flat()
      .filter(({ word }) => word === 'Completed')
    expect(ends.length).toBeGreaterThan(0)
    expect(new Set(ends.map(({ tone }) => tone))).toEqual(new Set(['ending']))
  })

  test('says what a volume waits for, from the last event', () => {
    const cluster = applied(
      `
apiVersion: v1
kind: Pod
metadata: { name: app }
spec:
  containers:
    - { name: app, image: "busybox:1.36", volumeMounts: [{ name: files, mountPath: /files }] }
  volumes:
    - name: files
      configMap: { name: setings }
`,
      30_000,
    )
    const pod = boardOf(cluster).pods[0]
    expect(pod?.word).toBe('ContainerCreating')
    expect(pod?.troubles[0]?.reason).toBe('FailedMount')
    expect(pod?.troubles[0]?.message).toContain('configmap "setings" not found')
  })

  test('puts Pods in trouble before the others, and one that falls over again and again stays there while it runs', () => {
    const pods = ['able', 'falls'].map(
      (name) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  containers:
    - {name: app, image: "busybox:1.36", command: [sh, -c, "sleep ${name === 'able' ? '3600' : '3; exit 1'}"]}
`,
    )
    const cluster = applied(pods.join('---\n'), 60_000)
    const seen = Array.from({ length: 30 }, (_, second) =>
      boardOf(cluster, { atMs: cluster.nowMs - second * 1000 }).pods.map(({ name, word }) => `${name} ${word}`),
    )
    expect(new Set(seen.flat())).toEqual(new Set(['falls Error', 'falls Running', 'able Running']))
    expect(new Set(seen.map(([first]) => first?.split(' ')[0]))).toEqual(new Set(['falls']))
  })

  test('says of each value that no process works with why that is so', () => {
    const spoken = applied(`apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - {name: reader, image: "third-factor/reader:1", args: [--env, A], env: [{name: A, value: "1"}, {name: B, value: "2"}]}
    - {name: sleeper, image: "busybox:1.36", command: [sleep, "3600"], env: [{name: C, value: "3"}]}
    - {name: shell, image: "busybox:1.36", command: [sh, -c, "sleep 3600"], env: [{name: D, value: "4"}]}
    - {name: ended, image: "busybox:1.36", command: [sh, -c, "exit 1"], env: [{name: E, value: "5"}]}
`)
    expect(boardOf(spoken).pods.flatMap((pod) => pod.rows.map(({ place, silence }) => [place, silence]))).toEqual([
      ['A', undefined],
      ['B', 'does not read it'],
      ['C', 'reads nothing'],
      ['D', 'not known'],
      ['E', 'not running'],
    ])
  })

  test('says that a container has ended, and no longer what its process used, nor since when; nothing of it is out of date', () => {
    const manifest = `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {A: one}
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  activeDeadlineSeconds: 20
  containers:
    - name: app
      image: "third-factor/reader:1"
      args: [--env, A]
      env: [{name: A, valueFrom: {configMapKeyRef: {name: settings, key: A}}}]
      volumeMounts: [{name: settings, mountPath: /etc/settings}]
  volumes: [{name: settings, configMap: {name: settings}}]
`
    const reads = applied(manifest, 10_000)
    const patched = must(reads, `kubectl patch configmap settings -p '{"data":{"A":"two"}}'`)
    const says = (atMs: number) =>
      boardOf(advanceRun(patched, atMs)).pods.flatMap((pod) =>
        pod.rows.map(({ uses, silence, isStale, hasSinceMs }) => [uses?.text, silence, isStale, hasSinceMs !== undefined]),
      )
    expect(says(patched.nowMs)).toEqual([
      ['one', undefined, true, true],
      [undefined, 'does not read it', true, true],
    ])
    expect(says(patched.nowMs + 60_000)).toEqual([
      [undefined, 'ended', false, false],
      [undefined, 'ended', false, false],
    ])
  })

  test('is empty in an empty cluster', () => {
    const { objects, pods, nodes } = boardOf(startCluster())
    expect([objects, pods, nodes[0]?.copies, nodes[0]?.dials]).toEqual([[], [], [], []])
  })

  test('shortens a long value and says how long it is', () => {
    const cluster = applied(`
apiVersion: v1
kind: ConfigMap
metadata: { name: files }
data:
  app.ini: |
    theme = light
    colour = blue
binaryData: { logo: iVBORw== }
`)
    expect(boardOf(cluster).objects[0]?.entries.map(({ value }) => [value.text, value.bytes, value.isShortened])).toEqual([
      ['theme = light', 28, true],
      ['binary', 4, true],
    ])
  })

  test('gives a value that comes back its old version', () => {
    const again = applyLevel(begun, run, 'info')
    expect(boardOf(again).objects[0]?.entries[0]?.value).toMatchObject({ text: 'info', version: 1 })
  })
})

describe('why?', () => {
  test('leads from a reload over the written files to the look at the Pod', () => {
    const row = boardAfter(120_000).pods[0]?.rows.find(({ container }) => container === 'watched')
    const says = explain(run.entries, row?.reason ?? -1, telling).map((line) => line.says)
    expect(says[0]).toContain('now uses /etc/settings/LOG_LEVEL = debug')
    expect(says[1]).toContain('turned ..data')
    expect(says[2]).toContain('its time had come')
  })

  test('tells in one line what was tried again and again for the same reason', () => {
    const cluster = applied(
      `
apiVersion: v1
kind: Pod
metadata: { name: app }
spec:
  containers:
    - { name: app, image: "busybox:1.36", env: [{ name: A, valueFrom: { configMapKeyRef: { name: none, key: a } } }] }
`,
      120_000,
    )
    const [trouble] = boardOf(cluster).pods[0]?.troubles ?? []
    const lines = explain(cluster.entries, trouble?.entry ?? -1, telling)
    expect(new Set(lines.map(({ says }) => says)).size).toBe(lines.length)
    const again = lines.find(({ times }) => times > 1)
    expect(again?.says).toContain('the last look ended with an error')
    expect(again?.firstMs).toBeLessThan(again?.atMs ?? 0)
  })

  test('leads from a frozen variable back to the command that made the Pod', () => {
    const row = boardAfter(120_000).pods[0]?.rows.find(({ container }) => container === 'from-env')
    expect(explain(run.entries, row?.reason ?? -1, telling).at(-1)?.says).toBe('ran kubectl apply -f settings.yaml -f web.yaml')
  })
})

test('the story leaves out what happens all the time', () => {
  const story = tellStory(run.entries, changedAtMs, telling)
  expect(story.map(({ says }) => says).slice(0, 3)).toEqual([
    'ran kubectl apply -f settings.yaml',
    expect.stringContaining('stored ConfigMap settings'),
    expect.stringContaining('that starts nothing'),
  ])
  expect(story.length).toBeLessThan(20)
})

test('the story does not tell that apply found nothing where it then made something, and tells every other refusal', () => {
  const made = applied(JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'fresh' } }))
  const refused = advanceRun(runCommand(made, 'kubectl create namespace default', {}).run, made.nowMs + 1000)
  const told = tellStory(refused.entries, 0, { words: storyWords, versions: readVersions(refused), revealed: [] }).map(({ says }) => says)
  expect(told.filter((says) => says.includes('refused'))).toEqual([expect.stringContaining('already exists')])
})

describe('the sentences of a story', () => {
  const saidOf = (cluster: Run) => tellStory(cluster.entries, 0, telling).map(({ who, says }) => `${who}: ${says}`)

  test('say who deleted what', () => {
    const done = must(startCluster(), 'kubectl create configmap mine --from-literal=a=b', {})
    expect(saidOf(must(done, 'kubectl delete configmap mine', {}))).toContain('you: deleted ConfigMap mine')
  })

  test('say that the request is invalid where the API server names no object', () => {
    const made = must(startCluster(), 'kubectl apply -f a.yaml', {
      'a.yaml': '{apiVersion: v1, kind: ConfigMap, metadata: {name: mine}, data: {a: b}}',
    })
    const { run: refused } = runCommand(made, 'kubectl apply -f a.yaml', {
      'a.yaml': '{apiVersion: v1, kind: ConfigMap, metadata: {name: mine}, data: {a: true}}',
    })
    expect(saidOf(refused).at(-1)).toMatch(/^API server: refused: the request is invalid: patch: Invalid value: /)
  })

  test('tell the end of a Pod once: who asked for it, that its containers ended, by which signal, and that it is gone', () => {
    const running = applied(`
apiVersion: v1
kind: Pod
metadata: { name: app }
spec:
  terminationGracePeriodSeconds: 5
  containers: [{ name: app, image: busybox:1.36, command: [sleep, "3600"] }]
`)
    const deleted = runCommand(running, 'kubectl delete pod app --wait=false', {}).run
    const said = saidOf(advanceRun(deleted, deleted.nowMs + 30_000)).slice(saidOf(running).length)
    expect(said.filter((says) => !says.includes('looked at'))).toEqual([
      'you: ran kubectl delete pod app --wait=false',
      'you: asked Pod app to end',
      'kubelet: app in app ended with exit code 137, which stands for SIGKILL',
      'kubelet: deleted Pod app, whose containers have ended',
    ])
  })

  test('name no cause of a look whose time had come, which says so itself', () => {
    const looks = tellStory(run.entries, changedAtMs, telling).filter(({ says }) => says.includes('its time had come'))
    expect(looks.length).toBeGreaterThan(0)
    expect(looks.map(({ because }) => because)).toEqual(looks.map(() => undefined))
  })

  test('lead "why?" from a file that was written again to what was stored, and not to the birth of its Pod', () => {
    const row = boardAfter(120_000).pods[0]?.rows.find(({ container }) => container === 'watched')
    expect(explain(run.entries, row?.reason ?? -1, telling).map(({ who, says }) => `${who}: ${says}`)).toEqual([
      expect.stringMatching(/^process: watched in .* now uses .* = debug$/),
      expect.stringMatching(/^kubelet: wrote the files of volume settings in /),
      expect.stringMatching(/^kubelet: looked at .*, because its time had come/),
      expect.stringMatching(/^kubelet: had heard of settings, resourceVersion \d+$/),
      expect.stringMatching(/^you: stored ConfigMap settings, resourceVersion \d+: data/),
      expect.stringMatching(/^you: ran /),
    ])
  })

  test('tell a cause before what it led to: a look at a Pod before the files that it wrote', () => {
    const { entries } = applied(`
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { LOG_LEVEL: info }
---
apiVersion: v1
kind: Pod
metadata: { name: app }
spec:
  containers: [{ name: app, image: busybox:1.36, command: [sleep, "3600"], volumeMounts: [{ name: files, mountPath: /files }] }]
  volumes: [{ name: files, configMap: { name: settings } }]
`)
    const written = entries.find(({ kind }) => kind === 'volume-written')
    expect(entries[written?.causedBy ?? -1]?.kind).toBe('pod-synced')
    for (const { id, causedBy = -1 } of entries) expect(causedBy).toBeLessThan(id)
  })

  test('say who ended a container that only spins, and so does "why?"', () => {
    const { entries } = applied(
      `
apiVersion: v1
kind: Pod
metadata: { name: spins }
spec: { containers: [{ name: app, image: busybox:1.36, command: [sh, -c, 'while true; do :; done'] }] }
`,
      40_000,
    )
    const says = 'app in spins ended with exit code 137: the simulator stops a process that only spins'
    expect(tellStory(entries, 0, telling).map((line) => line.says)).toContain(says)
    const ended = entries.find(({ kind }) => kind === 'container-exited')
    expect(explain(entries, ended?.id ?? -1, telling)[0]?.says).toBe(says)
  })
})
