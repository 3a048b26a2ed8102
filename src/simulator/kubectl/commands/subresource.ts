// `--subresource`: the part of an object that a request is about.
// @source k8s.io/kubectl pkg/cmd/util/helpers.go AddSubresourceFlags

import type { Subresource } from '../../api/client.ts'
import type { Kind } from '../../api/kinds.ts'
import { TABLE_BY_KIND } from '../../api/objects.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import type { Call } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import type { Failure } from '../failure.ts'
import { NO_SUCH_RESOURCE, plainError } from '../failure.ts'
import { isScaled } from '../../api/scaled.ts'

export const SUBRESOURCE_FLAG = flag('subresource', 'string', '', 'The part of the object that is meant: status or scale.')

/** Whether objects of the kind have the part: a status, or a number of replicas. */
export function hasSubresource(kind: Kind, subresource: Subresource | undefined): boolean {
  if (subresource === undefined) return true
  return subresource === 'scale' ? isScaled(kind) : 'status' in TABLE_BY_KIND[kind].fields
}

export function subresourceOf({ flags }: Call): Result<Subresource | undefined, Failure> {
  const name = flags.text('subresource')
  switch (name) {
    case '':
      return success(undefined)
    case 'status':
    case 'scale':
      return success(name)
    case 'resize':
      return failure(
        plainError(
          '--subresource=resize is not supported in this simulated cluster: change resources in the template, and Pods are replaced',
        ),
      )
    default:
      return failure(NO_SUCH_RESOURCE)
  }
}
