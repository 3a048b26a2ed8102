// An object on its way through a build: its manifest, which steps change in place, and what kustomize must remember about it. Upstream
// keeps that in annotations, which are taken away at the end; here it stands beside the manifest.
//
// @source sigs.k8s.io/kustomize api/resource resource.go

import { scalarText } from './scalar-text.ts'
import type { MutableJson, MutableObject } from '../../base/mutable-json.ts'
import { isMutableObject, setMember } from '../../base/mutable-json.ts'
import type { Origin } from './origin.ts'
import type { ResourceId } from './resource-id.ts'
import { effectiveNamespace, gvkOf } from './resource-id.ts'

export type Behavior = 'unspecified' | 'create' | 'merge' | 'replace'

export interface PreviousName {
  readonly name: string
  readonly namespace: string
  readonly kind: string
}

export interface Resource {
  /** Undefined once a patch has deleted it. */
  object: MutableObject | undefined
  /** The names it had, oldest first. */
  previous: readonly PreviousName[]
  prefixes: readonly string[]
  suffixes: readonly string[]
  behavior: Behavior
  needsHash: boolean
  allowsNameChange: boolean
  allowsKindChange: boolean
  /** Names of the vars that read from it. */
  variables: readonly string[]
  origin: Origin | undefined
  /** Why it cannot be printed. */
  problem: string | undefined
  /** What changed it, when buildMetadata asks for that. */
  transformations: readonly Origin[]
}

export function resourceOf(object: MutableObject): Resource {
  return {
    object,
    previous: [],
    prefixes: [],
    suffixes: [],
    behavior: 'unspecified',
    needsHash: false,
    allowsNameChange: false,
    allowsKindChange: false,
    variables: [],
    origin: undefined,
    problem: undefined,
    transformations: [],
  }
}

function member(object: MutableObject | undefined, field: string): MutableJson | undefined {
  return object === undefined ? undefined : object[field]
}

export function metadataOf(resource: Resource): MutableObject {
  const metadata = member(resource.object, 'metadata')
  return isMutableObject(metadata) ? metadata : {}
}

export function kindOf(resource: Resource): string {
  return scalarText(member(resource.object, 'kind'))
}

export function nameOf(resource: Resource): string {
  return scalarText(metadataOf(resource)['name'])
}

export function namespaceOf(resource: Resource): string {
  return scalarText(metadataOf(resource)['namespace'])
}

export function currentId(resource: Resource): ResourceId {
  const gvk = gvkOf(scalarText(member(resource.object, 'apiVersion')), kindOf(resource))
  return { ...gvk, name: nameOf(resource), namespace: namespaceOf(resource) }
}

export function previousIds(resource: Resource): readonly ResourceId[] {
  const now = currentId(resource)
  return resource.previous.map(({ name, namespace, kind }) => ({ ...now, name, namespace, kind }))
}

export function originalId(resource: Resource): ResourceId {
  return previousIds(resource)[0] ?? currentId(resource)
}

/** Every name the object has or had, the present one first. */
export function allIds(resource: Resource): readonly ResourceId[] {
  return [currentId(resource), ...previousIds(resource)]
}

/** Called before a name changes, so that references can be found and mended. */
export function rememberName(resource: Resource): void {
  const id = currentId(resource)
  resource.previous = [...resource.previous, { name: id.name, namespace: effectiveNamespace(id), kind: id.kind }]
}

export function setMetadata(resource: Resource, field: string, value: string): void {
  if (resource.object === undefined) return
  const metadata = member(resource.object, 'metadata')
  if (isMutableObject(metadata)) metadata[field] = value
  else resource.object['metadata'] = { [field]: value }
}

export function clearMetadata(resource: Resource, field: string): void {
  const metadata = metadataOf(resource)
  delete metadata[field]
}

/** Labels or annotations as texts, whatever was written there. */
export function marksOf(resource: Resource, field: 'labels' | 'annotations'): Readonly<Record<string, string>> {
  const marks = metadataOf(resource)[field]
  const texts: Record<string, string> = {}
  if (!isMutableObject(marks)) return texts
  for (const [key, value] of Object.entries(marks)) Object.defineProperty(texts, key, entry(scalarText(value)))
  return texts
}

function entry(value: string): PropertyDescriptor {
  return { value, enumerable: true, configurable: true, writable: true }
}

/** Writes labels or annotations; none at all take the field away. */
export function setMarks(resource: Resource, field: 'labels' | 'annotations', marks: Readonly<Record<string, string>>): void {
  const entries = Object.entries(marks)
  if (entries.length === 0) {
    clearMetadata(resource, field)
    return
  }
  const written: MutableObject = {}
  for (const [key, value] of entries) setMember(written, key, value)
  const metadata = member(resource.object, 'metadata')
  if (isMutableObject(metadata)) metadata[field] = written
  else if (resource.object !== undefined) resource.object['metadata'] = { [field]: written }
}
