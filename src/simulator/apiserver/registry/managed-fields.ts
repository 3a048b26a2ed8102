// Who wrote which field: entries of `managedFields` after a create, an update or a patch.
// @source apimachinery/pkg/util/managedfields/internal/managedfieldsupdater.go, stripmeta.go, structuredmerge.go
// @simplified `managedFields` do not follow what the cluster's own components write, and many entries are never put together as
// `ancient-changes`.

import type { Subresource } from '../../api/client.ts'
import type { Moment } from '../../api/component.ts'
import { timestampOf } from '../../api/component.ts'
import type { Kind } from '../../api/kinds.ts'
import { apiVersionOf, kindInfo } from '../../api/kinds.ts'
import { TABLE_BY_KIND } from '../../api/objects.ts'
import { compareBytes } from '../../base/go-json.ts'
import { isMutableObject } from '../../base/mutable-json.ts'
import type { Draft, DraftValue } from '../decode/decoder.ts'
import { encodeStruct } from '../decode/encoder.ts'
import { memberOf } from '../defaults/draft-field.ts'
import { fieldChanges } from './field-changes.ts'
import type { PathStep } from './path-step.ts'
import { fieldsOfPaths, pathsOfFields } from './field-set.ts'

/** Its objects are many, and nobody reads who wrote them. */
const UNFOLLOWED = 'kube-controller-manager'

/** Fields that are nobody's. */
const NOBODYS: ReadonlySet<string> = new Set(['name', 'namespace', 'creationTimestamp', 'selfLink', 'uid', 'generation', 'resourceVersion'])

export interface Write {
  readonly kind: Kind
  readonly manager: string | undefined
  readonly subresource: Subresource | undefined
  readonly moment: Moment
}

/** Whether it is written down what this one writes. */
export function isFollowed(manager: string | undefined): manager is string {
  return manager !== undefined && manager !== '' && manager !== UNFOLLOWED
}

/**
 * Changes the draft's `managedFields`: the writer gets what it added or changed, and others lose it.
 *
 * @param draft  Decoded and defaulted, before the registry completes it.
 * @param old    As stored; undefined for a create.
 */
export function noteManager({ kind, manager, subresource, moment }: Write, draft: Draft, old: Draft | undefined): void {
  if (!isFollowed(manager)) return
  const table = TABLE_BY_KIND[kind]
  const metadata = memberOf(draft, 'metadata')
  const after = followed(encodeStruct(table, draft), subresource)
  const before = followed(old ?? encodeStruct(table, {}), subresource)
  const { taken, removed } = fieldChanges(before, after, table)
  if (taken.length === 0 && removed.length === 0) return
  const lost = new Set([...taken, ...removed].map(textOf))
  const left = entriesOf(metadata['managedFields']).flatMap((entry) => {
    const paths = pathsOfFields(entry['fieldsV1'])
    const kept = paths.filter((path) => !lost.has(textOf(path)))
    if (kept.length === paths.length) return [entry]
    return kept.length === 0 ? [] : [{ ...entry, fieldsV1: fieldsOfPaths(kept) }]
  })
  const isOwn = (entry: Draft) =>
    entry['manager'] === manager && entry['operation'] === 'Update' && (entry['subresource'] ?? '') === (subresource ?? '')
  const own = left.find(isOwn)
  const entry: Draft = {
    manager,
    operation: 'Update',
    apiVersion: apiVersionOf(kindInfo(kind)),
    time: timestampOf(moment),
    fieldsType: 'FieldsV1',
    fieldsV1: fieldsOfPaths([...pathsOfFields(own?.['fieldsV1']), ...taken]),
    ...(subresource === undefined ? {} : { subresource }),
  }
  metadata['managedFields'] = [...left.filter((each) => each !== own), ...(taken.length === 0 ? [own ?? []].flat() : [entry])].sort(inOrder)
}

function textOf(path: readonly PathStep[]): string {
  return path.join('\n')
}

function entriesOf(value: DraftValue | undefined): readonly Draft[] {
  return Array.isArray(value) ? value.filter(isMutableObject) : []
}

/** Status is written through its subresource, and all else is not. */
function followed(object: Draft, subresource: Subresource | undefined): Draft {
  const { apiVersion: _version, kind: _kind, metadata, status, ...rest } = object
  if (subresource === 'status') return status === undefined ? {} : { status }
  const named = Object.entries(isMutableObject(metadata) ? metadata : {}).filter(([key]) => !NOBODYS.has(key) && key !== 'managedFields')
  return { ...rest, metadata: Object.fromEntries(named) }
}

/** @source apimachinery/pkg/util/managedfields/internal/managedfields.go sortEncodedManagedFields */
export function inOrder(a: Draft, b: Draft): number {
  const keys = (entry: Draft) => ['operation', 'time', 'manager', 'apiVersion', 'subresource'].map((key) => String(entry[key] ?? ''))
  const [left, right] = [keys(a), keys(b)]
  const at = left.findIndex((key, index) => key !== right[index])
  return at === -1 ? 0 : compareBytes(left[at] ?? '', right[at] ?? '')
}
