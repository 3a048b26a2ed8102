// The API's client side: what controllers, the scheduler, the kubelet and kubectl may say to the API server, and what they hear.
// They all meet only here, as in a real cluster.

import type { JsonValue } from '../base/json.ts'
import type { ApiStatus } from './status.ts'
import type { ApiObject, ObjectByKind, ObjectKey, ObjectReference } from './objects.ts'
import type { Kind } from './kinds.ts'

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore'
export type PatchType = 'strategic' | 'merge' | 'json' | 'apply'
export type PropagationPolicy = 'Background' | 'Foreground' | 'Orphan'
export type Subresource = 'status' | 'scale' | 'binding' | 'eviction'

interface RequestBase {
  /** Who writes, as in managedFields: `kubectl-client-side-apply`, `kube-controller-manager`, `kubelet`. */
  readonly fieldManager?: string
  readonly dryRun?: boolean
  readonly fieldValidation?: FieldValidation
}

/** One HTTP request, without HTTP. `body` is JSON as the client sent it, keys in the order sent. */
export type ApiRequest =
  | (RequestBase & { readonly verb: 'create'; readonly kind: Kind; readonly namespace: string; readonly body: JsonValue })
  | (RequestBase & {
      readonly verb: 'update'
      readonly kind: Kind
      readonly key: ObjectKey
      readonly subresource?: Subresource
      readonly body: JsonValue
    })
  | (RequestBase & {
      readonly verb: 'patch'
      readonly kind: Kind
      readonly key: ObjectKey
      readonly subresource?: Subresource
      readonly patchType: PatchType
      readonly body: JsonValue
      /** Server-side apply: take over fields of other managers. */
      readonly force?: boolean
    })
  | (RequestBase & {
      readonly verb: 'delete'
      readonly kind: Kind
      readonly key: ObjectKey
      readonly gracePeriodSeconds?: number
      readonly propagationPolicy?: PropagationPolicy
      readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string }
    })
  | (RequestBase & { readonly verb: 'get'; readonly kind: Kind; readonly key: ObjectKey; readonly subresource?: Subresource })
  | (RequestBase & {
      readonly verb: 'list'
      readonly kind: Kind
      /** '' lists all namespaces. */
      readonly namespace: string
      readonly labelSelector?: string
      readonly fieldSelector?: string
    })
  /**
   * A write by a component of the cluster itself, already in stored form: decoding, defaulting and validation are skipped, optimistic
   * locking and watch are not. Controllers and the kubelet use it for status and for objects they own.
   */
  | (RequestBase & { readonly verb: 'write'; readonly object: ApiObject; readonly subresource?: Subresource })

export type ApiResponse =
  | { readonly ok: true; readonly code: 200 | 201 | 202; readonly object: ApiObject; readonly warnings: readonly string[] }
  | {
      readonly ok: true
      readonly code: 200
      readonly objects: readonly ApiObject[]
      readonly resourceVersion: string
      readonly warnings: readonly string[]
    }
  | { readonly ok: false; readonly status: ApiStatus; readonly warnings: readonly string[] }

/** What somebody wants to hear of, and what they know already. */
export interface WatchRequest {
  readonly kind: Kind
  /** '' watches all namespaces. */
  readonly namespace: string
  readonly labelSelector?: string
  readonly fieldSelector?: string
  /** Of the last write that is known. */
  readonly resourceVersion: number
}

export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly object: ApiObject
  /** What the object was before; undefined for ADDED. */
  readonly previous: ApiObject | undefined
}

/** What a component knows of the API: an informer's store. Reads are cheap; objects are shared, never copied. */
export interface ApiView {
  get<K extends Kind>(kind: K, key: ObjectKey): ObjectByKind[K] | undefined
  /** Ordered by namespace, then name. '' lists all namespaces. */
  list<K extends Kind>(kind: K, namespace: string): readonly ObjectByKind[K][]
  /** Objects of `kind` whose controller owner has this uid, ordered by name; for '', Pods, ReplicaSets and revisions without one. */
  ownedBy<K extends Kind>(kind: K, ownerUid: string): readonly ObjectByKind[K][]
  /** Objects of any kind that name this uid among their owners, controlling or not. */
  dependentsOf(ownerUid: string): readonly ApiObject[]
  /** Pods bound to a node, or for '' to none so far, ordered by namespace, then name. */
  podsOnNode(nodeName: string): readonly ObjectByKind['Pod'][]
  podCountOn(nodeName: string): number
}

/** A Kubernetes Event that a component wants recorded; the recorder aggregates repeats. */
export interface EventDraft {
  readonly regarding: ObjectReference & {
    readonly uid: string
    readonly fieldPath?: string
    readonly apiVersion?: string
    readonly resourceVersion?: string
  }
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  /** `deployment-controller`, `kubelet`, … */
  readonly component: string
  /** The node, for kubelet events. */
  readonly host?: string
  /** What the component was doing, of components that write through events.k8s.io: their Events have no count. */
  readonly action?: string
}
