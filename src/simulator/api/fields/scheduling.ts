// Where a Pod may run: selectors, affinity, tolerations, spread, gates.
// Tables only; rules live in validation/.
//
// @source k8s.io/api core/v1 types.go: names, types and tags

import { always, int32, int64, list, named, omitEmpty, pointer, string, struct } from './field-table.ts'
import type { ObjectOf } from './field-table.ts'
import { labelSelector } from './meta.ts'

export const nodeSelectorRequirement = struct('v1.NodeSelectorRequirement', {
  key: always(string),
  operator: always(named('v1.NodeSelectorOperator')),
  values: omitEmpty(list(string)),
})
export interface NodeSelectorRequirement extends ObjectOf<typeof nodeSelectorRequirement> {}

export const nodeSelectorTerm = struct('v1.NodeSelectorTerm', {
  matchExpressions: omitEmpty(list(nodeSelectorRequirement)),
  matchFields: omitEmpty(list(nodeSelectorRequirement)),
})
export interface NodeSelectorTerm extends ObjectOf<typeof nodeSelectorTerm> {}

export const nodeSelector = struct('v1.NodeSelector', {
  nodeSelectorTerms: always(list(nodeSelectorTerm)),
})
export interface NodeSelector extends ObjectOf<typeof nodeSelector> {}

export const preferredSchedulingTerm = struct('v1.PreferredSchedulingTerm', {
  weight: always(int32),
  preference: always(nodeSelectorTerm),
})
export interface PreferredSchedulingTerm extends ObjectOf<typeof preferredSchedulingTerm> {}

export const nodeAffinity = struct('v1.NodeAffinity', {
  requiredDuringSchedulingIgnoredDuringExecution: pointer(nodeSelector),
  preferredDuringSchedulingIgnoredDuringExecution: omitEmpty(list(preferredSchedulingTerm)),
})
export interface NodeAffinity extends ObjectOf<typeof nodeAffinity> {}

export const podAffinityTerm = struct('v1.PodAffinityTerm', {
  labelSelector: pointer(labelSelector),
  namespaces: omitEmpty(list(string)),
  topologyKey: always(string),
  namespaceSelector: pointer(labelSelector),
  matchLabelKeys: omitEmpty(list(string)),
  mismatchLabelKeys: omitEmpty(list(string)),
})
export interface PodAffinityTerm extends ObjectOf<typeof podAffinityTerm> {}

export const weightedPodAffinityTerm = struct('v1.WeightedPodAffinityTerm', {
  weight: always(int32),
  podAffinityTerm: always(podAffinityTerm),
})
export interface WeightedPodAffinityTerm extends ObjectOf<typeof weightedPodAffinityTerm> {}

export const podAffinity = struct('v1.PodAffinity', {
  requiredDuringSchedulingIgnoredDuringExecution: omitEmpty(list(podAffinityTerm)),
  preferredDuringSchedulingIgnoredDuringExecution: omitEmpty(list(weightedPodAffinityTerm)),
})
export interface PodAffinity extends ObjectOf<typeof podAffinity> {}

export const podAntiAffinity = struct('v1.PodAntiAffinity', {
  requiredDuringSchedulingIgnoredDuringExecution: omitEmpty(list(podAffinityTerm)),
  preferredDuringSchedulingIgnoredDuringExecution: omitEmpty(list(weightedPodAffinityTerm)),
})
export interface PodAntiAffinity extends ObjectOf<typeof podAntiAffinity> {}

export const affinity = struct('v1.Affinity', {
  nodeAffinity: pointer(nodeAffinity),
  podAffinity: pointer(podAffinity),
  podAntiAffinity: pointer(podAntiAffinity),
})
export interface Affinity extends ObjectOf<typeof affinity> {}

export const toleration = struct('v1.Toleration', {
  key: omitEmpty(string),
  operator: omitEmpty(named('v1.TolerationOperator')),
  value: omitEmpty(string),
  effect: omitEmpty(named('v1.TaintEffect')),
  tolerationSeconds: pointer(int64),
})
export interface Toleration extends ObjectOf<typeof toleration> {}

export const topologySpreadConstraint = struct('v1.TopologySpreadConstraint', {
  maxSkew: always(int32),
  topologyKey: always(string),
  whenUnsatisfiable: always(named('v1.UnsatisfiableConstraintAction')),
  labelSelector: pointer(labelSelector),
  minDomains: pointer(int32),
  nodeAffinityPolicy: pointer(named('v1.NodeInclusionPolicy')),
  nodeTaintsPolicy: pointer(named('v1.NodeInclusionPolicy')),
  matchLabelKeys: omitEmpty(list(string)),
})
export interface TopologySpreadConstraint extends ObjectOf<typeof topologySpreadConstraint> {}

export const podSchedulingGate = struct('v1.PodSchedulingGate', {
  name: always(string),
})
export interface PodSchedulingGate extends ObjectOf<typeof podSchedulingGate> {}

export const podSchedulingGroup = struct('v1.PodSchedulingGroup', {
  podGroupName: pointer(string),
})
export interface PodSchedulingGroup extends ObjectOf<typeof podSchedulingGroup> {}
