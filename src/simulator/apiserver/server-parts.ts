// The parts of the API server that are not always there: what few manifests need, and what changes objects. parts/ holds them, each a module of
// its own. A request that lacks some is not answered: `lacks` says which, and it is made again when they have come.

import type { FieldError } from '../api/field-error.ts'
import type { Kind } from '../api/kinds.ts'
import type { ApiObject } from '../api/objects.ts'
import type { ApiStatus } from '../api/status.ts'
import type { Part, PartFinder } from '../base/parts.ts'
import type { Result } from '../base/result.ts'
import type { RuleFinder, RuleParts } from '../validation/rare-rules.ts'
import type { Draft, DraftValue } from './decode/decoder.ts'
import type { StrategiesPart } from './registry/kind-strategy.ts'
import type { Outcome, RequestContext, RequestOf } from './registry/request-context.ts'
import type { Selectors, Selects } from './registry/selection.ts'

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
