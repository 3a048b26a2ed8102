// The columns of `kubectl get`, kind by kind, with the STATUS of a Pod (LIFE-8 … LIFE-10).
// @source pkg/printers/internalversion/printers.go
// @simplified `kubectl get` shows only name and age for kinds without columns of their own.

import type { Pod } from '../../api/fields/pod.ts'
import type { ContainerStatus } from '../../api/fields/pod-status.ts'
import type { ApiObject } from '../../api/objects.ts'
import { parseTime } from '../../base/timestamp.ts'
import { replicasOf } from '../../api/scaled.ts'
import { formatAge } from '../text/go-format.ts'
import {
  CLAIM_COLUMNS,
  EVENT_WIDE_NAMES,
  NODE_WIDE,
  SERVICE_COLUMNS,
  claimCells,
  eventWideCells,
  nodeWide,
  serviceCells,
} from './core-rows.ts'
import type { Cells } from './controller-rows.ts'
import { controllerColumns } from './controller-rows.ts'

export interface TableColumns {
  readonly names: readonly string[]
  readonly wide: readonly string[]
  row(object: ApiObject, nowEpochMs: number): { readonly cells: readonly string[]; readonly wide: readonly string[] }
}

/** What is shown of the number of replicas alone. @source kubernetes pkg/printers/internalversion/printers.go printScale */
export const SCALE_COLUMNS: TableColumns = table(['NAME', 'DESIRED', 'AVAILABLE', 'AGE'], [], (object, now) => {
  const { wanted, present } = replicasOf(object)
  return plain(object, now, [String(wanted), String(present)])
})

/** What is shown of a kind without columns of its own. */
export const AGE_ALONE: TableColumns = table(['NAME', 'AGE'], [], (object, now) => plain(object, now, []))

