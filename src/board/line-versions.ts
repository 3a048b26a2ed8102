// Beside each value of a manifest: which version it was when it was stored. A value that was never stored has none, and one of an object that
// is gone has none any more.

import { writtenValues } from '../simulator/index.ts'
import type { VersionBook } from './versions.ts'
import { markOf } from './version-marks.ts'
import { idOf } from './versions.ts'

export interface LineVersion {
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly version: number
  /** Which of the version colours and shapes. */
  readonly shade: number
}

export function lineVersions(text: string, { values, revisions }: VersionBook): readonly LineVersion[] {
  return writtenValues(text).flatMap(({ kind, namespace, name, key, value, offset }) => {
    const id = idOf(kind, namespace, name)
    const version = (values.get(`${id} ${key}`) ?? []).indexOf(value) + 1
    const isGone = revisions.get(id)?.at(-1)?.version === 0
    return version === 0 || isGone ? [] : [{ line: text.slice(0, offset).split('\n').length, version, shade: markOf(version).shade }]
  })
}
