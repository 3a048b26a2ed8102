// Kinds that only the cluster itself writes are asked for good metadata and no more.

import { kindInfo } from '../api/kinds.ts'
import type { ApiObject } from '../api/objects.ts'
import { validateMetadata, validateMetadataUpdate } from './metadata.ts'
import { subdomainProblems } from './names.ts'
import type { KindRules } from './rules.ts'

export const METADATA_ONLY: KindRules<ApiObject> = {
  create: (object, errors) => {
    validateMetadata(object.metadata, kindInfo(object.kind).namespaced, subdomainProblems, errors)
  },
  update: (object, old, errors) => {
    validateMetadataUpdate(object.metadata, old.metadata, errors)
  },
}
