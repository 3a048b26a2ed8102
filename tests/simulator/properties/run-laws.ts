// What must hold in every run, whatever is done in it.

import fc from 'fast-check'
import { advanceRun, forkAt, runCommand, snapshotAt } from '../../../src/simulator/index.ts'
import type { ContainerReport, Run, Snapshot } from '../../../src/simulator/index.ts'
import type { Act, Script } from './random-runs.ts'
import { begin, perform, play, rollingStrategy, script, settings, web } from './random-runs.ts'

/** A law, by the fact it states: throws when it does not hold. */
export interface Law {
  readonly fact: string
  readonly property: fc.IProperty<never> | fc.IProperty<unknown>
}

function expectSame(what: string, before: unknown, now: unknown): void {
  const [left, right] = [JSON.stringify(before), JSON.stringify(now)]
  if (left !== right) throw new Error(`${what} changed from ${left} to ${right}`)
}

function containersIn({ nodes }: Snapshot): readonly (readonly [start: string, container: ContainerReport])[] {
  return nodes.flatMap(({ pods }) =>
    pods.flatMap(({ uid, containers }) =>
      containers
        .filter(({ running }) => running)
        .map((container) => [`${uid}/${container.name}/${String(container.restartCount)}`, container] as const),
    ),
  )
}

/** Looks at every container after each act, and in the middle of each wait. */
function watchContainers(each: Script, look: (start: string, container: ContainerReport) => void): void {
  let run = begin(each)
  const see = (): void => {
    for (const [start, container] of containersIn(snapshotAt(run, run.nowMs))) look(start, container)
  }
  for (const one of each.acts) {
    for (const part of halves(one)) {
      run = perform(run, part)
      see()
    }
  }
}

function halves(act: Act): readonly Act[] {
  if (act.kind === 'line') return [act]
  const ms = Math.ceil(act.ms / 2)
  return [
    { kind: 'wait', ms },
    { kind: 'wait', ms },
  ]
}

const environments: Law = {
  fact: 'the environment of a running container never changes (ENV-12)',
  property: fc.property(script, (each) => {
    const first = new Map<string, unknown>()
    watchContainers(each, (start, { environment }) => {
      if (first.has(start)) expectSame(`the environment of ${start}`, first.get(start), environment)
      else first.set(start, environment)
    })
  }),
}

const volumes: Law = {
  fact: 'the files of a volume are all from one version of the object, and a subPath mount never changes (VOL-15, VOL-20)',
  property: fc.property(script, (each) => {
    const pinned = new Map<string, unknown>()
    watchContainers(each, (start, { files }) => {
      const [a, b] = ['a', 'b'].map((name) => files.find(({ path }) => path === `/etc/cfg/${name}`))
      if (a !== undefined && b !== undefined) {
        expectSame(`the content beside a in ${start}`, a.content, b.content)
        expectSame(`the version beside a in ${start}`, a.source?.version, b.source?.version)
      }
      const held = files.find(({ path }) => path === '/etc/pinned')?.content
      if (pinned.has(start)) expectSame(`the subPath mount of ${start}`, pinned.get(start), held)
      else pinned.set(start, held)
    })
  }),
}

const namespaces: Law = {
  fact: 'no Pod uses a Secret of another namespace (ENV-1)',
  property: fc.property(script, (each) => {
    watchContainers(each, (start, { environment, files }) => {
      const found = [...environment.map(({ value }) => value), ...files.map(({ content }) => content)]
      if (found.includes('foreign')) throw new Error(`${start} has a value from next door`)
    })
  }),
}

const causes: Law = {
  fact: 'every entry has a number, a time that does not go back, and a cause that came before it',
  property: fc.property(script, (each) => {
    for (const [index, { id, atMs, causedBy }] of play(each).entries.entries()) {
      if (id !== index) throw new Error(`entry ${String(index)} has the number ${String(id)}`)
      if (causedBy !== undefined && causedBy >= id) throw new Error(`entry ${String(id)} is caused by ${String(causedBy)}`)
      if (atMs < 0) throw new Error(`entry ${String(id)} is at ${String(atMs)}`)
    }
  }),
}

