// The API server: one request in, one answer out, and what watchers hear of it.

import type { ApiRequest } from '../api/client.ts'
import { validation } from '../validation/index.ts'
import type { ApiServer } from './contract.ts'
import { create } from './registry/create.ts'
import { remove } from './registry/delete.ts'
import { patch } from './registry/patch.ts'
import { get, list, watch } from './registry/read.ts'
import type { Outcome, RequestContext } from './registry/request-context.ts'
import { write } from './registry/trusted-write.ts'
import { update } from './registry/update.ts'
import type { ApiServerState } from './store.ts'
import { EMPTY_STATE, viewState } from './store.ts'

export type { ApiServerState } from './store.ts'

export const apiServer: ApiServer<ApiServerState> = {
  create: () => EMPTY_STATE,
  handle: (state, request, moment) => dispatch({ state, moment, validation }, request),
  view: viewState,
  watch,
}

function dispatch(context: RequestContext, request: ApiRequest): Outcome {
  switch (request.verb) {
    case 'create':
      return create(context, request)
    case 'update':
      return update(context, request)
    case 'patch':
      return patch(context, request)
    case 'delete':
      return remove(context, request)
    case 'get':
      return get(context, request)
    case 'list':
      return list(context, request)
    case 'write':
      return write(context, request)
  }
}
