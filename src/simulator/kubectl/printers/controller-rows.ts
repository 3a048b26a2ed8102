// Columns of `kubectl get` for workloads that keep names, nodes or ends, and of their revisions.
// @source pkg/printers/internalversion/printers.go printStatefulSet, printDaemonSet, printJob, printCronJob, printControllerRevision

import type { Container } from '../../api/fields/container.ts'
import type { Job } from '../../api/fields/batch.ts'
import type { LabelSelector } from '../../api/fields/meta.ts'
import { formatLabelSelector } from '../../api/label-selector.ts'
import type { ApiObject } from '../../api/objects.ts'
import { parseTime } from '../../base/timestamp.ts'
import { formatAge } from '../text/go-format.ts'

/** Without name and age, which the caller puts around them. */
export interface Cells {
  readonly between: readonly string[]
  readonly wide: readonly string[]
}

export interface ControllerColumns {
  readonly names: readonly string[]
  readonly wide: readonly string[]
  readonly cells: (object: ApiObject, nowEpochMs: number) => Cells
}

const NOTHING: Cells = { between: [], wide: [] }
const TEMPLATE = ['CONTAINERS', 'IMAGES']

export function controllerColumns(kind: ApiObject['kind']): ControllerColumns | undefined {
  switch (kind) {
    case 'StatefulSet':
      return { names: ['READY'], wide: TEMPLATE, cells: statefulSetCells }
    case 'DaemonSet':
      return {
        names: ['DESIRED', 'CURRENT', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'NODE SELECTOR'],
        wide: [...TEMPLATE, 'SELECTOR'],
        cells: daemonSetCells,
      }
    case 'Job':
      return { names: ['STATUS', 'COMPLETIONS', 'DURATION'], wide: [...TEMPLATE, 'SELECTOR'], cells: jobCells }
    case 'CronJob':
      return {
        names: ['SCHEDULE', 'TIMEZONE', 'SUSPEND', 'ACTIVE', 'LAST SCHEDULE'],
        wide: [...TEMPLATE, 'SELECTOR'],
        cells: cronJobCells,
      }
    case 'ControllerRevision':
      return { names: ['CONTROLLER', 'REVISION'], wide: [], cells: revisionCells }
    default:
      return undefined
  }
}

function statefulSetCells(object: ApiObject): Cells {
  if (object.kind !== 'StatefulSet') return NOTHING
  const { spec, status } = object
  return {
    between: [`${String(status.readyReplicas ?? 0)}/${String(spec.replicas ?? 0)}`],
    wide: imagesOf(spec.template.spec.containers),
  }
}

function daemonSetCells(object: ApiObject): Cells {
  if (object.kind !== 'DaemonSet') return NOTHING
  const { spec, status } = object
  const counts = [
    status.desiredNumberScheduled,
    status.currentNumberScheduled,
    status.numberReady,
    status.updatedNumberScheduled ?? 0,
    status.numberAvailable ?? 0,
  ]
  const selector = formatLabelSelector({ matchLabels: spec.template.spec.nodeSelector ?? {} })
  return { between: [...counts.map(String), selector], wide: [...imagesOf(spec.template.spec.containers), selectorOf(spec.selector)] }
}

function jobCells(object: ApiObject, nowEpochMs: number): Cells {
  if (object.kind !== 'Job') return NOTHING
  const { spec, status } = object
  const done = String(status.succeeded ?? 0)
  const parallelism = spec.parallelism ?? 0
  const completions =
    spec.completions !== undefined
      ? `${done}/${String(spec.completions)}`
      : parallelism > 1
        ? `${done}/1 of ${String(parallelism)}`
        : `${done}/1`
  const started = epochOf(status.startTime)
  const ended = epochOf(status.completionTime) ?? nowEpochMs
  const duration = started === undefined ? '' : formatAge(ended - started)
  return {
    between: [jobState(object), completions, duration],
    wide: [...imagesOf(spec.template.spec.containers), selectorOf(spec.selector)],
  }
}

function jobState({ metadata, status }: Job): string {
  const has = (type: string): boolean => status.conditions?.some((each) => each.type === type && each.status === 'True') === true
  if (has('Complete')) return 'Complete'
  if (has('Failed')) return 'Failed'
  if (metadata.deletionTimestamp !== undefined) return 'Terminating'
  return ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'].find(has) ?? 'Running'
}

function cronJobCells(object: ApiObject, nowEpochMs: number): Cells {
  if (object.kind !== 'CronJob') return NOTHING
  const { spec, status } = object
  const last = epochOf(status.lastScheduleTime)
  const { containers } = spec.jobTemplate.spec.template.spec
  return {
    between: [
      spec.schedule,
      spec.timeZone ?? '<none>',
      spec.suspend === true ? 'True' : 'False',
      String(status.active?.length ?? 0),
      last === undefined ? '<none>' : formatAge(nowEpochMs - last),
    ],
    wide: [...imagesOf(containers), selectorOf(spec.jobTemplate.spec.selector)],
  }
}

function revisionCells(object: ApiObject): Cells {
  if (object.kind !== 'ControllerRevision') return NOTHING
  const owner = object.metadata.ownerReferences?.find(({ controller }) => controller === true)
  const group = owner?.apiVersion.includes('/') === true ? `.${owner.apiVersion.split('/')[0] ?? ''}` : ''
  const controller = owner === undefined ? '<none>' : `${owner.kind.toLowerCase()}${group}/${owner.name}`
  return { between: [controller, String(object.revision)], wide: [] }
}

function imagesOf(containers: readonly Container[] | undefined): readonly string[] {
  const list = containers ?? []
  return [list.map(({ name }) => name).join(','), list.map(({ image }) => image ?? '').join(',')]
}

function selectorOf(selector: LabelSelector | undefined): string {
  return selector === undefined ? '<none>' : formatLabelSelector(selector)
}

function epochOf(time: string | null | undefined): number | undefined {
  return typeof time === 'string' ? parseTime(time) : undefined
}
