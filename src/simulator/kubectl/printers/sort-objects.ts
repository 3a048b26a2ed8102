// `--sort-by`: objects in the order of a field.
// @source k8s.io/kubectl pkg/cmd/get/sorter.go

import { compareBytes } from '../../base/go-json.ts'
import { goQuote } from '../../base/go-text.ts'
import type { JsonObject, JsonValue } from '../../base/json.ts'
import { compareQuantities, parseQuantity } from '../../base/quantity.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { relaxedJsonPath } from './custom-columns.ts'
import { findJsonPath } from './jsonpath.ts'
import { parseJsonPath } from './jsonpath-syntax.ts'

/** The problem is an error text. */
export function sortObjects<T extends { readonly object: JsonObject }>(objects: readonly T[], field: string): Result<readonly T[], string> {
  const relaxed = relaxedJsonPath(field)
  if (!relaxed.ok) return relaxed
  const path = parseJsonPath(relaxed.value)
  if (!path.ok) return failure(`sorting error: ${path.problem}`)
  const keyed: { readonly item: T; readonly key: JsonValue | undefined }[] = []
  for (const item of objects) {
    const found = findJsonPath(path.value, item.object, true)
    if (!found.ok) return found
    keyed.push({ item, key: found.value[0]?.[0] })
  }
  if (keyed.length > 0 && keyed.every(({ key }) => key === undefined)) return failure(noSuchField(field))
  return success(inOrder(keyed).map(({ item }) => item))
}

/** What is said when no object has the field. */
export function noSuchField(field: string): string {
  const relaxed = relaxedJsonPath(field)
  return `couldn't find any field with path ${goQuote(relaxed.ok ? relaxed.value : field)} in the list of objects`
}

interface Keyed {
  readonly key: JsonValue | undefined
}

/** As many as Go sorts by insertion, one beside the other. @source go sort/zsortinterface.go insertionSort */
const INSERTED = 12

/** Two objects without the field change places, since each counts as less: their order is that of Go's own sorting. */
function inOrder<T extends Keyed>(items: readonly T[]): readonly T[] {
  if (items.length > INSERTED) return items.toSorted((a, b) => compare(a.key, b.key))
  const sorted: T[] = []
  for (const item of items) {
    let at = sorted.length
    while (at > 0 && isLess(item, sorted[at - 1])) at -= 1
    sorted.splice(at, 0, item)
  }
  return sorted
}

function isLess(one: Keyed, other: Keyed | undefined): boolean {
  return one.key === undefined || (other?.key !== undefined && compare(one.key, other.key) < 0)
}

function compare(a: JsonValue | undefined, b: JsonValue | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a !== 'string' || typeof b !== 'string') return 0
  const [left, right] = [parseQuantity(a), parseQuantity(b)]
  return left.ok && right.ok ? compareQuantities(left.value, right.value) : compareBytes(a, b)
}
