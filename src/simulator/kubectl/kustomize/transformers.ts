// The steps that change every object, or those of some kinds: namespace, prefix and suffix, labels, annotations, replicas, images.
//
// @source sigs.k8s.io/kustomize api/internal/builtins NamespaceTransformer.go, PrefixTransformer.go, LabelTransformer.go, …

import type { MutableJson, MutableObject } from '../../base/mutable-json.ts'
import { isMutableObject, setMember } from '../../base/mutable-json.ts'
import { compareBytes } from '../../base/go-json.ts'
import { formatList } from '../text/go-format.ts'
import { BuildProblem, attempt, compilePattern } from './build-problem.ts'
import {
  ANNOTATIONS,
  CLAIM_TEMPLATE_LABELS,
  IMAGES,
  METADATA_LABELS,
  NAMESPACE,
  REPLICAS,
  SELECTOR_LABELS,
  TEMPLATE_LABELS,
} from './default-field-specs.ts'
import type { FieldSpec, Place } from './field-spec.ts'
import { placeIn, visitField } from './field-spec.ts'
import type { ImageChange, Kustomization, ReplicaChange } from './kustomization-fields.ts'
import type { Resource } from './resource.ts'
import { currentId, kindOf, nameOf, originalId, rememberName, setMetadata } from './resource.ts'
import { gvkText, isClusterScoped, isSelected } from './resource-id.ts'
import { matchingAnyId, withCurrentId } from './resource-list.ts'
import { scalarText } from './scalar-text.ts'

export function setNamespace(namespace: string, resources: readonly Resource[]): void {
  for (const each of resources) {
    rememberName(each)
    const write = (place: Place): void => place.set(namespace)
    if (!isClusterScoped(currentId(each))) visitField(each, { path: 'metadata/namespace', create: true }, 'text', write)
    if (['RoleBinding', 'ClusterRoleBinding'].includes(kindOf(each))) moveSubjects(each, namespace)
    for (const spec of NAMESPACE) {
      if (spec.path === 'metadata/name' && scalarText(each.object?.['apiVersion']) !== 'v1') continue
      visitField(each, spec, 'text', write)
    }
    const matches = withCurrentId(resources, currentId(each))
    if (matches.length !== 1) {
      throw new BuildProblem(
        `namespace transformation produces ID conflict: ${formatList(matches.map((match) => JSON.stringify(match.object)))}`,
      )
    }
  }
}

/** Only the subject called `default` moves along. */
function moveSubjects(resource: Resource, namespace: string): void {
  const subjects = resource.object?.['subjects']
  if (!Array.isArray(subjects)) return
  for (const subject of subjects) if (isMutableObject(subject) && subject['name'] === 'default') subject['namespace'] = namespace
}

const NEVER_RENAMED = [{ kind: 'CustomResourceDefinition' }, { group: 'apiregistration.k8s.io', kind: 'APIService' }, { kind: 'Namespace' }]

function renamable(resources: readonly Resource[]): readonly Resource[] {
  return resources.filter((each) => !NEVER_RENAMED.some((rule) => isSelected(originalId(each), rule)))
}

export function addPrefix(prefix: string, resources: readonly Resource[]): void {
  for (const each of renamable(resources)) {
    each.prefixes = [...each.prefixes, prefix]
    rememberName(each)
    setMetadata(each, 'name', prefix + nameOf(each))
  }
}

export function addSuffix(suffix: string, resources: readonly Resource[]): void {
  for (const each of renamable(resources)) {
    each.suffixes = [...each.suffixes, suffix]
    rememberName(each)
    setMetadata(each, 'name', nameOf(each) + suffix)
  }
}

/** `labels` entry by entry, then `commonLabels`. */
export function addLabels({ labels = [], commonLabels = {} }: Kustomization, resources: readonly Resource[]): void {
  for (const { pairs = {}, fields = [], includeSelectors, includeTemplates, includeVolumeClaimTemplates } of labels) {
    const own = fields.map(({ path = '', ...rest }): FieldSpec => ({ path, ...rest }))
    const specs = includeSelectors
      ? mergeSpecs(own, SELECTOR_LABELS)
      : mergeSpecs(own, [
          ...(includeTemplates ? TEMPLATE_LABELS : []),
          ...(includeVolumeClaimTemplates ? CLAIM_TEMPLATE_LABELS : []),
          METADATA_LABELS,
        ])
    addMarks(pairs, specs, resources)
  }
  addMarks(commonLabels, SELECTOR_LABELS, resources)
}

