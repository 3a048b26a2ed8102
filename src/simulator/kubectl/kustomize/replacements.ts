// `replacements`: one value, taken from a field of one object, written to fields of others.
//
// @source sigs.k8s.io/kustomize api/filters/replacement replacement.go; api/types replacement.go

import { decodeStruct } from '../../apiserver/decode/decoder.ts'
import type { JsonValue } from '../../base/json.ts'
import { isJsonArray } from '../../base/json.ts'
import { goQuote } from '../../base/go-text.ts'
import type { MutableJson } from '../../base/mutable-json.ts'
import { copyJson, isMutableObject } from '../../base/mutable-json.ts'
import { typeOfPlain } from '../../yaml/scalar-type.ts'
import { readManifest } from '../../yaml/index.ts'
import type { Session } from '../session.ts'
import { BuildProblem, withContext } from './build-problem.ts'
import { configText, configuring } from './configuring.ts'
import type { Place } from './field-spec.ts'
import { findPlaces, lookUp, splitFieldPath } from './field-path.ts'
import type { FieldOptions, Replacement, ReplacementField, Selector, SourceSelector, TargetSelector } from './kustomization-fields.ts'
import { replacement } from './kustomization-fields.ts'
import type { Root } from './loader.ts'
import { loadText } from './loader.ts'
import type { Resource } from './resource.ts'
import { allIds } from './resource.ts'
import { effectiveNamespace, idText, isSelected } from './resource-id.ts'
import type { ResourceId } from './resource-id.ts'
import { matcherOf, matchesMarks } from './resource-list.ts'
import { scalarText } from './scalar-text.ts'

const NAME_PATH = 'metadata.name'

export function applyReplacements(
  session: Session,
  root: Root,
  entries: readonly ReplacementField[],
  resources: readonly Resource[],
): void {
  const config = configText({ Replacements: entries })
  const replacements = withContext(configuring('ReplacementTransformer', config), () =>
    entries.flatMap((entry) => readEntry(session, root, entry)),
  )
  for (const each of replacements) {
    const { source, sourceValue, targets } = each
    if ((source === undefined && sourceValue === undefined) || targets === undefined || targets.length === 0) {
      throw new BuildProblem('replacements must specify a source and at least one target')
    }
    const value = valueOf(each, resources)
    for (const target of targets) writeTo(target, value, resources)
  }
}

function readEntry(session: Session, root: Root, entry: ReplacementField): readonly Replacement[] {
  const { path = '', source, targets = [] } = entry
  if (path === '') return [entry]
  if (source !== undefined || targets.length > 0) throw new BuildProblem('cannot specify both path and inline replacement')
  const value = readManifest(loadText(session, root, path)).documents[0]?.value ?? null
  const list = isJsonArray(value) ? value : [value]
  return list.map((each: JsonValue) => {
    const { draft, error } = decodeStruct(replacement, each)
    if (error !== undefined) throw new BuildProblem(error)
    // Decoded by the table that the type comes from.
    return draft as Replacement
  })
}

function valueOf({ source, sourceValue }: Replacement, resources: readonly Resource[]): MutableJson {
  if (sourceValue !== undefined && source !== undefined) throw new BuildProblem('value and resource selectors are mutually exclusive')
  if (source === undefined) return sourceValue ?? ''
  const holder = sourceOf(source, resources)
  const path = source.fieldPath === undefined || source.fieldPath === '' ? NAME_PATH : source.fieldPath
  const found = withContext('error looking up replacement source', () => lookUp(holder.object ?? null, splitFieldPath(path)))
  if (found === undefined || isNothing(found)) {
    throw new BuildProblem(`fieldPath \`${path}\` is missing for replacement source ${idText(idOf(source))}`)
  }
  return refined(found, source.options)
}

function isNothing(value: MutableJson): boolean {
  return value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)
}

function idOf({ group = '', version = '', kind = '', name = '', namespace = '' }: SourceSelector): ResourceId {
  return { group, version, kind, name, namespace }
}

function sourceOf(source: SourceSelector, resources: readonly Resource[]): Resource {
  const wanted = idOf(source)
  const matches = resources.filter((each) =>
    allIds(each).some(
      (id) =>
        (wanted.name === '' || wanted.name === id.name) &&
        (wanted.namespace === '' || effectiveNamespace(wanted) === effectiveNamespace(id)) &&
        isSelected(id, wanted),
    ),
  )
  const [match, ...more] = matches
  if (more.length > 0) throw new BuildProblem(`multiple matches for selector ${sourceText(source)}`)
  if (match === undefined) throw new BuildProblem(`nothing selected by ${sourceText(source)}`)
  return match
}

