// Whether a check is met at the end of a run, and what was seen instead. Checks look at the cluster and at what containers see, never at the text.

import type { ContainerReport, Kind, PodReport, Run, Snapshot } from '../simulator/index.ts'
import { isKind, logsOf, podStatus, runCommand, snapshotAt } from '../simulator/index.ts'
import type { Check, ObjectChoice, PodChoice, TextExpectation, WorkloadName } from './exercise.ts'

export interface Verdict {
  readonly met: boolean
  /** What was seen, in a sentence. */
  readonly seen: string
}

interface Look {
  readonly run: Run
  /** The moment that is judged. */
  readonly now: Snapshot
  /** When the learner came. */
  readonly sinceMs: number
  readonly files: Readonly<Record<string, string>>
}

/** @param sinceMs  Checks about the whole time look back to this moment. */
export function judge(check: Check, run: Run, sinceMs: number, files: Readonly<Record<string, string>>): Verdict {
  return verdict(check, { run, now: snapshotAt(run, run.nowMs), sinceMs, files })
}

function verdict(check: Check, look: Look): Verdict {
  switch (check.kind) {
    case 'object-exists':
      return say(
        find(look.now, check.object) !== undefined,
        `${name(check.object)} is ${find(look.now, check.object) === undefined ? 'not there' : 'there'}`,
      )
    case 'object-absent':
      return say(
        find(look.now, check.object) === undefined,
        `${name(check.object)} is ${find(look.now, check.object) === undefined ? 'not there' : 'there'}`,
      )
    case 'field-equals': {
      const value = valueAt(find(look.now, check.object), check.path)
      return say(
        value === check.value,
        `${check.path} of ${name(check.object)} is ${value === undefined ? 'not set' : JSON.stringify(value)}`,
      )
    }
    case 'environment':
      return everyContainer(
        look,
        check.pods,
        check.container,
        (container) => ({
          text: container.environment.find((each) => each.name === check.name)?.value,
          what: `${check.name} in ${container.name}`,
        }),
        check.expect,
      )
    case 'file':
      return everyContainer(
        look,
        check.pods,
        check.container,
        (container) => ({
          text: textOf(container.files.find(({ path }) => path === check.path)?.content),
          what: `${check.path} in ${container.name}`,
        }),
        check.expect,
      )
    case 'file-mode':
      return everyContainer(
        look,
        check.pods,
        check.container,
        (container) => ({
          text: container.files.find(({ path }) => path === check.path)?.mode.toString(8),
          what: `the mode of ${check.path} in ${container.name}`,
        }),
        { equals: check.mode.replace(/^0+/, '') },
      )
    case 'process-uses':
      return everyContainer(
        look,
        check.pods,
        check.container,
        (container) => ({
          text: container.uses.find(({ source }) => source === check.source)?.value.trim(),
          what: `the process of ${container.name}`,
        }),
        check.expect,
      )
    case 'process-printed':
      return printed(look, check.pods, check.container, check.expect)
    case 'pod-status':
      return everyPod(look, check.pods, (pod) => ({
        met: wordOf(look.now, pod) === check.status,
        seen: `${pod.name} is ${wordOf(look.now, pod)}`,
      }))
    case 'pods-ready': {
      const ready = podsOf(look.now, check.pods).filter((pod) => isReady(look.now, pod)).length
      return say(ready >= check.atLeast, `${String(ready)} ready`)
    }
    case 'rollout-finished':
      return rolledOut(look.now, check.workload, check.namespace ?? 'default')
    case 'never-fewer-ready':
      return neverFewer(look, check.workload, check.namespace ?? 'default', check.than)
    case 'nothing-restarted':
      return everyPod(look, check.pods, (pod) => ({
        met: pod.containers.every(({ restartCount }) => restartCount === 0),
        seen: `containers of ${pod.name} were restarted`,
      }))
    case 'value-nowhere':
      return nowhere(look, check.value, check.places)
    case 'command-printed': {
      const { stdout, stderr } = runCommand(look.run, check.command, look.files).output
      return say(fits(stdout + stderr, check.expect), `${check.command} printed ${JSON.stringify(stdout + stderr)}`)
    }
    case 'not': {
      const inner = verdict(check.check, look)
      return { met: !inner.met, seen: inner.seen }
    }
    case 'all': {
      const verdicts = check.checks.map((each) => verdict(each, look))
      return verdicts.find(({ met }) => !met) ?? { met: true, seen: verdicts.at(-1)?.seen ?? 'nothing was asked' }
    }
    case 'any': {
      const verdicts = check.checks.map((each) => verdict(each, look))
      return verdicts.find(({ met }) => met) ?? { met: false, seen: verdicts.map(({ seen }) => seen).join('; ') }
    }
    case 'always':
      return always(look, check.check)
  }
}

