// What a manifest for server-side apply must look like: its fields and their types, before anything is merged.
// @source sigs.k8s.io/structured-merge-diff typed/validate.go, typed/helpers.go

import type { FieldType } from '../../api/fields/field-table.ts'
import { fieldsOf } from '../../api/fields/struct-fields.ts'
import type { ListRule } from '../../api/strategic-merge/list-rule.ts'
import { ruleOf } from '../../api/strategic-merge/list-rule.ts'
import { compareBytes } from '../../base/go-json.ts'
import { goQuote } from '../../base/go-text.ts'
import { formatNumber, goTypeOf } from '../../base/go-value.ts'
import type { MutableJson } from '../../base/mutable-json.ts'
import { isMutableObject } from '../../base/mutable-json.ts'
import { keysOf, stepOf } from './path-step.ts'
import { printPath } from './field-set.ts'

/** Undefined when all is well; several problems stand on a line each. */
export function typeProblem(value: MutableJson, type: FieldType): string | undefined {
  const problems: string[] = []
  checkValue(value, type, { path: '', problems })
  if (problems.length <= 1) return problems[0]
  return ['errors:', ...problems.map((problem) => `  ${problem}`)].join('\n')
}

interface Place {
  readonly path: string
  readonly problems: string[]
}

function checkValue(value: MutableJson, type: FieldType, place: Place, rule?: ListRule): void {
  if (value === null) return
  switch (type.kind) {
    case 'struct':
    case 'map':
      if (isMutableObject(value)) checkMembers(value, type, place)
      else say(place, `expected map, got ${printPointer(value)}`)
      return
    case 'list':
      if (Array.isArray(value)) checkItems(value, type.items, place, rule)
      else say(place, `expected list, got ${printPointer(value)}`)
      return
    case 'string':
    case 'bytes':
      if (typeof value !== 'string') say(place, `expected string, got &value.valueUnstructured{Value:${goSyntax(value)}}`)
      return
    case 'boolean':
      if (typeof value !== 'boolean') say(place, `expected boolean, got ${printPointer(value)}`)
      return
    case 'number':
      if (typeof value !== 'number') say(place, `expected numeric (int or float), got ${goTypeOf(value)}`)
      return
    case 'time':
    case 'microTime':
    case 'quantity':
      if (typeof value === 'object') say(place, `expected any scalar, got ${printPointer(value)}`)
      return
    case 'intOrString':
    case 'any':
  }
}

function say({ path, problems }: Place, detail: string): void {
  problems.push(path === '' ? detail : `${path}: ${detail}`)
}

function checkMembers(value: Readonly<Record<string, MutableJson>>, type: FieldType, place: Place): void {
  for (const [key, member] of Object.entries(value)) {
    const here = { ...place, path: `${place.path}.${key}` }
    const declared = type.kind === 'map' ? type.values : type.kind === 'struct' ? fieldsOf(type).get(key)?.row.type : undefined
    // Nobody looks further into something that has an unknown field.
    if (declared === undefined) {
      say(here, 'field not declared in schema')
      return
    }
    checkValue(member, declared, here, ruleOf(type, key).list)
  }
}

function checkItems(items: readonly MutableJson[], type: FieldType, place: Place, rule: ListRule | undefined): void {
  const isKnown = rule?.strategies.includes('merge') === true
  const seen = new Set<string>()
  for (const [index, item] of items.entries()) {
    let path = `[${String(index)}]`
    if (isKnown) {
      const problem = itemProblem(item, rule.mergeKey, type)
      if (problem !== undefined) {
        say(place, `element ${String(index)}: ${problem}`)
        return
      }
      path = printPath([stepOf(item, rule.mergeKey)])
      if (seen.has(path)) say(place, `duplicate entries for key ${path}`)
      seen.add(path)
    }
    checkValue(item, type, { ...place, path: place.path + path })
  }
}

/** Why nobody can say which item it is. */
function itemProblem(item: MutableJson, mergeKey: string | undefined, type: FieldType): string | undefined {
  if (mergeKey === undefined) {
    if (item === null) return "associative list without keys has an element that's an explicit null"
    if (Array.isArray(item)) return 'not supported: associative list with lists as elements'
    return typeof item === 'object' ? "associative list without keys has an element that's a map type" : undefined
  }
  if (item === null) return 'associative list with keys may not have a null element'
  if (!isMutableObject(item)) return 'associative list with keys may not have non-map elements'
  const { names, initial } = keysOf(mergeKey)
  // What Go's struct always has is its zero value where nobody wrote it.
  const isAlways = (name: string): boolean => type.kind === 'struct' && fieldsOf(type).get(name)?.row.presence === 'always'
  if (initial !== undefined || names.some((name) => item[name] !== undefined || isAlways(name))) return undefined
  const printed = names.map((name) => goQuote(name)).join(' ')
  return `associative list with keys has an element that omits all key fields [${printed}] (and doesn't have default values for any key fields)`
}

/** A pointer as `%v` prints it. */
function printPointer(value: MutableJson): string {
  return `&{${plain(value)}}`
}

function plain(value: MutableJson): string {
  if (value === null) return '<nil>'
  if (Array.isArray(value)) return `[${value.map(plain).join(' ')}]`
  if (isMutableObject(value)) return `map[${sortedEntries(value, (key, member) => `${key}:${plain(member)}`).join(' ')}]`
  return typeof value === 'number' ? formatNumber(value) : String(value)
}

/** As `%#v` prints it. */
function goSyntax(value: MutableJson): string {
  if (value === null) return 'interface {}(nil)'
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`
  if (isMutableObject(value))
    return `map[string]interface {}{${sortedEntries(value, (key, member) => `${goQuote(key)}:${goSyntax(member)}`).join(', ')}}`
  return typeof value === 'number' ? formatNumber(value) : typeof value === 'string' ? goQuote(value) : String(value)
}

function sortedEntries(
  value: Readonly<Record<string, MutableJson>>,
  print: (key: string, member: MutableJson) => string,
): readonly string[] {
  return Object.entries(value)
    .sort(([a], [b]) => compareBytes(a, b))
    .map(([key, member]) => print(key, member))
}
