// Manifests of kinds that are known, at an address that is not served.

import type { Failure } from '../failure.ts'
import { NO_SUCH_RESOURCE } from '../failure.ts'
import type { ObjectInfo } from './info.ts'
import { textOf } from './info.ts'
import { parseGroupVersion } from './mapping.ts'

/**
 * An apiVersion without a version, such as an empty one: kubectl finds the kind, and the API server no resource.
 *
 * @source k8s.io/client-go restmapper, apiserver/pkg/endpoints/request/requestinfo.go
 */
export function unservedFailure({ object, source }: ObjectInfo): Failure | undefined {
  return source !== '' && parseGroupVersion(textOf(object, 'apiVersion'))?.version === '' ? NO_SUCH_RESOURCE : undefined
}
