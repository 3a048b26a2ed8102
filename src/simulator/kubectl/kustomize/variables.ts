// `vars`, the deprecated way to write a field of one object into texts of others: `$(NAME)`.
//
// @source sigs.k8s.io/kustomize api/internal/accumulator resaccumulator.go, api/filters/refvar expand.go, api/types var.go

import type { MutableJson } from '../../base/mutable-json.ts'
import { isMutableObject } from '../../base/mutable-json.ts'
import { BuildProblem } from './build-problem.ts'
import { VARIABLE_REFERENCES } from './default-field-specs.ts'
import { lookUp, splitFieldPath } from './field-path.ts'
import type { Place } from './field-spec.ts'
import { placeAt, placeIn, visitField } from './field-spec.ts'
import type { Variable } from './kustomization-fields.ts'
import type { Resource } from './resource.ts'
import type { ResourceId } from './resource-id.ts'
import { gvkOf, gvkText, isClusterScoped, sameGvk, sameId } from './resource-id.ts'
import { matchingAnyId } from './resource-list.ts'
import { scalarText } from './scalar-text.ts'

/** The vars known so far with the new ones, after noting at each object which vars read from it. */
export function addVariables(known: readonly Variable[], added: readonly Variable[], resources: readonly Resource[]): readonly Variable[] {
  for (const each of added) {
    const wanted = targetOf(each)
    const byNamespace = wanted.namespace !== '' || isClusterScoped(wanted)
    const matches = matchingAnyId(resources, (id) => (byNamespace ? sameId(id, wanted) : id.name === wanted.name && sameGvk(id, wanted)))
    const [match, ...more] = matches
    if (more.length > 0) {
      throw new BuildProblem(`found ${String(matches.length)} resId matches for var ${shown(each)} (unable to disambiguate)`)
    }
    if (match !== undefined) match.variables = [...match.variables, each.name ?? '']
  }
  return mergeVariables(known, added)
}

export function mergeVariables(known: readonly Variable[], added: readonly Variable[]): readonly Variable[] {
  const all = [...known]
  for (const each of added) {
    if (all.some(({ name }) => name === each.name)) throw new BuildProblem(`var '${each.name ?? ''}' already encountered`)
    all.push(each)
  }
  return all
}

function targetOf({ objref = {} }: Variable): ResourceId {
  const gvk = gvkOf(objref.apiVersion ?? '', objref.kind ?? '')
  return {
    ...gvk,
    group: gvk.group || (objref.group ?? ''),
    version: gvk.version || (objref.version ?? ''),
    name: objref.name ?? '',
    namespace: objref.namespace ?? '',
  }
}

/** As Go's `%v` prints a Var. */
function shown(variable: Variable): string {
  // What it refers to prints as its kind, whose own way to print itself it inherits.
  return `{${variable.name ?? ''} ${gvkText(targetOf(variable))} {${pathOf(variable)}}}`
}

function pathOf({ fieldref }: Variable): string {
  return fieldref?.fieldPath === undefined || fieldref.fieldPath === '' ? 'metadata.name' : fieldref.fieldPath
}

/** @returns The names of those that no text refers to. */
export function resolveVariables(variables: readonly Variable[], resources: readonly Resource[]): readonly string[] {
  const used = new Set<string>()
  const values = new Map<string, MutableJson>()
  for (const each of [...variables].sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1)))
    values.set(each.name ?? '', valueOf(each, resources))
  if (values.size === 0) return []
  for (const each of resources)
    for (const spec of VARIABLE_REFERENCES)
      visitField(each, spec, 'nothing', (place) => replaceIn(place, (text) => expand(text, values, used)))
  return [...values.keys()].filter((name) => !used.has(name))
}

function valueOf(variable: Variable, resources: readonly Resource[]): MutableJson {
  const holder = resources.find((each) => each.variables.includes(variable.name ?? ''))
  if (holder === undefined) throw new BuildProblem(`var '${shown(variable)}' cannot be mapped to a field in the set of known resources`)
  const steps = splitFieldPath(pathOf(variable)).flatMap((step) => step.replace(/\[(\d+)\]/g, '.$1').split('.'))
  const found = lookUp(holder.object ?? null, steps)
  if (found === undefined) throw new BuildProblem(`field specified in var '${shown(variable)}' not found in corresponding resource`)
  return found
}

/** In a text, in the values of a map, in the items of a list. */
function replaceIn(place: Place, expanded: (text: string) => MutableJson): void {
  const { value } = place
  if (typeof value === 'string') place.set(expanded(value))
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (typeof item !== 'string') throw new BuildProblem('invalid value type expect a string')
      placeAt(value, index).set(expanded(item))
    }
  } else if (isMutableObject(value)) {
    for (const [key, item] of Object.entries(value)) if (typeof item === 'string') placeIn(value, key).set(expanded(item))
  }
}

/** A text that is nothing but a reference takes the value with its type; `$$` is one dollar. */
function expand(text: string, values: ReadonlyMap<string, MutableJson>, used: Set<string>): MutableJson {
  const whole = /^\$\(([^)]*)\)$/.exec(text)?.[1]
  const value = whole === undefined ? undefined : values.get(whole)
  if (whole !== undefined && value !== undefined && typeof value !== 'object') {
    used.add(whole)
    return value
  }
  return text.replace(/\$(?:\$|\(([^)]*)\))/g, (found: string, name: string | undefined) => {
    if (name === undefined) return '$'
    const known = values.get(name)
    if (known === undefined || typeof known === 'object') return found
    used.add(name)
    return scalarText(known)
  })
}
