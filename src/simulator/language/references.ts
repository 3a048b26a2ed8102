// Which places of a manifest name something that must exist elsewhere: an object of the cluster, a key of it, a volume, a label.

import type { Kind } from '../api/kinds.ts'
import type { KindInfo } from '../api/kinds.ts'
import { placeAt } from './field-place.ts'
import type { SketchPath } from './field-place.ts'
import type { SketchNode } from './sketch-node.ts'
import { childAt, textOf } from './sketch-node.ts'

/** What holds configuration by keys. */
export type Store = 'ConfigMap' | 'Secret'

export type Reference =
  | { readonly to: 'object'; readonly kind: Kind; readonly name: string }
  | { readonly to: 'key'; readonly kind: Store; readonly object: string; readonly key: string }
  | { readonly to: 'volume'; readonly name: string; readonly names: readonly string[] }
  | { readonly to: 'label'; readonly label: string; readonly value: string; readonly choices: Labels }

export type Labels = Readonly<Record<string, string>>

/** By the struct and its field. @source k8s.io/api core/v1 types.go */
const OBJECT_NAMES: Readonly<Record<string, Kind>> = {
  'v1.ConfigMapEnvSource.name': 'ConfigMap',
  'v1.ConfigMapKeySelector.name': 'ConfigMap',
  'v1.ConfigMapProjection.name': 'ConfigMap',
  'v1.ConfigMapVolumeSource.name': 'ConfigMap',
  'v1.LocalObjectReference.name': 'Secret',
  'v1.ObjectMeta.namespace': 'Namespace',
  'v1.PersistentVolumeClaimVolumeSource.claimName': 'PersistentVolumeClaim',
  'v1.PodSpec.nodeName': 'Node',
  'v1.PodSpec.serviceAccountName': 'ServiceAccount',
  'v1.SecretEnvSource.name': 'Secret',
  'v1.SecretKeySelector.name': 'Secret',
  'v1.SecretProjection.name': 'Secret',
  'v1.SecretVolumeSource.secretName': 'Secret',
  'v1.StatefulSetSpec.serviceName': 'Service',
}
const KEY_SELECTORS: Readonly<Record<string, Store>> = { 'v1.ConfigMapKeySelector': 'ConfigMap', 'v1.SecretKeySelector': 'Secret' }
const KEY_HOLDERS: Readonly<Record<string, Store>> = {
  'v1.ConfigMapProjection': 'ConfigMap',
  'v1.ConfigMapVolumeSource': 'ConfigMap',
  'v1.SecretProjection': 'Secret',
  'v1.SecretVolumeSource': 'Secret',
}

/** What the value at a path refers to; undefined where it stands for itself. */
export function referenceAt(kind: KindInfo, root: SketchNode, path: SketchPath): Reference | undefined {
  const field = path.at(-1)
  const holder = path.slice(0, -1)
  const owner = placeAt(kind, path)?.owner?.goType
  const written = textOf(childAt(root, path)) ?? ''
  const named = owner === undefined ? undefined : OBJECT_NAMES[`${owner}.${String(field)}`]
  if (named !== undefined) return { to: 'object', kind: named, name: written }
  if (field === 'key' && owner !== undefined) return keyReference(kind, root, owner, holder, written)
  if (field === 'name' && owner === 'v1.VolumeMount') return { to: 'volume', name: written, names: volumeNames(root, path) }
  if (field === 'subPath' && owner === 'v1.VolumeMount') return fileOfVolume(root, path, written)
  return labelReference(kind, root, path, written)
}

function keyReference(kind: KindInfo, root: SketchNode, owner: string, holder: SketchPath, key: string): Reference | undefined {
  const selected = KEY_SELECTORS[owner]
  if (selected !== undefined) return { to: 'key', kind: selected, object: textOf(childAt(root, [...holder, 'name'])) ?? '', key }
  // `items[].key`: the object is named beside `items`.
  const source = holder.slice(0, -2)
  const store = KEY_HOLDERS[goTypeAt(kind, source)]
  if (owner !== 'v1.KeyToPath' || store === undefined) return undefined
  return { to: 'key', kind: store, object: nameIn(childAt(root, source)) ?? '', key }
}

function goTypeAt(kind: KindInfo, path: SketchPath): string {
  const type = placeAt(kind, path)?.type
  return type?.kind === 'struct' ? type.goType : ''
}

/** The object that a source names: Secrets in volumes are named by `secretName`. */
function nameIn(source: SketchNode | undefined): string | undefined {
  return source === undefined ? undefined : (textOf(childAt(source, ['secretName'])) ?? textOf(childAt(source, ['name'])))
}

/** Volumes of the Pod spec around a mount. */
function volumesAround(root: SketchNode, path: SketchPath): readonly SketchNode[] {
  const containers = path.findLastIndex((step) => /^(?:containers|initContainers|ephemeralContainers)$/.test(String(step)))
  return containers < 0 ? [] : (childAt(root, [...path.slice(0, containers), 'volumes'])?.children ?? [])
}

function volumeNames(root: SketchNode, path: SketchPath): readonly string[] {
  return volumesAround(root, path).flatMap((volume) => textOf(childAt(volume, ['name'])) ?? [])
}

/** A `subPath` into a ConfigMap's or Secret's volume names one of its files: a key, where the volume does not rename. */
function fileOfVolume(root: SketchNode, path: SketchPath, key: string): Reference | undefined {
  const name = textOf(childAt(root, [...path.slice(0, -1), 'name']))
  const volume = volumesAround(root, path).find((each) => textOf(childAt(each, ['name'])) === name)
  if (volume === undefined) return undefined
  for (const [field, kind] of [['configMap', 'ConfigMap'] as const, ['secret', 'Secret'] as const]) {
    const source = childAt(volume, [field])
    if (source !== undefined && childAt(source, ['items']) === undefined) return { to: 'key', kind, object: nameIn(source) ?? '', key }
  }
  return undefined
}

/** A selector and the labels of the template must agree; a Service selects what is there. */
function labelReference(kind: KindInfo, root: SketchNode, path: SketchPath, value: string): Reference | undefined {
  const label = String(path.at(-1) ?? '')
  const place = path.slice(0, -1).join('.')
  const labelsAt = (...steps: readonly string[]) => labelsOf(childAt(root, steps))
  if (place === 'spec.selector.matchLabels')
    return { to: 'label', label, value, choices: labelsAt('spec', 'template', 'metadata', 'labels') }
  if (place === 'spec.template.metadata.labels') return { to: 'label', label, value, choices: labelsAt('spec', 'selector', 'matchLabels') }
  return place === 'spec.selector' && kind.kind === 'Service' ? { to: 'label', label, value, choices: {} } : undefined
}

function labelsOf(node: SketchNode | undefined): Labels {
  return Object.fromEntries(
    (node?.children ?? []).filter(({ isBare }) => !isBare).map((child) => [String(child.step), textOf(child) ?? '']),
  )
}
