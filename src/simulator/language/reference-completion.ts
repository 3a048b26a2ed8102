// Names that exist, for a place that refers to one of them: those of the cluster first, then those that are only written.

import type { KindInfo } from '../api/kinds.ts'
import type { Completion } from './completion-item.ts'
import type { SketchPath } from './field-place.ts'
import { keyOf, namespaceOf, shownValue, storedKeys, storedNames, writtenKeys, writtenObjects } from './known-objects.ts'
import { referenceAt } from './references.ts'
import type { Reference } from './references.ts'
import type { SketchNode } from './sketch-node.ts'
import type { EditorWorld } from './world.ts'

/** Empty where the place refers to nothing, or to nothing that exists. */
export function completeReference(kind: KindInfo, root: SketchNode, path: SketchPath, world: EditorWorld): readonly Completion[] {
  const reference = referenceAt(kind, root, path)
  if (reference === undefined) return []
  const namespace = namespaceOf(root)
  switch (reference.to) {
    case 'object':
      return objectNames(reference, namespace, world)
    case 'key':
      return keys(reference, namespace, world)
    case 'volume':
      return reference.names.map((name) => known(name, 'object', 'volume of this Pod'))
    case 'label':
      return labels(reference, namespace, world)
  }
}

function known(label: string, what: Completion['what'], detail: string): Completion {
  return { label, what, detail, note: undefined, newText: label, required: false }
}

function notApplied(file: string): string {
  return `in ${file}, not applied yet`
}

function objectNames({ kind }: Extract<Reference, { to: 'object' }>, namespace: string, world: EditorWorld): readonly Completion[] {
  const stored = storedNames(world, kind, namespace)
  const written = writtenObjects(world, kind, namespace).filter(({ name }) => !stored.includes(name))
  return [
    ...stored.map((name) => known(name, 'object', `${kind} in the cluster`)),
    ...written.map(({ name, file }) => known(name, 'object', notApplied(file))),
  ]
}

function keys({ kind, object }: Extract<Reference, { to: 'key' }>, namespace: string, world: EditorWorld): readonly Completion[] {
  const key = keyOf(kind, namespace, object)
  const stored = storedKeys(world, kind, key) ?? []
  const written = writtenObjects(world, kind, namespace)
    .filter(({ name }) => name === object)
    .flatMap((each) => writtenKeys(each).map((name) => ({ name, file: each.file })))
    .filter(({ name }) => !stored.includes(name))
  return [
    ...stored.map((name) => known(name, 'key', shownValue(world, kind, key, name) ?? '')),
    ...written.map(({ name, file }) => known(name, 'key', notApplied(file))),
  ]
}

/** Labels for the empty key, values for a label. */
function labels({ label, choices }: Extract<Reference, { to: 'label' }>, namespace: string, { view }: EditorWorld): readonly Completion[] {
  const onPods = (view?.list('Pod', namespace) ?? []).flatMap(({ metadata }) => Object.entries(metadata.labels ?? {}))
  const written = Object.entries(choices)
  const pairs = written.length > 0 ? written : onPods.filter(([name]) => name !== 'pod-template-hash')
  const where = written.length > 0 ? 'in this manifest' : 'on Pods of the cluster'
  const texts = pairs.filter(([name]) => label === '' || name === label).map(([name, value]) => (label === '' ? name : value))
  return [...new Set(texts)].map((text) => known(text, 'key', where))
}
