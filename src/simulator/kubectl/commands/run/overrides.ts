// `--overrides`: a patch of the Pod before it is sent.
// @source k8s.io/kubectl pkg/cmd/util/override_options.go, helpers.go Merge, StrategicMerge, JSONPatch

import { TABLE_BY_KIND } from '../../../api/objects.ts'
import { PatchProblem, mergeObjects } from '../../../api/strategic-merge/merge.ts'
import type { Draft } from '../../../apiserver/decode/decoder.ts'
import { decodeStruct } from '../../../apiserver/decode/decoder.ts'
import { applyOperations, mergePatch, readOperations } from '../../../apiserver/registry/json-patch.ts'
import { goQuote } from '../../../base/go-text.ts'
import type { JsonValue } from '../../../base/json.ts'
import type { MutableObject } from '../../../base/mutable-json.ts'
import { copyJson, isMutableObject } from '../../../base/mutable-json.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import { readManifest } from '../../../yaml/index.ts'

/** The problem is an error text. What the Pod has no field for is dropped in silence. */
export function overridePod(pod: Draft, text: string, type: string): Result<Draft, string> {
  if (text === '') return success(pod)
  const patched = patch(pod, text, type === '' ? 'merge' : type)
  if (!patched.ok) return patched
  const { apiVersion, kind } = patched.value
  if (apiVersion !== 'v1' || kind !== 'Pod')
    return failure(
      `no kind ${goQuote(String(kind ?? ''))} is registered for version ${goQuote(String(apiVersion ?? ''))} in scheme "pkg/scheme/scheme.go:28"`,
    )
  const decoded = decodeStruct(TABLE_BY_KIND.Pod, patched.value)
  return decoded.error === undefined ? success(decoded.draft) : failure(decoded.error)
}

function patch(pod: Draft, text: string, type: string): Result<MutableObject, string> {
  const { documents, error } = readManifest(text)
  const value: JsonValue | undefined = error === undefined && /^\s*[[{]/.test(text) ? documents[0]?.value : undefined
  switch (type) {
    case 'json': {
      const operations = value === undefined ? undefined : readOperations(value)
      if (operations === undefined) return failure('invalid character in JSON patch')
      return operations.ok ? applyOperations(pod, operations.value) : operations
    }
    case 'merge': {
      const body = value === undefined ? undefined : copyJson(value)
      return isMutableObject(body) ? success(mergePatch(pod, body)) : failure('Invalid JSON Patch')
    }
    case 'strategic': {
      const body = value === undefined ? undefined : copyJson(value)
      if (!isMutableObject(body)) return failure('invalid JSON document')
      try {
        return success(mergeObjects(pod, body, TABLE_BY_KIND.Pod, { act: true, dropUnmatchedNulls: true }))
      } catch (thrown) {
        if (thrown instanceof PatchProblem) return failure(thrown.message)
        throw thrown
      }
    }
    default:
      return failure(`invalid override type: ${type}`)
  }
}