function say(met: boolean, seen: string): Verdict {
  return { met, seen }
}

function name({ kind, name: text }: ObjectChoice): string {
  return `${kind} ${text}`
}

function find({ view }: Snapshot, { kind, name: text, namespace = 'default' }: ObjectChoice) {
  return view.get(kind, { namespace: kind === 'Namespace' || kind === 'Node' ? '' : namespace, name: text })
}

/** `spec.template.spec.containers.0.image` */
function valueAt(object: unknown, path: string): unknown {
  let value = object
  for (const step of path.split('.')) {
    value = typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === step)?.[1] : undefined
  }
  return value
}

function fits(text: string | undefined, expect: TextExpectation): boolean {
  if ('absent' in expect) return text === undefined
  if (text === undefined) return false
  if ('equals' in expect) return text === expect.equals
  return 'contains' in expect ? text.includes(expect.contains) : new RegExp(expect.matches).test(text)
}

function textOf(content: string | Uint8Array | undefined): string | undefined {
  return content === undefined || typeof content === 'string' ? content : `${String(content.length)} bytes`
}

/** Pods that are not on their way out. */
function podsOf(now: Snapshot, choice: PodChoice): readonly PodReport[] {
  const namespace = choice.namespace ?? 'default'
  const reports = now.nodes.flatMap(({ pods }) => pods).filter((pod) => pod.namespace === namespace)
  return reports.filter((report) => {
    const pod = now.view.get('Pod', { namespace, name: report.name })
    if (pod === undefined || pod.metadata.deletionTimestamp !== undefined) return false
    if ('pod' in choice) return report.name === choice.pod
    if ('labels' in choice) return Object.entries(choice.labels).every(([key, value]) => pod.metadata.labels?.[key] === value)
    return belongsTo(now, pod.metadata.ownerReferences?.[0]?.uid, choice.workload, namespace)
  })
}

function belongsTo(now: Snapshot, ownerUid: string | undefined, workload: WorkloadName, namespace: string): boolean {
  const target = workloadOf(now, workload, namespace)
  if (target === undefined || ownerUid === undefined) return false
  return (
    target.metadata.uid === ownerUid ||
    now.view.ownedBy('ReplicaSet', target.metadata.uid ?? '').some(({ metadata }) => metadata.uid === ownerUid)
  )
}

const WORKLOADS: Readonly<Record<string, Kind>> = {
  deployment: 'Deployment',
  statefulset: 'StatefulSet',
  daemonset: 'DaemonSet',
  job: 'Job',
}

function workloadOf({ view }: Snapshot, workload: WorkloadName, namespace: string) {
  const [word = '', text = ''] = workload.split('/')
  const kind = WORKLOADS[word]
  return kind === undefined ? undefined : view.get(kind, { namespace, name: text })
}

function everyPod(look: Look, choice: PodChoice, each: (pod: PodReport) => Verdict): Verdict {
  const pods = podsOf(look.now, choice)
  if (pods.length === 0) return say(false, 'no such Pod runs')
  const verdicts = pods.map(each)
  return verdicts.find(({ met }) => !met) ?? { met: true, seen: verdicts[0]?.seen ?? '' }
}

