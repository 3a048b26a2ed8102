// The order in which a build is printed: by kind, unless sortOptions says otherwise.
//
// @source sigs.k8s.io/kustomize api/internal/builtins SortOrderTransformer.go; api/krusty kustomizer.go applySortOrder

import { compareBytes } from '../../base/go-json.ts'
import { BuildProblem } from './build-problem.ts'
import type { SortOptions } from './kustomization-fields.ts'
import type { Resource } from './resource.ts'
import { currentId } from './resource.ts'
import type { Gvk, ResourceId } from './resource-id.ts'
import { gvkText, sameGvk } from './resource-id.ts'

const FIRST = [
  'Namespace',
  'ResourceQuota',
  'StorageClass',
  'CustomResourceDefinition',
  'ServiceAccount',
  'PodSecurityPolicy',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ConfigMap',
  'Secret',
  'Endpoints',
  'Service',
  'LimitRange',
  'PriorityClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Deployment',
  'StatefulSet',
  'CronJob',
  'PodDisruptionBudget',
]
const LAST = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']

export function inOrder(resources: readonly Resource[], options: SortOptions | undefined): readonly Resource[] {
  const order = options === undefined ? 'legacy' : (options.order ?? '')
  if (order !== 'legacy' && order !== 'fifo') throw new BuildProblem("the field 'sortOptions.order' must be one of [fifo, legacy]")
  const lists = options?.legacySortOptions
  if (order === 'fifo') {
    if (lists === undefined) return resources
    throw new BuildProblem("the field 'sortOptions.legacySortOptions' is set but the selected sort order is 'fifo', not 'legacy'")
  }
  const ranks = ranksOf(lists?.orderFirst ?? (lists === undefined ? FIRST : []), lists?.orderLast ?? (lists === undefined ? LAST : []))
  return resources
    .map((resource) => ({ resource, id: currentId(resource) }))
    .sort((a, b) => compare(a.id, b.id, ranks))
    .map(({ resource }) => resource)
}

function ranksOf(first: readonly string[], last: readonly string[]): ReadonlyMap<string, number> {
  return new Map([
    ...first.map((kind, index) => [kind, index - first.length] as const),
    ...last.map((kind, index) => [kind, index + 1] as const),
  ])
}

function compare(a: ResourceId, b: ResourceId, ranks: ReadonlyMap<string, number>): number {
  if (sameGvk(a, b)) return compareBytes(idSortText(a), idSortText(b))
  const byRank = (ranks.get(a.kind) ?? 0) - (ranks.get(b.kind) ?? 0)
  if (byRank !== 0) return byRank
  const byText = compareBytes(gvkSortText(a), gvkSortText(b))
  return a.kind === 'Namespace' && b.kind === 'Namespace' && (a.group === '' || b.group === '') ? -byText : byText
}

function gvkSortText({ group, version, kind }: Gvk): string {
  return `${group || '~G'}_${version || '~V'}_${kind || '~K'}`
}

function idSortText(id: ResourceId): string {
  return `${gvkText(id)}|${id.namespace || '~X'}|${id.name || '~N'}`
}