function sourceText(source: SourceSelector): string {
  const { fieldPath = '', options } = source
  const { delimiter = '', index = 0, create = false } = options ?? {}
  const shown = delimiter === '' && !create ? '' : `${delimiter}(${String(index)}), create=${String(create)}`
  return [idText(idOf(source)), fieldPath, shown].filter((part) => part !== '').join(':')
}

/** One part of the source's text. */
function refined(value: MutableJson, options: FieldOptions | undefined): MutableJson {
  const { delimiter = '', index = 0 } = options ?? {}
  if (delimiter === '') return value
  if (typeof value === 'object') throw new BuildProblem('delimiter option can only be used with scalar nodes')
  const text = scalarText(value)
  const part = text.split(delimiter)[index]
  if (index < 0 || part === undefined) throw new BuildProblem(`options.index ${String(index)} is out of bounds for value ${text}`)
  return part
}

function writeTo(target: TargetSelector, value: MutableJson, resources: readonly Resource[]): void {
  const { select, reject = [], options } = target
  if (select === undefined) throw new BuildProblem('target must specify resources to select')
  const paths = target.fieldPaths === undefined || target.fieldPaths.length === 0 ? [NAME_PATH] : target.fieldPaths
  const rejections = reject.filter((each) => namesSomething(each)).map(matcherOf)
  const matcher = matcherOf(select)
  for (const each of resources) {
    if (each.object === undefined || !matchesMarks(each, select)) continue
    if (reject.some((one) => (one.labelSelector ?? one.annotationSelector ?? '') !== '' && matchesMarks(each, one))) continue
    const ids = allIds(each)
    const fits = (one: typeof matcher) => ids.some((id) => one.gvk(id) && one.name(id.name) && one.namespace(id.namespace))
    if (rejections.some(fits) || !fits(matcher)) continue
    for (const path of paths) writePath(each, path, value, options)
  }
}

function namesSomething({ group = '', version = '', kind = '', name = '', namespace = '' }: Selector): boolean {
  return group + version + kind + name + namespace !== ''
}

function writePath(resource: Resource, path: string, value: MutableJson, options: FieldOptions | undefined): void {
  const makes = options?.create === true ? (Array.isArray(value) ? 'list' : isMutableObject(value) ? 'map' : 'text') : undefined
  const problem = `unable to find ${makes === undefined ? '' : 'or create '}field ${goQuote(path)} in replacement target`
  const root: Place = { value: resource.object ?? null, set: () => undefined }
  const steps = splitFieldPath(path)
  const existed = makes === undefined ? true : existsAt(resource, steps)
  const places = withContext(problem, () => findPlaces(root, steps, makes))
  if (places.length === 0) throw new BuildProblem(problem)
  for (const place of places) writePlace(place, value, options, existed)
}

function existsAt(resource: Resource, steps: readonly string[]): boolean {
  const copy = copyJson(resource.object)
  try {
    return findPlaces({ value: copy, set: () => undefined }, steps, undefined).length > 0
  } catch (thrown) {
    if (thrown instanceof BuildProblem) return false
    throw thrown
  }
}

function writePlace(place: Place, value: MutableJson, options: FieldOptions | undefined, existed: boolean): void {
  const { delimiter = '', index = 0 } = options ?? {}
  let written = copyJson(value)
  if (delimiter !== '') {
    if (typeof place.value === 'object' && place.value !== null)
      throw new BuildProblem('delimiter option can only be used with scalar nodes')
    const parts = scalarText(place.value).split(delimiter)
    const part = scalarText(written)
    if (index < 0) parts.unshift(part)
    else if (index >= parts.length) parts.push(part)
    else parts[index] = part
    written = parts.join(delimiter)
  }
  const isScalar = typeof place.value !== 'object' || place.value === null
  place.set(isScalar && typeof written !== 'object' ? fitted(scalarText(written), place.value, existed) : written)
}

/** The target keeps its type: a number stays one if the new text is one. What was made for it takes the type of the text. */
function fitted(text: string, present: MutableJson, existed: boolean): MutableJson {
  if (existed && typeof present === 'string') return text
  const typed = typeOfPlain(text)
  if (!existed || present === null || typeof typed.value === typeof present) return typed.type === 'timestamp' ? text : typed.value
  return text
}