function everyContainer(
  look: Look,
  choice: PodChoice,
  container: string | undefined,
  read: (container: ContainerReport) => { readonly text: string | undefined; readonly what: string },
  expect: TextExpectation,
): Verdict {
  return everyPod(look, choice, (pod) => {
    const containers = pod.containers.filter((each) => container === undefined || each.name === container)
    if (containers.length === 0) return say(false, `${pod.name} has no running container${container === undefined ? '' : ` ${container}`}`)
    const reads = containers.map(read)
    const wrong = reads.find(({ text }) => !fits(text, expect))
    const shown = wrong ?? reads[0]
    return say(wrong === undefined, `${shown?.what ?? ''} of ${pod.name}: ${shown?.text ?? 'nothing'}`)
  })
}

function printed(look: Look, choice: PodChoice, container: string | undefined, expect: TextExpectation): Verdict {
  return everyPod(look, choice, (pod) => {
    const names = pod.containers.map((each) => each.name).filter((each) => container === undefined || each === container)
    const log = names.map((each) => logsOf(look.run, { namespace: pod.namespace, name: pod.name }, each)).join('')
    return say(fits(log, expect), `${pod.name} printed ${JSON.stringify(log.slice(-80))}`)
  })
}

function wordOf({ view }: Snapshot, { namespace, name: text }: PodReport): string {
  const pod = view.get('Pod', { namespace, name: text })
  return pod === undefined ? 'gone' : podStatus(pod).word
}

function isReady({ view }: Snapshot, { namespace, name: text }: PodReport): boolean {
  return (
    view.get('Pod', { namespace, name: text })?.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ===
    true
  )
}

function rolledOut(now: Snapshot, workload: WorkloadName, namespace: string): Verdict {
  const found = workloadOf(now, workload, namespace)
  if (found === undefined || !isKind(found, 'Deployment')) return say(false, `${workload} is not there`)
  const { spec, status, metadata } = found
  const wanted = spec.replicas ?? 1
  const done =
    (status.observedGeneration ?? 0) >= (metadata.generation ?? 0) &&
    status.updatedReplicas === wanted &&
    status.replicas === wanted &&
    status.availableReplicas === wanted
  return say(
    done,
    `${String(status.updatedReplicas ?? 0)} of ${String(wanted)} replicas are new, ${String(status.availableReplicas ?? 0)} available`,
  )
}

function neverFewer({ run, sinceMs }: Look, workload: WorkloadName, namespace: string, than: number): Verdict {
  let least = Number.POSITIVE_INFINITY
  for (const now of momentsOf(run, sinceMs)) {
    const found = workloadOf(now, workload, namespace)
    if (found === undefined) return say(false, `${workload} was not there for a while`)
    const pods = podsOf(now, { workload, namespace })
    least = Math.min(least, pods.filter((pod) => isReady(now, pod)).length)
  }
  return say(least >= than, `at one moment ${String(least)} were ready`)
}

/** One snapshot for every moment at which something was written down. */
function momentsOf(run: Run, sinceMs: number): readonly Snapshot[] {
  const moments = new Set([sinceMs, ...run.entries.filter(({ atMs }) => atMs >= sinceMs).map(({ atMs }) => atMs), run.nowMs])
  return [...moments].map((atMs) => snapshotAt(run, atMs))
}

function always(look: Look, check: Check): Verdict {
  for (const now of momentsOf(look.run, look.sinceMs)) {
    const inner = verdict(check, { ...look, now })
    if (!inner.met) return inner
  }
  return say(true, 'it held all the time')
}

function nowhere({ now, files }: Look, value: string, places: readonly string[]): Verdict {
  const found = places.find((place) => {
    if (place === 'manifests') return Object.values(files).some((text) => text.includes(value))
    if (place === 'configmaps')
      return now.view.list('ConfigMap', '').some(({ data }) => Object.values(data ?? {}).some((text) => text.includes(value)))
    const pods = now.view.list('Pod', '')
    if (place === 'arguments')
      return pods.some(({ spec }) =>
        (spec.containers ?? []).some(({ args, command }) => [...(args ?? []), ...(command ?? [])].some((word) => word.includes(value))),
      )
    return now.nodes.some((node) =>
      node.pods.some(({ containers }) => containers.some(({ environment }) => environment.some((each) => each.value.includes(value)))),
    )
  })
  return say(found === undefined, found === undefined ? 'it is in none of these places' : `it is in the ${found}`)
}
