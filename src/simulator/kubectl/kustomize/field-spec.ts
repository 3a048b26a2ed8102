// Where a step writes: a path of field names, for some kinds or for all. Lists on the way are gone through item by item.
//
// @source sigs.k8s.io/kustomize api/filters/fieldspec fieldspec.go; kyaml/utils pathsplitter.go

import type { MutableJson, MutableObject } from '../../base/mutable-json.ts'
import { isMutableObject, setMember } from '../../base/mutable-json.ts'
import { formatList } from '../text/go-format.ts'
import { BuildProblem, withContext } from './build-problem.ts'
import type { Resource } from './resource.ts'
import { currentId } from './resource.ts'
import type { GvkSelector } from './resource-id.ts'
import { idText, isSelected } from './resource-id.ts'

export interface FieldSpec extends GvkSelector {
  /** `spec/template/metadata/labels`; `\/` is a slash within a name. */
  readonly path: string
  /** Whether the path is made where it does not exist. */
  readonly create?: boolean
}

/** A value inside a manifest, that can be replaced. */
export interface Place {
  readonly value: MutableJson
  set(value: MutableJson): void
}

export function placeIn(holder: MutableObject, key: string): Place {
  return { value: holder[key] ?? null, set: (value) => setMember(holder, key, value) }
}

export function placeAt(holder: MutableJson[], index: number): Place {
  return {
    value: holder[index] ?? null,
    set: (value) => {
      holder[index] = value
    },
  }
}

/** Calls `visit` for every place in the object that the rule is about. `makes` is what a missing last field becomes before that. */
export function visitField(resource: Resource, spec: FieldSpec, makes: 'nothing' | 'text' | 'map', visit: (place: Place) => void): void {
  const { object } = resource
  if (object === undefined || !isSelected(currentId(resource), spec)) return
  const walking = { makes: spec.create === true ? makes : 'nothing', visit } as const
  withContext(`considering field '${spec.path}' of object ${idText(currentId(resource))}`, () => {
    walk({ value: object, set: () => undefined }, splitPath(spec.path, '/'), walking)
  })
}

interface Walking {
  readonly makes: 'nothing' | 'text' | 'map'
  readonly visit: (place: Place) => void
}

function walk(place: Place, path: readonly string[], walking: Walking): void {
  const { value } = place
  const [step, ...rest] = path
  if (step === undefined) walking.visit(place)
  else if (Array.isArray(value)) {
    withContext(`visit traversal on path: ${formatList(path)}`, () => {
      for (const index of value.keys()) walk(placeAt(value, index), path, walking)
    })
  } else if (isMutableObject(value)) walkInto(value, step, rest, walking)
  else if (value !== null) throw new BuildProblem('expected sequence or mapping node')
}

function walkInto(object: MutableObject, step: string, rest: readonly string[], walking: Walking): void {
  const name = step.replace(/\[\]$/, '')
  if (name === '') throw new BuildProblem('cannot set or create an empty field name')
  const found = Object.hasOwn(object, name) ? object[name] : undefined
  const isList = name !== step
  if ((found === undefined || found === null) && walking.makes !== 'nothing' && !isList) {
    setMember(object, name, rest.length === 0 && walking.makes === 'text' ? '' : {})
  } else if (found === undefined) return
  walk(placeIn(object, name), rest, walking)
}

/** Splits at the delimiter, except where a backslash stands before it. A delimiter in front counts for nothing. */
export function splitPath(path: string, delimiter: string): readonly string[] {
  const parts = path.split(delimiter)
  if (parts.length > 1 && parts[0] === '') parts.shift()
  const steps: string[] = []
  for (const part of parts) {
    const last = steps.at(-1)
    if (last?.endsWith('\\') === true) steps[steps.length - 1] = `${last.slice(0, -1)}${delimiter}${part}`
    else steps.push(part)
  }
  return steps
}
