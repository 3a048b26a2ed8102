// `metav1.Status`: how the API server refuses a request. Vocabulary and rendering, no rules.

export type StatusReason =
  | 'BadRequest'
  | 'Unauthorized'
  | 'Forbidden'
  | 'NotFound'
  | 'AlreadyExists'
  | 'Conflict'
  | 'Gone'
  | 'Invalid'
  | 'MethodNotAllowed'
  | 'NotAcceptable'
  | 'UnsupportedMediaType'
  | 'RequestEntityTooLarge'
  | 'TooManyRequests'
  | 'Timeout'
  | 'Expired'
  | 'InternalError'
  | 'ServiceUnavailable'
  | 'Unknown'

/** Why nothing can be made in a namespace that is to go. @source api/core/v1 NamespaceTerminatingCause */
export const TERMINATING_CAUSE = 'NamespaceTerminating'

/** Whether this refusal came because the namespace is to go. */
export function isOfTerminatingNamespace({ details }: Pick<ApiStatus, 'details'>): boolean {
  return details?.causes?.some(({ reason }) => reason === TERMINATING_CAUSE) === true
}

/** One field's trouble inside a Status. `field` is a printed FieldPath. */
export interface StatusCause {
  readonly reason: string
  readonly message: string
  readonly field: string
}

export interface StatusDetails {
  readonly name?: string
  readonly group?: string
  /** Kind for 422, resource name for 404 and 409: as upstream. */
  readonly kind?: string
  readonly uid?: string
  readonly causes?: readonly StatusCause[]
  readonly retryAfterSeconds?: number
}

/** A refused request. `code` is the HTTP status. */
export interface ApiStatus {
  readonly status: 'Failure'
  readonly code: number
  readonly reason: StatusReason
  readonly message: string
  readonly details?: StatusDetails
}
