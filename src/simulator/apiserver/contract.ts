// The door of the API server, as the cluster and kubectl see it. It does not know who calls it.

import type { ApiRequest, ApiView, WatchEvent, WatchRequest } from '../api/client.ts'
import type { Moment } from '../api/component.ts'
import type { Outcome, ServerPartName } from './server-parts.ts'

export interface Handled<State> extends Outcome<State> {
  /** Parts that the answer needs and that are not there. If there are any, the state is the same one and the response means nothing. */
  readonly lacks: readonly ServerPartName[]
}

export interface ApiServer<State> {
  create(moment: Moment): State
  handle(state: State, request: ApiRequest, moment: Moment): Handled<State>
  view(state: State): ApiView
  /** What was written after a version, oldest first; undefined when that is too long ago to be known: then the objects are listed again. */
  watch(state: State, request: WatchRequest): readonly WatchEvent[] | undefined
}
