// The API server: one request in, one answer out, and what watchers hear of it.

import type { ApiRequest } from '../api/client.ts'
import type { Parts } from '../base/parts.ts'
import { PartsInUse } from '../base/parts.ts'
import { validationWith } from '../validation/index.ts'
import type { ApiServer } from './contract.ts'
import { refusal } from './refusal.ts'
import type { Outcome, RequestContext, RequestOf, ServerParts } from './server-parts.ts'
import { create } from './registry/create.ts'
import { remove } from './registry/delete.ts'
import { createNextOfSeries, noteSeries } from './registry/pod-series.ts'
import { get, list, watch } from './registry/read.ts'
import { refuse } from './registry/outcomes.ts'
import { write } from './registry/trusted-write.ts'
import { update } from './registry/update.ts'
import type { ApiServerState } from './store.ts'
import { EMPTY_STATE, StateView } from './store.ts'

export type { ApiServer } from './contract.ts'
export type { ServerPartName } from './server-parts.ts'
export type { ApiServerState } from './store.ts'

/** What a request gets that lacks something: nobody is to read it. */
const UNANSWERED = refusal(503, 'ServiceUnavailable', 'parts of the API server are missing')

/** @param available  The parts that are there. */
export function createApiServer(available: Parts): ApiServer<ApiServerState> {
  return {
    create: () => EMPTY_STATE,
    handle: (state, request, moment) => {
      if (request.verb === 'write') return { ...write({ state, moment }, request), lacks: [] }
      const parts = new PartsInUse<ServerParts>(available)
      const context: RequestContext = { state, moment, parts, validation: validationWith(parts) }
      const outcome = dispatch(context, request)
      const { lacks } = parts
      if (request.verb === 'create' && lacks.length === 0) noteSeries(context, request, outcome)
      return { ...(lacks.length === 0 ? outcome : refuse(context, UNANSWERED)), lacks }
    },
    view: (state) => new StateView(state),
    watch: (state, request) => watch(state, request, new PartsInUse<ServerParts>(available)),
  }
}

function dispatch(context: RequestContext, request: Exclude<ApiRequest, RequestOf<'write'>>): Outcome {
  if ((request.verb === 'update' || request.verb === 'patch') && request.subresource === 'scale')
    return context.parts.find('subresources')?.writeScale(context, request) ?? refuse(context, UNANSWERED)
  switch (request.verb) {
    case 'create':
      return createNextOfSeries(context, request) ?? create(context, request)
    case 'update':
      return update(context, request)
    case 'patch':
      return context.parts.find('patches')?.patch(context, request) ?? refuse(context, UNANSWERED)
    case 'delete':
      return remove(context, request)
    case 'get':
      return get(context, request)
    case 'list':
      return list(context, request)
  }
}
