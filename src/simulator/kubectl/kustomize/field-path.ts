// Paths of replacements and vars: `spec.containers.[name=web].env.0.value`, `*` for every item, and with `create` what is missing is made.
//
// @source sigs.k8s.io/kustomize kyaml/yaml match.go PathMatcher, fns.go Lookup; kyaml/utils pathsplitter.go SmarterPathSplitter
// @simplified A kustomize replacement does not reach into a value that is itself YAML or JSON text.

import type { MutableJson } from '../../base/mutable-json.ts'
import { isMutableObject, setMember } from '../../base/mutable-json.ts'
import { BuildProblem, compilePattern } from './build-problem.ts'
import type { Place } from './field-spec.ts'
import { placeAt, placeIn, splitPath } from './field-spec.ts'
import { scalarText } from './scalar-text.ts'

/** Splits at dots, but not within brackets, where a name may hold dots. */
export function splitFieldPath(path: string): readonly string[] {
  const parts = splitPath(path, '.')
  const steps: string[] = []
  for (let index = 0; index < parts.length; index += 1) {
    let step = parts[index] ?? ''
    if (step.startsWith('[') && !step.endsWith(']')) {
      while (index < parts.length - 1 && !step.endsWith(']')) {
        index += 1
        step += `.${parts[index] ?? ''}`
      }
      if (!step.includes('=')) step = step.replace(/^[[\]]+|[[\]]+$/g, '')
    }
    steps.push(step)
  }
  return steps
}

/** The one value at a path, or undefined. */
export function lookUp(value: MutableJson, path: readonly string[]): MutableJson | undefined {
  let current: MutableJson | undefined = value
  for (const step of path) {
    if (current === undefined || current === null) return undefined
    const condition = conditionOf(step)
    if (Array.isArray(current)) {
      if (condition !== undefined)
        current = current.find((item) => isMutableObject(item) && scalarText(item[condition.field]) === condition.value)
      else if (step === '-') current = current.at(-1)
      else if (/^\d+$/.test(step)) current = current[Number(step)]
      else throw new BuildProblem(`wrong node kind: expected MappingNode but got SequenceNode`)
    } else if (isMutableObject(current)) current = Object.hasOwn(current, step) ? current[step] : undefined
    else throw new BuildProblem('wrong node kind: expected MappingNode but got ScalarNode')
  }
  return current
}

/** @param makes  What is made at the end of a path that does not lead there; undefined makes nothing. */
export function findPlaces(place: Place, path: readonly string[], makes: 'text' | 'map' | 'list' | undefined): readonly Place[] {
  const [step, ...rest] = path
  if (step === undefined) return [place]
  const { value } = place
  if (/^\d+$/.test(step)) return findIndexed(value, Number(step), rest, makes)
  const condition = conditionOf(step)
  if (condition !== undefined) return findMatching(value, condition, rest, makes)
  if (step === '*')
    return itemsOf(value).flatMap((_, index) => (Array.isArray(value) ? findPlaces(placeAt(value, index), rest, makes) : []))
  if (value === null) return []
  if (!isMutableObject(value)) {
    const found = Array.isArray(value) ? 'SequenceNode' : 'ScalarNode'
    throw new BuildProblem(`wrong node kind: expected MappingNode but got ${found}`)
  }
  if (!Object.hasOwn(value, step)) {
    if (makes === undefined) return []
    setMember(value, step, emptyFor(rest[0], makes))
  }
  return findPlaces(placeIn(value, step), rest, makes)
}

function findIndexed(
  value: MutableJson,
  index: number,
  rest: readonly string[],
  makes: 'text' | 'map' | 'list' | undefined,
): readonly Place[] {
  const items = itemsOf(value)
  if (items.length === index && makes !== undefined) items.push(emptyFor(rest[0], makes))
  if (items.length < index + 1) throw new BuildProblem(`index ${String(index)} specified but only ${String(items.length)} elements found`)
  return findPlaces(placeAt(items, index), rest, makes)
}

interface Condition {
  /** '' compares the item itself. */
  readonly field: string
  readonly value: string
}

function conditionOf(step: string): Condition | undefined {
  const match = /^\[([^=]*)=(.*)\]$/.exec(step)
  return match === null ? undefined : { field: match[1] ?? '', value: match[2] ?? '' }
}

function findMatching(
  value: MutableJson,
  { field, value: wanted }: Condition,
  rest: readonly string[],
  makes: 'text' | 'map' | 'list' | undefined,
): readonly Place[] {
  const pattern = compilePattern(wanted)
  const items = itemsOf(value)
  const matching = items.flatMap((item, index) => {
    const compared = field === '' ? item : isMutableObject(item) ? item[field] : undefined
    return compared !== undefined && pattern.test(scalarText(compared)) ? [index] : []
  })
  if (matching.length === 0 && makes !== undefined) {
    items.push(field === '' ? wanted : { [field]: wanted })
    matching.push(items.length - 1)
  }
  return matching.flatMap((index) => findPlaces(placeAt(items, index), field === '' ? [] : rest, makes))
}

function itemsOf(value: MutableJson): MutableJson[] {
  if (value === null) return []
  if (Array.isArray(value)) return value
  throw new BuildProblem(`wrong node kind: expected SequenceNode but got ${isMutableObject(value) ? 'MappingNode' : 'ScalarNode'}`)
}

/** What must stand where the next step goes on. */
function emptyFor(next: string | undefined, makes: 'text' | 'map' | 'list'): MutableJson {
  if (next === undefined) return makes === 'text' ? '' : makes === 'map' ? {} : []
  return next === '*' || next === '-' || /^\d+$/.test(next) || conditionOf(next) !== undefined ? [] : {}
}
