// `kubectl get --subresource`: what is asked for in place of the object.
// @source k8s.io/kubectl pkg/cmd/get/get.go Run; cli-runtime pkg/resource/builder.go

import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import type { Call } from '../../command/command.ts'
import type { Failure } from '../../failure.ts'
import { NO_SUCH_RESOURCE, plainError } from '../../failure.ts'
import type { Fetched } from '../../resource/fetch.ts'
import { scaleOf } from '../scale-object.ts'
import { hasSubresource, subresourceOf } from '../subresource.ts'

/** What was fetched with those parts in place of the objects; the status comes with the object that it is part of. */
export function inPlace(call: Call, fetched: Fetched): Result<Fetched, Failure> {
  if (call.flags.text('subresource') === '') return success(fetched)
  if (fetched.listed) return failure(plainError('subresource cannot be used when bulk resources are specified'))
  const subresource = subresourceOf(call)
  if (!subresource.ok) return subresource
  if (!fetched.kinds.every(({ kind }) => hasSubresource(kind, subresource.value))) return failure(NO_SUCH_RESOURCE)
  if (subresource.value !== 'scale') return success(fetched)
  const infos = fetched.infos.map((each) => {
    const { info, namespace, name } = each
    const object = call.runtime.view.get(info.kind, { namespace, name })
    return object === undefined ? each : { ...each, object: scaleOf(object) }
  })
  return success({ ...fetched, infos })
}