export function columnsFor(kind: ApiObject['kind'], isWide: boolean): TableColumns {
  switch (kind) {
    case 'Pod':
      return table(['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'], ['IP', 'NODE', 'NOMINATED NODE', 'READINESS GATES'], podRow)
    case 'Deployment':
      return table(['NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'AGE'], ['CONTAINERS', 'IMAGES', 'SELECTOR'], deploymentRow)
    case 'ReplicaSet':
      return table(['NAME', 'DESIRED', 'CURRENT', 'READY', 'AGE'], ['CONTAINERS', 'IMAGES', 'SELECTOR'], replicaSetRow)
    case 'ConfigMap':
      return table(['NAME', 'DATA', 'AGE'], [], (object, now) => plain(object, now, [String(dataCount(object))]))
    case 'Secret':
      return table(['NAME', 'TYPE', 'DATA', 'AGE'], [], (object, now) =>
        plain(object, now, [object.kind === 'Secret' ? (object.type ?? '') : '', String(dataCount(object))]),
      )
    case 'Namespace':
      return table(['NAME', 'STATUS', 'AGE'], [], (object, now) =>
        plain(object, now, [object.kind === 'Namespace' ? (object.status.phase ?? '') : '']),
      )
    case 'Node':
      return table(['NAME', 'STATUS', 'ROLES', 'AGE', 'VERSION'], NODE_WIDE, nodeRow)
    case 'Service':
      return table(['NAME', ...SERVICE_COLUMNS.names, 'AGE'], SERVICE_COLUMNS.wide, (object, now) =>
        around(object, now, object.kind === 'Service' ? serviceCells(object) : undefined),
      )
    case 'PersistentVolumeClaim':
      return table(['NAME', ...CLAIM_COLUMNS.names, 'AGE'], CLAIM_COLUMNS.wide, (object, now) =>
        around(object, now, object.kind === 'PersistentVolumeClaim' ? claimCells(object) : undefined),
      )
    case 'Event':
      if (isWide) return table(EVENT_WIDE_NAMES, [], eventWideRow)
      return table(['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'], [], eventRow)
    default:
      return controllerTable(kind) ?? AGE_ALONE
  }
}

function controllerTable(kind: ApiObject['kind']): TableColumns | undefined {
  const columns = controllerColumns(kind)
  if (columns === undefined) return undefined
  return table(['NAME', ...columns.names, 'AGE'], columns.wide, (object, now) => {
    const { between, wide } = columns.cells(object, now)
    return { ...plain(object, now, between), wide }
  })
}

type Row = TableColumns['row']

function table(names: readonly string[], wide: readonly string[], row: Row): TableColumns {
  return { names, wide, row }
}

/** Cells between the name and the age, and wide ones behind it. */
function around(object: ApiObject, now: number, cells: Cells | undefined): ReturnType<Row> {
  return { ...plain(object, now, cells?.between ?? []), wide: cells?.wide ?? [] }
}

function plain(object: ApiObject, now: number, between: readonly string[]): ReturnType<Row> {
  return { cells: [object.metadata.name ?? '', ...between, ageOf(object, now)], wide: [] }
}

function ageOf({ metadata }: ApiObject, nowEpochMs: number): string {
  return since(metadata.creationTimestamp, nowEpochMs)
}

function since(time: string | null | undefined, nowEpochMs: number): string {
  const created = typeof time === 'string' ? parseTime(time) : undefined
  return created === undefined ? '<unknown>' : formatAge(nowEpochMs - created)
}

function dataCount(object: ApiObject): number {
  if (object.kind === 'ConfigMap') return Object.keys(object.data ?? {}).length + Object.keys(object.binaryData ?? {}).length
  return object.kind === 'Secret' ? Object.keys(object.data ?? {}).length : 0
}

function podRow(object: ApiObject, now: number): ReturnType<Row> {
  if (object.kind !== 'Pod') return plain(object, now, [])
  const { spec, status } = object
  const { word, restarts, lastRestart, ready } = podStatus(object)
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always')
  const shown = restarts > 0 && lastRestart !== undefined ? `${String(restarts)} (${formatAge(now - lastRestart)} ago)` : String(restarts)
  return {
    cells: [
      object.metadata.name ?? '',
      `${String(ready)}/${String((spec.containers ?? []).length + sidecars.length)}`,
      word,
      shown,
      ageOf(object, now),
    ],
    wide: [status.podIP ?? '<none>', spec.nodeName ?? '<none>', status.nominatedNodeName ?? '<none>', readinessGates(object)],
  }
}

function readinessGates({ spec, status }: Pod): string {
  const gates = spec.readinessGates ?? []
  const open = gates.filter(({ conditionType }) =>
    status.conditions?.some(({ type, status: state }) => type === conditionType && state === 'True'),
  )
  return gates.length === 0 ? '<none>' : `${String(open.length)}/${String(gates.length)}`
}

/** READY, STATUS and RESTARTS of a Pod, as `kubectl get pods` shows them. */
export function podStatus(pod: Pod): {
  readonly word: string
  readonly ready: number
  readonly restarts: number
  readonly lastRestart: number | undefined
} {
  const { metadata, spec, status } = pod
  let word = status.reason !== undefined && status.reason !== '' ? status.reason : (status.phase ?? '')
  if (status.conditions?.some(({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated') === true)
    word = 'SchedulingGated'
  const initial = status.initContainerStatuses ?? []
  const isSidecar = (name: string) => spec.initContainers?.some((each) => each.name === name && each.restartPolicy === 'Always') === true
  const open = initial.findIndex((each) => !(each.state.terminated?.exitCode === 0 || (isSidecar(each.name) && each.started === true)))
  const current = initial[open]
  if (current !== undefined) word = initWord(current, open, spec.initContainers?.length ?? 0)
  const isTrue = (condition: string) =>
    status.conditions?.some(({ type, status: state }) => type === condition && state === 'True') === true
  // Once it was initialized, a sidecar that has ended takes nothing from the others.
  const main = current === undefined || isTrue('Initialized') ? (status.containerStatuses ?? []) : undefined
  if (main !== undefined) word = mainWord(main, word, isTrue('Ready'))
  if (metadata.deletionTimestamp !== undefined && status.phase !== 'Succeeded' && status.phase !== 'Failed')
    word = status.reason === 'NodeLost' ? 'Unknown' : 'Terminating'
  const counted = main === undefined ? initial : [...initial.filter(({ name }) => isSidecar(name)), ...main]
  const times = counted.map((each) => parseTime(each.lastState.terminated?.finishedAt ?? '')).filter((time) => time !== undefined)
  const settled = (current === undefined ? initial : initial.slice(0, open)).filter(
    ({ name, started }) => isSidecar(name) && started === true,
  )
  return {
    word,
    ready:
      settled.filter((each) => each.ready).length + (main ?? []).filter((each) => each.ready && each.state.running !== undefined).length,
    restarts: counted.reduce((sum, each) => sum + each.restartCount, 0),
    lastRestart: times.length === 0 ? undefined : Math.max(...times),
  }
}

function initWord({ state }: ContainerStatus, index: number, total: number): string {
  const { terminated, waiting } = state
  if (terminated !== undefined) return `Init:${terminatedWord(terminated)}`
  if (waiting?.reason !== undefined && waiting.reason !== '' && waiting.reason !== 'PodInitializing') return `Init:${waiting.reason}`
  return `Init:${String(index)}/${String(total)}`
}

function terminatedWord({
  reason,
  signal,
  exitCode,
}: {
  readonly reason?: string
  readonly signal?: number
  readonly exitCode: number
}): string {
  if (reason !== undefined && reason !== '') return reason
  return signal !== undefined && signal !== 0 ? `Signal:${String(signal)}` : `ExitCode:${String(exitCode)}`
}

/** From the last container to the first: the first one that has something to say is heard. What ended badly is heard before what ended well. */
function mainWord(statuses: readonly ContainerStatus[], phase: string, isReady: boolean): string {
  let word = phase
  let problem = ''
  let runs = false
  for (const { state, ready } of statuses.toReversed()) {
    if (state.waiting?.reason !== undefined && state.waiting.reason !== '') word = state.waiting.reason
    else if (state.terminated !== undefined) {
      word = terminatedWord(state.terminated)
      if (state.terminated.exitCode !== 0) problem = word
    } else if (ready && state.running !== undefined) runs = true
  }
  if (word !== 'Completed') return word
  if (runs && isReady) return 'Running'
  if (problem !== '') return problem
  return runs ? 'NotReady' : word
}

function deploymentRow(object: ApiObject, now: number): ReturnType<Row> {
  if (object.kind !== 'Deployment') return plain(object, now, [])
  const { spec, status } = object
  const ready = `${String(status.readyReplicas ?? 0)}/${String(spec.replicas ?? 1)}`
  return {
    cells: [
      object.metadata.name ?? '',
      ready,
      String(status.updatedReplicas ?? 0),
      String(status.availableReplicas ?? 0),
      ageOf(object, now),
    ],
    wide: templateColumns(object),
  }
}

function replicaSetRow(object: ApiObject, now: number): ReturnType<Row> {
  if (object.kind !== 'ReplicaSet') return plain(object, now, [])
  const { spec, status } = object
  return {
    cells: [
      object.metadata.name ?? '',
      String(spec.replicas ?? 0),
      String(status.replicas),
      String(status.readyReplicas ?? 0),
      ageOf(object, now),
    ],
    wide: templateColumns(object),
  }
}

function templateColumns({ spec }: Extract<ApiObject, { kind: 'Deployment' | 'ReplicaSet' }>): readonly string[] {
  const containers = spec.template.spec.containers ?? []
  const selector = Object.entries(spec.selector?.matchLabels ?? {}).sort(([left], [right]) => (left < right ? -1 : 1))
  return [
    containers.map(({ name }) => name).join(','),
    containers.map(({ image }) => image ?? '').join(','),
    selector.map(([key, value]) => `${key}=${value}`).join(','),
  ]
}

function nodeRow(object: ApiObject, now: number): ReturnType<Row> {
  if (object.kind !== 'Node') return plain(object, now, [])
  const ready = object.status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true
  const prefix = 'node-role.kubernetes.io/'
  const roles = Object.keys(object.metadata.labels ?? {})
    .filter((label) => label.startsWith(prefix))
    .map((label) => label.slice(prefix.length))
  const words = [ready ? 'Ready' : 'NotReady', ...(object.spec.unschedulable === true ? ['SchedulingDisabled'] : [])]
  return {
    cells: [
      object.metadata.name ?? '',
      words.join(','),
      roles.length === 0 ? '<none>' : roles.sort().join(','),
      ageOf(object, now),
      object.status.nodeInfo.kubeletVersion,
    ],
    wide: nodeWide(object),
  }
}

function eventRow(object: ApiObject, now: number): ReturnType<Row> {
  if (object.kind !== 'Event') return plain(object, now, [])
  const { firstTimestamp, lastTimestamp, eventTime, series, involvedObject } = object
  const seen = since(series?.lastObservedTime ?? lastTimestamp ?? firstTimestamp ?? eventTime, now)
  return {
    cells: [
      seen,
      object.type ?? '',
      object.reason ?? '',
      `${(involvedObject.kind ?? '').toLowerCase()}/${involvedObject.name ?? ''}`,
      (object.message ?? '').trim(),
    ],
    wide: [],
  }
}

function eventWideRow(object: ApiObject, now: number): ReturnType<Row> {
  if (object.kind !== 'Event') return plain(object, now, [])
  const first = since(object.firstTimestamp ?? object.eventTime, now)
  return { cells: eventWideCells(object, { last: eventRow(object, now).cells[0] ?? '', first }), wide: [] }
}
