// Rows of upstream's tables that say nothing of today's rules. They are neither played nor counted.

import { isRecord } from './source.ts'

type Row = Readonly<Record<string, unknown>>

/** Where the specs of the tables of ReplicaSets and DaemonSets stand; names, labels and annotations of the objects were lost. */
export const SPEC_KEY = '[object Object]'

/** @param rows  All rows of the table. */
export function isOutOfPlay(table: string, row: Row, rows: readonly Row[]): boolean {
  return row['incomplete'] === true || isStrictName(table, row) || hasLostItsMistake(row, rows)
}

/** Names of variables had a strict form once; the tables of the relaxed names hold. */
function isStrictName(table: string, row: Row): boolean {
  const part = row['messageSubstring']
  return (
    (table === 'env' || table === 'envfrom') &&
    typeof part === 'string' &&
    part.includes('a valid environment variable name must consist of')
  )
}

/** A row that is refused for what was lost: what is left of it is accepted in another row. */
function hasLostItsMistake(row: Row, rows: readonly Row[]): boolean {
  const object = row['object']
  if (row['expected'] !== 'invalid' || !isRecord(object) || object[SPEC_KEY] === undefined) return false
  const text = JSON.stringify(object)
  return rows.some((other) => other['expected'] === 'valid' && JSON.stringify(other['object']) === text)
}
