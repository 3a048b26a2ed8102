// Where a DaemonSet's Pods belong, and what binds each to its node (WL-2).
// @source pkg/controller/daemon/daemon_controller.go NodeShouldRunDaemonPod, util/daemonset_util.go

import type { Node } from '../../api/fields/node.ts'
import type { Pod, PodSpec, PodTemplateSpec } from '../../api/fields/pod.ts'
import type { Toleration } from '../../api/fields/scheduling.ts'
import type { DaemonSet } from '../../api/fields/workload.ts'
import { selectsNode, untolerated } from '../../api/node-selection.ts'
import { REVISION_HASH_LABEL } from '../history.ts'

const GENERATION_LABEL = 'pod-template-generation'
const GENERATION_ANNOTATION = 'deprecated.daemonset.template.generation'
const NODE_NAME_FIELD = 'metadata.name'

function tolerating(key: string, effect: string): Toleration {
  return { key: `node.kubernetes.io/${key}`, operator: 'Exists', effect }
}

/** What a daemon bears that other Pods do not. */
const DAEMON_TOLERATIONS: readonly Toleration[] = [
  tolerating('not-ready', 'NoExecute'),
  tolerating('unreachable', 'NoExecute'),
  tolerating('disk-pressure', 'NoSchedule'),
  tolerating('memory-pressure', 'NoSchedule'),
  tolerating('pid-pressure', 'NoSchedule'),
  tolerating('unschedulable', 'NoSchedule'),
]
const NETWORK_TOLERATION = tolerating('network-unavailable', 'NoSchedule')

export interface Placement {
  readonly shouldRun: boolean
  /** A Pod that is there already may stay. */
  readonly mayStay: boolean
}

export function placementOn(set: DaemonSet, node: Node): Placement {
  const spec = set.spec.template.spec
  const name = node.metadata.name ?? ''
  const fits = (spec.nodeName === undefined || spec.nodeName === '' || spec.nodeName === name) && selectsNode(spec, node)
  if (!fits) return { shouldRun: false, mayStay: false }
  const tolerations = tolerationsOf(spec)
  const taints = node.spec.taints ?? []
  if (untolerated(tolerations, taints, ['NoSchedule', 'NoExecute']) === undefined) return { shouldRun: true, mayStay: true }
  return { shouldRun: false, mayStay: untolerated(tolerations, taints, ['NoExecute']) === undefined }
}

function tolerationsOf(spec: PodSpec): readonly Toleration[] {
  const added = spec.hostNetwork === true ? [...DAEMON_TOLERATIONS, NETWORK_TOLERATION] : DAEMON_TOLERATIONS
  const own = spec.tolerations ?? []
  // One that is there already is written in its place.
  const kept = own.map((each) => added.find((other) => isSameToleration(each, other)) ?? each)
  return [...kept, ...added.filter((each) => !own.some((other) => isSameToleration(each, other)))]
}

/** @source api/core/v1 Toleration.MatchToleration */
function isSameToleration(left: Toleration, right: Toleration): boolean {
  return left.key === right.key && left.effect === right.effect && left.operator === right.operator && left.value === right.value
}

/** The template of the Pod of one node. */
export function templateFor(set: DaemonSet, nodeName: string, hash: string): PodTemplateSpec {
  const { metadata, spec } = set.spec.template
  const generation = set.metadata.annotations?.[GENERATION_ANNOTATION]
  return {
    metadata: {
      ...metadata,
      labels: {
        ...metadata.labels,
        ...(generation === undefined ? {} : { [GENERATION_LABEL]: generation }),
        [REVISION_HASH_LABEL]: hash,
      },
    },
    spec: { ...spec, affinity: affinityFor(spec, nodeName), tolerations: tolerationsOf(spec) },
  }
}

/** The node's name takes the place of what the affinity required: that was looked at already. */
function affinityFor(spec: PodSpec, nodeName: string): NonNullable<PodSpec['affinity']> {
  const term = { matchFields: [{ key: NODE_NAME_FIELD, operator: 'In', values: [nodeName] }] }
  return {
    ...spec.affinity,
    nodeAffinity: {
      ...spec.affinity?.nodeAffinity,
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] },
    },
  }
}

/** The node a Pod runs on, or is meant for as long as nobody has bound it. */
export function nodeOf({ spec }: Pod): string | undefined {
  if (spec.nodeName !== undefined && spec.nodeName !== '') return spec.nodeName
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
  const [term] = terms
  return terms.length === 1 ? term?.matchFields?.find(({ key }) => key === NODE_NAME_FIELD)?.values?.[0] : undefined
}

/** By its revision, or by the generation of its template: so an adopted Pod may pass for one of a template it is not of. @source IsPodUpdated */
export function isUpdated(set: DaemonSet, pod: Pod, hash: string): boolean {
  const generation = set.metadata.annotations?.[GENERATION_ANNOTATION]
  const { labels } = pod.metadata
  return hasRevision(pod, hash) || (generation !== undefined && labels?.[GENERATION_LABEL] === generation)
}

export function hasRevision({ metadata }: Pod, hash: string): boolean {
  return metadata.labels?.[REVISION_HASH_LABEL] === hash
}
