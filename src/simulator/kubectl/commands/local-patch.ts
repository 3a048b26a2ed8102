// Patches that kubectl makes itself, without a server: `patch --local` and `--dry-run=client`.
// @source k8s.io/kubectl pkg/cmd/patch/patch.go getPatchedJSON

import type { PatchType } from '../../api/client.ts'
import { TABLE_BY_KIND } from '../../api/objects.ts'
import { PatchProblem, mergeObjects } from '../../api/strategic-merge/merge.ts'
import { applyOperations, mergePatch, readOperations } from '../../apiserver/registry/json-patch.ts'
import type { JsonObject, JsonValue } from '../../base/json.ts'
import { isJsonObject } from '../../base/json.ts'
import type { MutableObject } from '../../base/mutable-json.ts'
import { copyJson, isMutableObject } from '../../base/mutable-json.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import type { ObjectInfo } from '../resource/info.ts'

export function patchLocally({ object, info }: ObjectInfo, patchType: PatchType, patch: JsonValue): Result<JsonObject, string> {
  const draft = asDraft(object)
  if (patchType === 'json') {
    const operations = readOperations(patch)
    if (!operations.ok) return operations
    const patched = applyOperations(draft, operations.value)
    if (patched.ok) return patched
    const [, key] = /doc is missing key: ([^ ]*)/.exec(patched.problem) ?? []
    return failure(key === undefined ? patched.problem : `Object to be patched is missing field (${key})`)
  }
  if (!isJsonObject(patch)) return failure(patchType === 'merge' ? 'Invalid JSON Patch' : 'invalid JSON document')
  if (patchType === 'merge') return success(mergePatch(draft, asDraft(patch)))
  try {
    return success(mergeObjects(draft, asDraft(patch), TABLE_BY_KIND[info.kind], { act: true, dropUnmatchedNulls: true }))
  } catch (thrown) {
    if (thrown instanceof PatchProblem) return failure(thrown.message)
    throw thrown
  }
}

function asDraft(value: JsonValue): MutableObject {
  const copy = copyJson(value)
  return isMutableObject(copy) ? copy : {}
}
