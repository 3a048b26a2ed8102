// Anybody may write anything into `managedFields` of what they send. What can't be read counts as if it had not been sent.
// @source apimachinery/pkg/util/managedfields/internal/fieldmanager.go decodeLiveOrNew, managedfields.go DecodeManagedFields,
// sigs.k8s.io/structured-merge-diff fieldpath/serialize.go, serialize-pe.go

import type { Draft, DraftValue } from '../decode/decoder.ts'
import { isDraft } from '../decode/encoder.ts'

/**
 * Changes `metadata` in place: entries that can all be read stay; an empty list and a list of one empty entry forget who owned what; else the
 * stored ones count.
 *
 * @param stored  Of the object that is replaced; undefined for a create.
 */
export function settleManagers(metadata: Draft, stored: DraftValue | undefined): void {
  const sent = metadata['managedFields']
  const isSent = Array.isArray(sent)
  if (isSent && sent.length > 0 && sent.every(isReadableEntry)) return
  const forgets = isSent && (sent.length === 0 || (sent.length === 1 && isDraft(sent[0]) && Object.keys(sent[0]).length === 0))
  if (forgets || stored === undefined) delete metadata['managedFields']
  else metadata['managedFields'] = stored
}

function isReadableEntry(entry: DraftValue): boolean {
  if (!isDraft(entry)) return false
  const { operation, apiVersion, fieldsType, fieldsV1 } = entry
  const isKnown = (operation === 'Apply' || operation === 'Update') && fieldsType === 'FieldsV1'
  return isKnown && typeof apiVersion === 'string' && apiVersion !== '' && isReadableSet(fieldsV1 ?? null)
}

function isReadableSet(fields: DraftValue): boolean {
  if (fields === null) return true
  return isDraft(fields) && Object.entries(fields).every(([step, below]) => step === '.' || isReadableStep(step, below ?? null))
}

/** Steps of kinds that nobody knows are left out, with what is below them. */
function isReadableStep(step: string, below: DraftValue): boolean {
  if (step.charAt(1) !== ':') return false
  const text = step.slice(2)
  switch (step.charAt(0)) {
    case 'f':
      return isReadableSet(below)
    case 'v':
      return isJson(text) && isReadableSet(below)
    case 'k':
      return isJson(text) && text.trimStart().startsWith('{') && isReadableSet(below)
    case 'i':
      return /^[+-]?\d+$/.test(text) && isReadableSet(below)
    default:
      return true
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
