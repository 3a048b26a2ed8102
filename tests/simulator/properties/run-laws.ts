// What must hold in every run, whatever is done in it. Laws of random scripts watch a run while it is played, so that many can watch one.

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

interface Watcher {
  /** Sees every container that runs, after each act and in the middle of each wait. `start` names one start of a container. */
  readonly see?: (start: string, container: ContainerReport) => void
  /** After each act and in the middle of each wait. */
  readonly pass?: (run: Run) => void
  readonly end?: (run: Run) => void
}

interface ScriptLaw {
  readonly fact: string
  /** @param share  A number of its own, in [0, 1]. */
  readonly watch: (each: Script, share: number) => Watcher
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

/** One run for all these laws. */
function watched(laws: readonly ScriptLaw[]): Law['property'] {
  return fc.property(script, fc.double({ min: 0, max: 1, noNaN: true }), (each, share) => {
    const watchers = laws.map(({ watch }) => watch(each, share))
    const looks = watchers.some(({ see }) => see !== undefined)
    let run = begin(each)
    for (const part of each.acts.flatMap(halves)) {
      run = perform(run, part)
      for (const { pass } of watchers) pass?.(run)
      if (looks)
        for (const [start, container] of containersIn(snapshotAt(run, run.nowMs))) for (const { see } of watchers) see?.(start, container)
    }
    for (const { end } of watchers) end?.(run)
  })
}

function halves(act: Act): readonly Act[] {
  if (act.kind === 'line') return [act]
  const ms = Math.ceil(act.ms / 2)
  return [
    { kind: 'wait', ms },
    { kind: 'wait', ms: act.ms - ms },
  ]
}

const environments: ScriptLaw = {
  fact: 'the environment of a running container never changes (ENV-12)',
  watch: () => {
    const first = new Map<string, unknown>()
    return {
      see: (start, { environment }) => {
        if (first.has(start)) expectSame(`the environment of ${start}`, first.get(start), environment)
        else first.set(start, environment)
      },
    }
  },
}

const volumes: ScriptLaw = {
  fact: 'the files of a volume are all from one version of the object, and a subPath mount never changes (VOL-15, VOL-20)',
  watch: () => {
    const pinned = new Map<string, unknown>()
    return {
      see: (start, { files }) => {
        const [a, b] = ['a', 'b'].map((name) => files.find(({ path }) => path === `/etc/cfg/${name}`))
        if (a !== undefined && b !== undefined) {
          expectSame(`the content beside a in ${start}`, a.content, b.content)
          expectSame(`the version beside a in ${start}`, a.source?.version, b.source?.version)
        }
        const held = files.find(({ path }) => path === '/etc/pinned')?.content
        if (pinned.has(start)) expectSame(`the subPath mount of ${start}`, pinned.get(start), held)
        else pinned.set(start, held)
      },
    }
  },
}

const namespaces: ScriptLaw = {
  fact: 'no Pod uses a Secret of another namespace (ENV-1)',
  watch: () => ({
    see: (start, { environment, files }) => {
      const found = [...environment.map(({ value }) => value), ...files.map(({ content }) => content)]
      if (found.includes('foreign')) throw new Error(`${start} has a value from next door`)
    },
  }),
}

const causes: ScriptLaw = {
  fact: 'every entry has a number, a time that does not go back, and a cause that came before it',
  watch: () => ({
    end: ({ entries }) => {
      let lastAtMs = 0
      for (const [index, { id, atMs, causedBy }] of entries.entries()) {
        if (id !== index) throw new Error(`entry ${String(index)} has the number ${String(id)}`)
        if (causedBy !== undefined && causedBy >= id) throw new Error(`entry ${String(id)} is caused by ${String(causedBy)}`)
        if (atMs < lastAtMs) throw new Error(`entry ${String(id)} is at ${String(atMs)}, after ${String(lastAtMs)}`)
        lastAtMs = atMs
      }
    },
  }),
}

const replays: ScriptLaw = {
  fact: 'the same seed and the same acts give the same run, in however many steps the time goes by',
  watch: (each) => ({
    end: (run) => {
      const again = play(each)
      expectSame('the log', run.entries, again.entries)
      expectSame('the state', stateOf(run), stateOf(again))
    },
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

const forks: ScriptLaw = {
  fact: 'a fork does not touch its origin, and goes on as the origin went on',
  watch: (_, share) => ({
    end: (run) => {
      const before = stateOf(run)
      const atMs = Math.floor(run.nowMs * share)
      const fork = forkAt(run, atMs)
      runCommand(advanceRun(fork, fork.nowMs + 30_000), 'kubectl delete pods --all --wait=false', {})
      expectSame('the origin', before, stateOf(run))
      expectSame('a moment of the past', stateOf(fork), stateOf(forkAt(run, atMs)))
    },
  }),
}

const past: ScriptLaw = {
  fact: 'a moment of the past is what it was when it was the present',
  watch: () => {
    const then = new Map<number, { readonly state: unknown; readonly count: number }>()
    return {
      pass: (run) => then.set(run.nowMs, { state: stateOf(run), count: run.entries.length }),
      end: (run) => {
        for (const [atMs, { state, count }] of [...then].reverse()) {
          const fork = forkAt(run, atMs)
          expectSame(`the state at ${String(atMs)}`, state, stateOf(fork))
          expectSame(`the number of entries at ${String(atMs)}`, [count, count], [fork.entries.length, fork.cluster.nextEntry])
          expectSame(`the log at ${String(atMs)}`, run.entries.slice(0, count), snapshotAt(run, atMs).entries)
        }
      },
    }
  },
}

const garbage: ScriptLaw = {
  fact: 'when everything is deleted nothing is left: no Pod, no ReplicaSet, no copy on a node',
  watch: () => ({
    end: (played) => {
      let run = played
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
    },
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
        const moments = run.entries.filter(({ atMs, object }) => atMs >= fromMs && object?.kind === 'Pod')
        for (const atMs of new Set(moments.map((entry) => entry.atMs))) checkAt(run, atMs, least, most)
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

const SCRIPT_LAWS = [environments, volumes, namespaces, causes, replays, forks, past, garbage]

/** Each with runs of its own. */
export const RUN_LAWS: readonly Law[] = [...SCRIPT_LAWS.map((law) => ({ fact: law.fact, property: watched([law]) })), rollOuts]

/** The same with as few runs as possible: all laws of scripts watch the same one. */
export const FEW_LAWS: readonly Law[] = [
  { fact: SCRIPT_LAWS.map(({ fact }) => fact).join('\n  '), property: watched(SCRIPT_LAWS) },
  rollOuts,
]
