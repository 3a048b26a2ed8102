// What the registry and the parts of the API server that are not always there are to each other. Such parts hold what few manifests need, and what
// changes objects; parts/ has them, each a module of its own. A request that lacks some is not answered: `lacks` says which, and it is made
// again when they have come.

import type { ApiRequest, ApiResponse, WatchEvent } from '../api/client.ts'
import type { Moment } from '../api/component.ts'
import type { FieldError } from '../api/field-error.ts'
import type { Kind } from '../api/kinds.ts'
import type { ApiObject } from '../api/objects.ts'
import type { ApiStatus } from '../api/status.ts'
import type { Part, PartFinder } from '../base/parts.ts'
import type { Result } from '../base/result.ts'
import type { Validation } from '../validation/contract.ts'
import type { RuleFinder, RuleParts } from '../validation/rules.ts'
import type { Draft, DraftValue } from './decode/decoder.ts'
import type { DefaultRules } from './defaults/draft-field.ts'
import type { Selectors, Selects } from './registry/selection.ts'
import type { ApiServerState } from './store.ts'

export type RequestOf<V extends ApiRequest['verb']> = Extract<ApiRequest, { verb: V }>

/** All that a request needs which no rule is asked about. */
export interface StoreContext {
  readonly state: ApiServerState
  readonly moment: Moment
}

export interface RequestContext extends StoreContext {
  readonly validation: Validation
  /** Where those parts are found that are not always there. */
  readonly parts: PartFinder<ServerParts>
}

/** The outcome of one request: a new state (the same one after a refusal, a read or a dry run), the answer, and what watchers hear. */
export interface Outcome<State = ApiServerState> {
  readonly state: State
  readonly response: ApiResponse
  readonly changes: readonly WatchEvent[]
}

/** A new object, or one that replaces another. */
export interface Arrival {
  readonly draft: Draft
  readonly old: Draft | undefined
  readonly context: RequestContext
  readonly isDryRun: boolean
}

/**
 * What the registry of one kind does to its objects beyond what is done to all. Few kinds need any of it; those of rare kinds come with their part.
 * Drafts are changed in place.
 * @source pkg/registry strategy.go of each kind
 */
export interface KindStrategy {
  /** What reading an object of this version does beyond decoding it. @returns Go's words for what can't be read */
  convert?(draft: Draft): string | undefined
  prepareForCreate?(arrival: Arrival): void
  /** @param spec  As it will be stored. */
  prepareForUpdate?(draft: Draft, old: Draft, spec: Draft): void
  /** All that stands against an object, given what its rules have against it. May give the draft what only the cluster has. */
  problems?(arrival: Arrival, errors: readonly FieldError[]): readonly FieldError[]
  /** What is stored is defaulted again when it is read. */
  settleStored?(draft: Draft): void
}

/** What a part brings for its kinds, beside their rules. */
export interface StrategiesPart extends Part {
  readonly strategies: Readonly<Partial<Record<Kind, KindStrategy>>>
  readonly defaults: DefaultRules
}

export interface ServerParts extends RuleParts {
  readonly selectors: Part<'selectors'> & {
    readonly read: (kind: Kind, selectors: Selectors) => Result<Selects, string>
  }
  /** Writes to a part of an object alone: its status, its number of replicas. */
  readonly subresources: Part<'subresources'> & {
    readonly writeScale: (context: RequestContext, request: RequestOf<'update' | 'patch'>) => Outcome
    /** Takes back all but the status. Changes the draft in place. */
    readonly settleStatus: (kind: Kind, draft: Draft, old: Draft, parts: PartFinder<ServerParts>) => void
    readonly statusErrors: (object: ApiObject, old: ApiObject, rare: RuleFinder) => readonly FieldError[]
  }
  readonly 'pod-fields': RuleParts['pod-fields'] & {
    /** Before a Pod is validated, and once nothing else stands against it. */
    readonly admitRuntimeClass: (pod: Draft) => ApiStatus | undefined
    readonly rejectOverhead: (pod: Draft) => ApiStatus | undefined
  }
  readonly services: RuleParts['services'] & StrategiesPart
  readonly sets: RuleParts['sets'] & StrategiesPart
  readonly batch: RuleParts['batch'] & StrategiesPart
  readonly patches: RuleParts['patches'] & {
    /** @param stored  Of the object that is replaced; undefined for a create. */
    readonly settleManagers: (metadata: Draft, stored: DraftValue | undefined) => void
    readonly patch: (context: RequestContext, request: RequestOf<'patch'>) => Outcome
  }
}

export type ServerPartName = keyof ServerParts

export type ServerPart = ServerParts[ServerPartName]