const replays: Law = {
  fact: 'the same seed and the same acts give the same run',
  property: fc.property(script, (each) => {
    const [left, right] = [play(each), play(each)]
    expectSame('the log', left.entries, right.entries)
    expectSame('the state', stateOf(left), stateOf(right))
  }),
}

function stateOf(run: Run): unknown {
  const { view, nodes } = snapshotAt(run, run.nowMs)
  return [
    view.list('Pod', ''),
    view.list('ReplicaSet', ''),
    view.list('Deployment', ''),
    view.list('Event', ''),
    nodes.map(({ cache }) => cache),
  ]
}

const forks: Law = {
  fact: 'a fork does not touch its origin, and goes on as the origin went on',
  property: fc.property(script, fc.double({ min: 0, max: 1, noNaN: true }), (each, share) => {
    const run = play(each)
    const before = stateOf(run)
    const atMs = Math.floor(run.nowMs * share)
    const fork = forkAt(run, atMs)
    runCommand(advanceRun(fork, fork.nowMs + 30_000), 'kubectl delete pods --all --wait=false', {})
    expectSame('the origin', before, stateOf(run))
    expectSame('a moment of the past', stateOf(fork), stateOf(forkAt(run, atMs)))
  }),
}

const garbage: Law = {
  fact: 'when everything is deleted nothing is left: no Pod, no ReplicaSet, no copy on a node',
  property: fc.property(script, (each) => {
    let run = play(each)
    for (const line of [
      'kubectl delete deployments --all --wait=false',
      'kubectl delete replicasets --all --wait=false',
      'kubectl delete pods --all --wait=false',
    ])
      run = runCommand(run, line, {}).run
    run = advanceRun(run, run.nowMs + 60_000)
    const { view, nodes } = snapshotAt(run, run.nowMs)
    expectSame(
      'what is left',
      [],
      [...view.list('Pod', 'default'), ...view.list('ReplicaSet', 'default')].map(({ metadata }) => metadata.name),
    )
    expectSame(
      'what nodes keep',
      [],
      nodes.flatMap(({ cache, pods }) => [...cache, ...pods]),
    )
  }),
}

const change = fc.record({ version: fc.integer({ min: 1, max: 3 }), broken: fc.boolean(), waitMs: fc.integer({ min: 1, max: 20_000 }) })

const rollOuts: Law = {
  fact: 'a rolling update never has fewer available Pods than its strategy allows, nor more Pods (DEP-7)',
  property: fc.property(
    fc.record({
      seed: fc.integer(),
      replicas: fc.integer({ min: 1, max: 6 }),
      strategy: rollingStrategy,
      changes: fc.array(change, { minLength: 1, maxLength: 5 }),
    }),
    ({ seed, replicas, strategy, changes }) => {
      const apply = (run: Run, version: number, broken: boolean): Run =>
        runCommand(run, 'kubectl apply -f web.json', { 'web.json': web({ replicas, version, strategy, broken }) }).run
      let run = runCommand(begin({ seed, nodes: 2 }), 'kubectl apply -f settings.json', { 'settings.json': settings('info') }).run
      run = apply(run, 0, false)
      run = advanceRun(run, run.nowMs + 20_000)
      const least = replicas - Math.min(replicas, strategy.rollingUpdate.maxUnavailable)
      const most = replicas + strategy.rollingUpdate.maxSurge
      for (const { version, broken, waitMs } of changes) {
        const fromMs = run.nowMs
        run = apply(run, version, broken)
        run = advanceRun(run, run.nowMs + waitMs)
        for (const atMs of new Set(run.entries.filter((entry) => entry.atMs >= fromMs).map((entry) => entry.atMs)))
          checkAt(run, atMs, least, most)
      }
    },
  ),
}

function checkAt(run: Run, atMs: number, least: number, most: number): void {
  const pods = snapshotAt(run, atMs)
    .view.list('Pod', 'default')
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
  const ready = pods.filter(({ status }) => status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true)
  if (ready.length < least) throw new Error(`${String(ready.length)} of at least ${String(least)} Pods are ready at ${String(atMs)} ms`)
  if (pods.length > most) throw new Error(`${String(pods.length)} of at most ${String(most)} Pods are there at ${String(atMs)} ms`)
}

export const RUN_LAWS: readonly Law[] = [environments, volumes, namespaces, causes, replays, forks, garbage, rollOuts]