/** Rules that say the same of the same field must agree. @source api/types fieldspec.go MergeAll */
function mergeSpecs(own: readonly FieldSpec[], more: readonly FieldSpec[]): readonly FieldSpec[] {
  const merged = [...own]
  for (const spec of more) {
    const known = merged.find((each) => each.path === spec.path && isSelected({ group: '', version: '', kind: '', ...each }, spec))
    if (known === undefined) merged.push(spec)
    else if ((known.create ?? false) !== (spec.create ?? false)) throw new BuildProblem('failed to merge labels: conflicting fieldspecs')
  }
  return merged
}

export function addAnnotations(annotations: Readonly<Record<string, string>>, resources: readonly Resource[]): void {
  addMarks(annotations, ANNOTATIONS, resources)
}

function addMarks(marks: Readonly<Record<string, string>>, specs: readonly FieldSpec[], resources: readonly Resource[]): void {
  const keys = Object.keys(marks).sort(compareBytes)
  if (keys.length === 0) return
  for (const each of resources) {
    for (const spec of specs) {
      visitField(each, spec, 'map', (place) => {
        const map: MutableObject = isMutableObject(place.value) ? place.value : {}
        if (place.value !== null && !isMutableObject(place.value))
          throw new BuildProblem('wrong node kind: expected MappingNode but got ScalarNode')
        for (const key of keys) setMember(map, key, marks[key] ?? '')
        place.set(map)
      })
    }
  }
}

export function setReplicas({ name = '', count = 0 }: ReplicaChange, resources: readonly Resource[]): void {
  let found = false
  for (const spec of REPLICAS) {
    for (const each of matchingAnyId(resources, (id) => id.name === name && isSelected(id, spec))) {
      found = true
      visitField(each, spec, 'text', (place) => place.set(count))
    }
  }
  if (found) return
  const kinds = REPLICAS.map(({ kind = '' }) => gvkText({ group: '', version: '', kind }))
  throw new BuildProblem(`resource with name ${name} does not match a config with the following GVK ${formatList(kinds)}`)
}

/** Wherever there are containers, and at the known places. */
export function setImage(change: ImageChange, resources: readonly Resource[]): void {
  // A name that is no pattern fits nothing.
  const compiled = attempt(() =>
    compilePattern(`^${change.name ?? ''}(:[a-zA-Z0-9_.{}-]*)?(@[a-zA-Z0-9][-.+_a-zA-Z0-9]*:[a-zA-Z0-9_.{}-]*)?$`),
  )
  if (!compiled.ok) return
  const pattern = compiled.value
  for (const each of resources) {
    if (each.object === undefined || kindOf(each) === 'CustomResourceDefinition') continue
    const update = (place: Place): void => {
      const image = scalarText(place.value)
      if (pattern.test(image)) place.set(changedImage(image, change))
    }
    updateContainers(each.object, update)
    for (const spec of IMAGES) visitField(each, spec, 'nothing', (place) => (place.value === null ? undefined : update(place)))
  }
}

function updateContainers(value: MutableJson, update: (place: Place) => void): void {
  if (Array.isArray(value)) for (const item of value) updateContainers(item, update)
  if (!isMutableObject(value)) return
  for (const [key, member] of Object.entries(value)) {
    updateContainers(member, update)
    if ((key !== 'containers' && key !== 'initContainers') || !Array.isArray(member)) continue
    for (const container of member) if (isMutableObject(container) && Object.hasOwn(container, 'image')) update(placeIn(container, 'image'))
  }
}

function changedImage(image: string, { newName = '', newTag = '', digest = '', tagSuffix = '' }: ImageChange): string {
  const parts = splitImage(image)
  const name = newName === '' ? parts.name : newName
  let { tag, digest: hash } = parts
  if (newTag !== '' || digest !== '') {
    tag = newTag
    hash = digest
  } else if (tagSuffix !== '') {
    tag += tagSuffix
    hash = ''
  }
  return `${name}${tag === '' ? '' : `:${tag}`}${hash === '' ? '' : `@${hash}`}`
}

/** @source sigs.k8s.io/kustomize api/internal/image image.go Split */
function splitImage(image: string): { readonly name: string; readonly tag: string; readonly digest: string } {
  const slash = Math.max(image.indexOf('/'), 0)
  const at = image.indexOf('@', slash)
  const colon = image.indexOf(':', slash)
  if (at < 0 && colon < 0) return { name: image, tag: '', digest: '' }
  if (at >= 0 && (colon < 0 || at < colon)) return { name: image.slice(0, at), tag: '', digest: image.slice(at + 1) }
  if (at < 0) return { name: image.slice(0, colon), tag: image.slice(colon + 1), digest: '' }
  return { name: image.slice(0, colon), tag: image.slice(colon + 1, at), digest: image.slice(at + 1) }
}
