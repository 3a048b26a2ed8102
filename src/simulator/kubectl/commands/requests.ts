// Requests to the API server as commands make them: warnings are printed, refusals become failures.

import type { ApiRequest } from '../../api/client.ts'
import type { ApiObject, ObjectKey } from '../../api/objects.ts'
import type { Kind } from '../../api/kinds.ts'
import type { ApiStatus } from '../../api/status.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import type { Runtime } from '../runtime.ts'

/** One object asked for or written. Each warning is printed once a command. */
export function send(runtime: Runtime, request: ApiRequest): Result<ApiObject, ApiStatus> {
  const response = runtime.request(request)
  for (const warning of response.warnings) runtime.warn(warning)
  if (!response.ok) return failure(response.status)
  if ('object' in response) return success(response.object)
  return failure({ status: 'Failure', code: 500, reason: 'InternalError', message: 'a list was answered where one object was expected' })
}

export function sendList(runtime: Runtime, request: ApiRequest): Result<readonly ApiObject[], ApiStatus> {
  const response = runtime.request(request)
  for (const warning of response.warnings) runtime.warn(warning)
  if (!response.ok) return failure(response.status)
  return success('objects' in response ? response.objects : [response.object])
}

export function getObject(runtime: Runtime, kind: Kind, key: ObjectKey): Result<ApiObject, ApiStatus> {
  return send(runtime, { verb: 'get', kind, key })
}
