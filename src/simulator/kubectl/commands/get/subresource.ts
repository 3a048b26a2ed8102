// `kubectl get --subresource`: what is asked for in place of the object.
// @source k8s.io/kubectl pkg/cmd/get/get.go Run; cli-runtime pkg/resource/builder.go
// @simplified Only the status, which comes with the object that it is part of.

import { TABLE_BY_KIND } from '../../../api/objects.ts'
import type { Call } from '../../command/command.ts'
import type { Failure } from '../../failure.ts'
import { plainError } from '../../failure.ts'
import type { Fetched } from '../../resource/fetch.ts'
import { NO_SUCH_SUBRESOURCE, subresourceOf } from '../subresource.ts'

export function subresourceProblem(call: Call, { listed, kinds }: Fetched): Failure | undefined {
  const name = call.flags.text('subresource')
  if (name === '') return undefined
  if (listed) return plainError('subresource cannot be used when bulk resources are specified')
  const subresource = subresourceOf(call)
  if (!subresource.ok) return subresource.problem
  if (name === 'scale')
    return plainError('--subresource=scale is not supported in this simulated cluster: the object itself says how many replicas it has')
  return kinds.every((info) => 'status' in TABLE_BY_KIND[info.kind].fields) ? undefined : NO_SUCH_SUBRESOURCE
}
