// Revisions of a template, kept as ControllerRevisions: what StatefulSets and DaemonSets roll back to.
// @source pkg/controller/history/controller_history.go, pkg/controller/daemon/update.go constructHistory

import type { IntendedRequest } from '../api/component.ts'
import type { PodTemplateSpec } from '../api/fields/pod.ts'
import type { ControllerRevision, DaemonSet, StatefulSet } from '../api/fields/workload.ts'
import { isDeepEqual } from '../base/deep-equal.ts'
import { goJson } from '../base/go-json.ts'
import type { JsonValue } from '../base/json.ts'
import { asJson } from '../base/json.ts'
import { hashBytesOldWay } from '../base/random.ts'
import { encodeUtf8 } from '../base/utf8.ts'
import { MANAGER } from './pod-control.ts'
import { controllerReference } from './ownership.ts'
import { safeDigits, templateHash } from './pod-template.ts'

/** Pods carry the revision they were made of below this label. */
export const REVISION_HASH_LABEL = 'controller-revision-hash'

export interface History {
  /** The revision of the present template. */
  readonly update: ControllerRevision
  /** All revisions, the present one included, lowest first. */
  readonly all: readonly ControllerRevision[]
  /** What has to be written so that it is true. */
  readonly requests: readonly IntendedRequest[]
  /** How often a new revision met its name taken, so far. */
  readonly collisionCount: number | undefined
}

/** How the revisions of a kind are told apart. */
export interface RevisionNaming {
  /** Revisions carry their hash below it. */
  readonly label: string
  hashOf(template: PodTemplateSpec, collisionCount: number | undefined): string
  /** Whose hash the label tells when the first name was taken: that of the name, or still that of the first. */
  readonly labelled: 'first' | 'last'
}

/** @source pkg/controller/daemon/update.go snapshot */
export const DAEMON_REVISIONS: RevisionNaming = { label: REVISION_HASH_LABEL, hashOf: templateHash, labelled: 'last' }

/** The bytes of the patch, and the count in digits behind them. @source HashControllerRevision */
export const STATEFUL_REVISIONS: RevisionNaming = {
  label: 'controller.kubernetes.io/hash',
  hashOf: (template, collisionCount = 0) => safeDigits(hashBytesOldWay(encodeUtf8(goJson(dataOf(template)) + String(collisionCount)))),
  labelled: 'first',
}

/** @param existing  The revision of a name, whoever owns it. */
export function historyOf(
  set: StatefulSet | DaemonSet,
  naming: RevisionNaming,
  known: readonly ControllerRevision[],
  existing: (name: string) => ControllerRevision | undefined,
): History {
  const { collisionCount } = set.status
  const sorted = sortRevisions(known)
  const next = (sorted.at(-1)?.revision ?? 0) + 1
  const data = dataOf(set.spec.template)
  const equal = sorted.findLast((each) => isDeepEqual(each.data, data))
  if (equal === undefined) {
    const { update, collisions } = freeRevision(set, naming, next, existing)
    return { update, all: [...sorted, update], requests: [writing(update)], collisionCount: collisions }
  }
  if (equal === sorted.at(-1)) return { update: equal, all: sorted, requests: [], collisionCount }
  // Going back makes an old revision the newest.
  const update = { ...equal, revision: next }
  return { update, all: [...sorted.filter((each) => each !== equal), update], requests: [writing(update)], collisionCount }
}

/** Revisions beyond the limit that nobody uses, lowest first. */
export function surplusRevisions(all: readonly ControllerRevision[], live: ReadonlySet<string>, limit: number): readonly IntendedRequest[] {
  const idle = all.filter((each) => !live.has(each.metadata.name ?? ''))
  return idle.slice(0, Math.max(0, idle.length - limit)).map(({ metadata }) => ({
    request: { verb: 'delete', kind: 'ControllerRevision', key: { namespace: metadata.namespace ?? '', name: metadata.name ?? '' } },
  }))
}

/** The template that a revision holds; the set's own where it holds none. */
export function templateOf(revision: ControllerRevision, set: StatefulSet | DaemonSet): PodTemplateSpec {
  return isDeepEqual(revision.data, dataOf(set.spec.template)) ? set.spec.template : (storedTemplate(revision.data) ?? set.spec.template)
}

function storedTemplate(data: unknown): PodTemplateSpec | undefined {
  const template = memberOf(memberOf(data, 'spec'), 'template')
  if (!isTemplate(template)) return undefined
  return { metadata: template.metadata, spec: template.spec }
}

/** Revisions hold what this file wrote: a template that was stored with its set. */
function isTemplate(value: unknown): value is PodTemplateSpec {
  return typeof value === 'object' && value !== null && 'metadata' in value && 'spec' in value
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined
}

/** A strategic merge patch that brings the template back. */
function dataOf(template: PodTemplateSpec): JsonValue {
  return { spec: { template: asJson({ ...template, $patch: 'replace' }) } }
}

interface FreeRevision {
  readonly update: ControllerRevision
  readonly collisions: number | undefined
}

/** Somebody may have the name: with the next count the hash is another. */
function freeRevision(
  set: StatefulSet | DaemonSet,
  naming: RevisionNaming,
  revision: number,
  existing: (name: string) => ControllerRevision | undefined,
): FreeRevision {
  let collisions = set.status.collisionCount
  for (;;) {
    const update = newRevision(set, naming, revision, collisions)
    if (existing(update.metadata.name ?? '') === undefined) return { update, collisions }
    collisions = (collisions ?? 0) + 1
  }
}

function newRevision(
  set: StatefulSet | DaemonSet,
  naming: RevisionNaming,
  revision: number,
  collisionCount: number | undefined,
): ControllerRevision {
  const hash = naming.hashOf(set.spec.template, collisionCount)
  const told = naming.labelled === 'last' ? hash : naming.hashOf(set.spec.template, set.status.collisionCount)
  return {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${set.metadata.name ?? ''}-${hash}`,
      namespace: set.metadata.namespace ?? '',
      labels: { ...set.spec.template.metadata.labels, [naming.label]: told },
      ...(set.metadata.annotations === undefined ? {} : { annotations: set.metadata.annotations }),
      ownerReferences: [controllerReference(set)],
    },
    data: dataOf(set.spec.template),
    revision,
  }
}

function sortRevisions(revisions: readonly ControllerRevision[]): readonly ControllerRevision[] {
  return [...revisions].sort((a, b) => a.revision - b.revision || ((a.metadata.name ?? '') < (b.metadata.name ?? '') ? -1 : 1))
}

function writing(object: ControllerRevision): IntendedRequest {
  return { request: { verb: 'write', object, fieldManager: MANAGER } }
}
