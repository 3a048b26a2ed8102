// Values as YAML, as `kubectl -o yaml` and `kubectl kustomize` print them: go-yaml v2's emitter with lines of about 80 columns. Its layout
// follows from three facts about the cursor: the column, whether the last character was white space, and whether only indentation stands
// before it on the line.
//
// @source vendor/sigs.k8s.io/yaml/yaml.go Marshal, vendor/go.yaml.in/yaml/v2/emitterc.go
// @simplified Text with the character U+0085 is printed as it is; kubectl turns it into a space.

import { formatGoFloat } from '../base/go-float.ts'
import type { JsonValue } from '../base/json.ts'
import { isJsonArray } from '../base/json.ts'
import { utf8Length } from '../base/utf8.ts'
import { isForbidden } from './character.ts'
import { compareKeys } from './key-order.ts'
import { analyzeText, chooseStyle } from './scalar-style.ts'
import { YamlWriter } from './yaml-writer.ts'

/** Keys up to that many bytes print on one line with their value, longer ones behind a `?`. @source emitterc.go yaml_emitter_check_simple_key */
const MAX_SIMPLE_KEY_BYTES = 128

/** What kubectl prints for the value, with a line feed at the end. Entries whose value is undefined are left out. */
export function printYaml(value: JsonValue): string {
  const writer = new YamlWriter()
  printNode(writer, value, { indent: -1, inMapping: false })
  writer.startLine(0)
  return writer.text
}

/**
 * Why kubectl cannot print the value as YAML, in its words, or undefined when it can. It reads its own JSON as YAML on the way, and YAML
 * forbids some characters that JSON lets through.
 */
export function yamlPrintProblem(value: JsonValue): string | undefined {
  if (typeof value === 'string') return [...value].some(isForbiddenInJson) ? 'yaml: control characters are not allowed' : undefined
  if (typeof value !== 'object' || value === null) return undefined
  const children = isJsonArray(value) ? value : Object.entries(value).flatMap(([key, child]) => (child === undefined ? [] : [key, child]))
  for (const child of children) {
    const problem = yamlPrintProblem(child)
    if (problem !== undefined) return problem
  }
  return undefined
}

/** JSON escapes what is below U+0020, so YAML's reader sees only the others. */
function isForbiddenInJson(character: string): boolean {
  const unit = character.charCodeAt(0)
  return unit >= 0x7f && isForbidden(unit)
}

interface Context {
  /** Of the enclosing block, -1 at the root. */
  readonly indent: number
  readonly inMapping: boolean
}

function printNode(writer: YamlWriter, value: JsonValue, context: Context): void {
  if (typeof value === 'object' && value !== null) {
    if (isJsonArray(value)) printSequence(writer, value, context)
    else printMapping(writer, value, context)
  } else {
    writer.writeScalar(scalarText(value), typeof value === 'string' ? chooseStyle(value, 'value') : 'plain', nextIndent(context), 'value')
  }
}

function printSequence(writer: YamlWriter, items: readonly JsonValue[], context: Context): void {
  if (items.length === 0) return writer.writeIndicator('[]')
  const indent = context.inMapping && !writer.onlyIndentation ? context.indent : blockIndent(context)
  for (const item of items) {
    writer.startLine(indent)
    writer.writeBlockIndicator('-')
    printNode(writer, item, { indent, inMapping: false })
  }
}

function printMapping(writer: YamlWriter, object: Readonly<Record<string, JsonValue | undefined>>, context: Context): void {
  const keys = Object.keys(object)
    .filter((key) => object[key] !== undefined)
    .sort(compareKeys)
  if (keys.length === 0) return writer.writeIndicator('{}')
  const indent = blockIndent(context)
  for (const key of keys) {
    const value = object[key] ?? null
    writer.startLine(indent)
    if (isSimpleKey(key)) {
      writer.writeScalar(key, chooseStyle(key, 'key'), indent + 2, 'key')
      writer.writeAttached(':')
    } else {
      writer.writeBlockIndicator('?')
      writer.writeScalar(key, chooseStyle(key, 'value'), indent + 2, 'value')
      writer.startLine(indent)
      writer.writeBlockIndicator(':')
    }
    printNode(writer, value, { indent, inMapping: true })
  }
}

function blockIndent({ indent }: Context): number {
  return indent < 0 ? 0 : indent + 2
}

function nextIndent({ indent }: Context): number {
  return indent < 0 ? 2 : indent + 2
}

function isSimpleKey(key: string): boolean {
  return utf8Length(key) <= MAX_SIMPLE_KEY_BYTES && !analyzeText(key).multiline
}

function scalarText(value: null | boolean | number | string): string {
  return typeof value === 'number' ? numberText(value) : String(value)
}

const INT64_END = 2 ** 63
const UINT64_END = 2 ** 64

/** Go reads its JSON number again: what is no int64 or uint64 prints as a float. */
function numberText(value: number): string {
  if (Number.isInteger(value) && value >= -INT64_END && value < UINT64_END) return BigInt(value).toString()
  return formatGoFloat(value)
}
