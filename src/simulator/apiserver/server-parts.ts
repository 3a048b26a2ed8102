// The parts of the API server that are not always there: what few manifests need, and what changes objects. parts/ holds them, each a module of
// its own. A request that lacks some is not answered: `lacks` says which, and it is made again when they have come.

import type { RuleParts } from '../validation/rare-rules.ts'
import type { Outcome, RequestContext, RequestOf } from './registry/request-context.ts'

export interface ServerParts extends RuleParts {
  readonly patches: RuleParts['patches'] & {
    readonly patch: (context: RequestContext, request: RequestOf<'patch'>) => Outcome
  }
}

export type ServerPartName = keyof ServerParts

export type ServerPart = ServerParts[ServerPartName]
