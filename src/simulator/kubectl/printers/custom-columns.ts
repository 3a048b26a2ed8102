// `-o custom-columns=NAME:.metadata.name,…`: columns of JSONPath.
// @source k8s.io/kubectl pkg/cmd/get/customcolumn.go

import type { JsonObject, JsonValue } from '../../base/json.ts'
import { isJsonArray } from '../../base/json.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { formatValue } from '../../base/go-value.ts'
import { layOutTabs } from '../text/tab-writer.ts'
import { escapeTerminal } from '../text/terminal-text.ts'
import { findJsonPath } from './jsonpath.ts'
import type { PathNode } from './jsonpath-syntax.ts'
import { parseJsonPath } from './jsonpath-syntax.ts'
import { TABLE_WIDTHS } from './table-layout.ts'

export interface CustomColumn {
  readonly header: string
  readonly path: readonly PathNode[]
}

/** `name`, `.name`, `{name}` and `{.name}` all mean `{.name}`. */
export function relaxedJsonPath(text: string): Result<string, string> {
  if (text === '') return success('')
  const match = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(text)
  if (match === null) {
    return failure("unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'")
  }
  return success(`{.${match[1] ?? match[2] ?? ''}}`)
}

export function readCustomColumns(spec: string): Result<readonly CustomColumn[], string> {
  const pairs: (readonly [string, string])[] = []
  for (const part of spec.split(',')) {
    const colon = part.indexOf(':')
    if (colon < 0) return failure(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`)
    pairs.push([part.slice(0, colon), part.slice(colon + 1)])
  }
  return readColumns(pairs)
}

/** Two lines, one of headers and one of paths, parted by blanks. */
export function readCustomColumnsFile(text: string): Result<readonly CustomColumn[], string> {
  const [headerLine, specLine] = text.split('\n')
  const expected = 'Expected format is one line of space separated headers, one line of space separated column specs.'
  if (headerLine === undefined || text === '') return failure(`invalid template, missing header line. ${expected}`)
  if (specLine === undefined) return failure(`invalid template, missing spec line. ${expected}`)
  const headers = headerLine.split(/\s+/).filter((word) => word !== '')
  const specs = specLine.split(/\s+/).filter((word) => word !== '')
  if (headers.length !== specs.length) {
    return failure(`number of headers (${String(headers.length)}) and field specifications (${String(specs.length)}) don't match`)
  }
  return readColumns(headers.map((header, index) => [header, specs[index] ?? '']))
}

function readColumns(pairs: readonly (readonly [string, string])[]): Result<readonly CustomColumn[], string> {
  const columns: CustomColumn[] = []
  for (const [header, spec] of pairs) {
    const relaxed = relaxedJsonPath(spec)
    if (!relaxed.ok) return relaxed
    const path = parseJsonPath(relaxed.value)
    if (!path.ok) return path
    columns.push({ header, path: path.value })
  }
  return success(columns)
}

export function printCustomColumns(columns: readonly CustomColumn[], object: JsonObject, noHeaders: boolean): Result<string, string> {
  const rows: string[][] = noHeaders ? [] : [columns.map((column) => column.header)]
  const { items } = object
  const objects: readonly JsonValue[] = isJsonArray(items) ? items : [object]
  for (const item of objects) {
    const row: string[] = []
    for (const column of columns) {
      const found = findJsonPath(column.path, item, true)
      if (!found.ok) return found
      const values = (found.value[0] ?? []).length === 0 ? ['<none>'] : []
      values.push(...found.value.flat().map(formatValue))
      row.push(escapeTerminal(values.join(',')))
    }
    rows.push(row)
  }
  // Line breaks in a cell begin a line of the table, and tabs a cell.
  return success(layOutTabs(rows.map((row) => `${row.join('\t')}\n`).join(''), TABLE_WIDTHS))
}
