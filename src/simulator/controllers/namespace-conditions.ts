// What a namespace that is to go says of its end: what went well, what is left in it, and which finalizers hold that (M-*).
// @source pkg/controller/namespace/deletion/status_condition_utils.go
// @simplified Deleting a namespace never fails on the way: its kinds are always found, and their objects always deleted.

import type { NamespaceCondition } from '../api/fields/core.ts'
import { kindInfo } from '../api/kinds.ts'
import type { ApiObject } from '../api/objects.ts'

type Said = Pick<NamespaceCondition, 'type' | 'status' | 'reason' | 'message'>

function fine(type: string, reason: string, message: string): Said {
  return { type, status: 'False', reason, message }
}

/** In this order, the words for nothing that is wrong. */
const FINE: readonly Said[] = [
  fine('NamespaceDeletionDiscoveryFailure', 'ResourcesDiscovered', 'All resources successfully discovered'),
  fine('NamespaceDeletionGroupVersionParsingFailure', 'ParsedGroupVersions', 'All legacy kube types successfully parsed'),
  fine('NamespaceDeletionContentFailure', 'ContentDeleted', 'All content successfully deleted, may be waiting on finalization'),
  fine('NamespaceContentRemaining', 'ContentRemoved', 'All content successfully removed'),
  fine('NamespaceFinalizersRemaining', 'ContentHasNoFinalizers', 'All content-preserving finalizers finished'),
]

/** @param left  What is still there although it was deleted. */
export function deletionConditions(
  present: readonly NamespaceCondition[],
  left: readonly ApiObject[],
  now: string,
): readonly NamespaceCondition[] {
  const trouble = left.length === 0 ? [] : troubleOf(left)
  return FINE.map((each) => {
    const said = trouble.find(({ type }) => type === each.type) ?? each
    const before = present.find(({ type }) => type === each.type)
    return { ...said, lastTransitionTime: before?.status === said.status ? before.lastTransitionTime : now }
  })
}

function troubleOf(left: readonly ApiObject[]): readonly Said[] {
  const resources = counted(
    left.map(({ kind }) => `${kindInfo(kind).resource}.${kindInfo(kind).group}`),
    'has',
  )
  const finalizers = counted(
    left.flatMap(({ metadata }) => metadata.finalizers ?? []),
    'in',
  )
  return [
    {
      type: 'NamespaceContentRemaining',
      status: 'True',
      reason: 'SomeResourcesRemain',
      message: `Some resources are remaining: ${resources}`,
    },
    {
      type: 'NamespaceFinalizersRemaining',
      status: 'True',
      reason: 'SomeFinalizersRemain',
      message: `Some content in the namespace has finalizers remaining: ${finalizers}`,
    },
  ]
}

function counted(names: readonly string[], verb: string): string {
  return [...new Set(names)]
    .map((name) => `${name} ${verb} ${String(names.filter((each) => each === name).length)} resource instances`)
    .sort()
    .join(', ')
}
