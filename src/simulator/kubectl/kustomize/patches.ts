// Patches of a kustomization: strategic merge patches and JSON patches, from a file or written in place, for one object or a selection.
//
// @source sigs.k8s.io/kustomize api/internal/builtins PatchTransformer.go, PatchStrategicMergeTransformer.go, PatchJson6902Transformer.go

import { applyOperations, readOperations } from '../../apiserver/registry/json-patch.ts'
import { findKind } from '../../api/kinds.ts'
import { TABLE_BY_KIND } from '../../api/objects.ts'
import { goQuote } from '../../base/go-text.ts'
import type { JsonValue } from '../../base/json.ts'
import { isJsonArray } from '../../base/json.ts'
import { copyJson, isMutableObject } from '../../base/mutable-json.ts'
import { readManifest } from '../../yaml/index.ts'
import type { Session } from '../session.ts'
import { BuildProblem, attempt, withContext } from './build-problem.ts'
import { configText, configuring } from './configuring.ts'
import type { Patch, Selector } from './kustomization-fields.ts'
import type { Root } from './loader.ts'
import { loadText } from './loader.ts'
import { readResources } from './read-resources.ts'
import type { Resource } from './resource.ts'
import { clearMetadata, kindOf, nameOf, namespaceOf, originalId, rememberName, setMetadata } from './resource.ts'
import { idText, sameId } from './resource-id.ts'
import { matchingAnyId, select, selectorText } from './resource-list.ts'
import { mergeStrategically } from './strategic-merge.ts'
import { scalarText } from './scalar-text.ts'

export interface Patching {
  readonly session: Session
  readonly root: Root
}

interface ReadPatch {
  readonly source: string
  readonly merges: readonly Resource[]
  /** A list of operations; undefined for a merge. */
  readonly operations: JsonValue | undefined
}

/** `patches` */
export function applyPatches({ session, root }: Patching, patches: readonly Patch[], resources: readonly Resource[]): void {
  const read = patches.map((each) => ({ each, patch: readPatch(session, root, each) }))
  for (const { each, patch } of read) {
    if (patch.operations !== undefined) patchByOperations(each.target, patch, resources)
    else if (each.target === undefined) for (const merge of patch.merges) mergeIntoNamesake(merge, resources)
    else mergeIntoSelection(each.target, patch, resources)
  }
}

function readPatch(session: Session, root: Root, given: Patch): ReadPatch {
  const { path = '', patch = '', target, options } = given
  const written = patch.trim()
  const config = configText({ path: given.path, patch: given.patch, target, options })
  return withContext(configuring('PatchTransformer', config), () => {
    if (written === '' && path === '') throw new BuildProblem(`must specify one of patch and path in\n${config}`)
    if (written !== '' && path !== '') throw new BuildProblem(`patch and path can't be set at the same time\n${config}`)
    const text =
      written !== '' ? written : withContext(`failed to get the patch file from path(${path})`, () => loadText(session, root, path))
    const source = written !== '' ? `[patch: ${goQuote(text)}]` : `[path: ${goQuote(path)}]`
    const merges = attempt(() => readResources(text))
    if (merges.ok) {
      for (const merge of merges.value) {
        merge.allowsNameChange = options?.allowNameChange === true
        merge.allowsKindChange = options?.allowKindChange === true
      }
      return { source, merges: merges.value, operations: undefined }
    }
    const operations = readList(text)
    if (operations === undefined) throw new BuildProblem(`unable to parse SM or JSON patch from ${source}`)
    return { source, merges: [], operations }
  })
}

function readList(text: string): JsonValue | undefined {
  const { documents, error } = readManifest(text)
  const value = documents[0]?.value
  return error === undefined && isJsonArray(value) ? value : undefined
}

function mergeIntoNamesake(patch: Resource, resources: readonly Resource[]): void {
  const id = originalId(patch)
  const target = withContext(`no resource matches strategic merge patch ${goQuote(idText(id))}`, () => findTarget(patch, resources))
  applyMerge(target, patch)
}

/** The one object that a patch names. @source reswrangler.go GetById */
function findTarget(patch: Resource, resources: readonly Resource[]): Resource {
  const id = originalId(patch)
  const [target, ...more] = matchingAnyId(resources, (other) => sameId(id, other))
  if (target !== undefined && more.length === 0) return target
  const found = more.length > 0 ? 'multiple matches' : 'no matches'
  throw new BuildProblem(`${found} for Id ${idText(id)}; failed to find unique target for patch ${idText(id)}`)
}

function mergeIntoSelection(target: Selector, { source, merges }: ReadPatch, resources: readonly Resource[]): void {
  const [patch, ...more] = merges
  if (more.length > 0) {
    throw new BuildProblem(
      `Multiple Strategic-Merge Patches in one \`patches\` entry is not allowed to set \`patches.target\` field: ${source}`,
    )
  }
  if (patch === undefined) return
  const selected = withContext(`unable to find patch target ${selectorText(target)} in \`resources\``, () => select(resources, target))
  for (const each of selected) {
    applyMerge(each, { ...patch, object: { ...patch.object, apiVersion: each.object?.['apiVersion'] ?? '' } })
  }
}

/** Lays the patch over the object, which keeps its name, namespace and kind. @source resource.go ApplySmPatch */
function applyMerge(target: Resource, patch: Resource): void {
  if (target.object === undefined || patch.object === undefined) return
  const name = nameOf(target)
  const namespace = namespaceOf(target)
  const kind = kindOf(target)
  if (patch.allowsNameChange || patch.allowsKindChange) rememberName(target)
  const info = findKind(scalarText(target.object['apiVersion']), kind)
  const table = info === undefined ? undefined : TABLE_BY_KIND[info.kind]
  const merged = mergeStrategically(target.object, copyJson(patch.object), table)
  target.object = merged !== undefined && isMutableObject(merged) && Object.keys(merged).length > 0 ? merged : undefined
  if (target.object === undefined) return
  if (!patch.allowsKindChange) target.object['kind'] = kind
  if (!patch.allowsNameChange) setMetadata(target, 'name', name)
  if (namespace === '') clearMetadata(target, 'namespace')
  else setMetadata(target, 'namespace', namespace)
}

function patchByOperations(target: Selector | undefined, { source, operations }: ReadPatch, resources: readonly Resource[]): void {
  if (target === undefined) throw new BuildProblem(`must specify a target for JSON patch ${source}`)
  for (const each of select(resources, target)) {
    rememberName(each)
    operate(each, operations ?? [])
  }
}

function operate(resource: Resource, operations: JsonValue): void {
  const read = readOperations(operations)
  if (!read.ok) throw new BuildProblem(read.problem)
  const object = copyJson(resource.object)
  if (!isMutableObject(object)) return
  // While it builds, kustomize notes earlier names among the annotations: a patch finds some, even where the manifest has none.
  const { metadata } = object
  if (isMutableObject(metadata) && resource.previous.length > 0) metadata['annotations'] ??= {}
  const applied = applyOperations(object, read.value)
  if (!applied.ok) throw new BuildProblem(applied.problem)
  const { metadata: after } = applied.value
  const annotations = isMutableObject(after) ? after['annotations'] : undefined
  if (isMutableObject(after) && isMutableObject(annotations) && Object.keys(annotations).length === 0) delete after['annotations']
  resource.object = applied.value
}

/** `patchesStrategicMerge`: each entry is a patch, or names a file of patches. */
export function applyMergePatches({ session, root }: Patching, entries: readonly string[], resources: readonly Resource[]): void {
  const patches = withContext(configuring('PatchStrategicMergeTransformer', configText({ paths: entries })), () => {
    const read = entries.flatMap((entry) => readMergePatches(session, root, entry))
    if (read.length === 0) throw new BuildProblem(`patch appears to be empty; files=[${entries.join(' ')}], Patch=`)
    return read
  })
  for (const patch of patches) applyMerge(findTarget(patch, resources), patch)
}

function readMergePatches(session: Session, root: Root, entry: string): readonly Resource[] {
  const written = attempt(() => readResources(entry))
  if (written.ok) return written.value
  const text = loadText(session, root, entry)
  const read = attempt(() => readResources(text))
  if (read.ok) return read.value
  throw read.problem.isMalformed ? new BuildProblem(`${read.problem.message} in File: ${entry}`, true) : read.problem
}

/** `patchesJson6902` */
export function applyJsonPatches({ session, root }: Patching, patches: readonly Patch[], resources: readonly Resource[]): void {
  const read = patches.map(({ path, patch, target }) => {
    const config = configText({ target, path, jsonOp: patch })
    return {
      target,
      operations: withContext(configuring('PatchJson6902Transformer', config), () => readJsonPatch(session, root, { path, patch, target })),
    }
  })
  for (const { target, operations } of read) for (const each of select(resources, target ?? {})) operate(each, operations)
}

interface JsonPatchEntry {
  readonly path: string | undefined
  readonly patch: string | undefined
  readonly target: Selector | undefined
}

function readJsonPatch(session: Session, root: Root, { path = '', patch = '', target }: JsonPatchEntry): JsonValue {
  if ((target?.name ?? '') === '') throw new BuildProblem('must specify the target name')
  if (path === '' && patch === '') throw new BuildProblem('empty file path and empty jsonOp')
  if (path !== '' && patch !== '') throw new BuildProblem('must specify a file path or jsonOp, not both')
  const text = path === '' ? patch : loadText(session, root, path)
  if (text === '') throw new BuildProblem(`patch file '${path}' empty seems to be empty`)
  const operations = readList(text)
  if (operations === undefined) {
    throw new BuildProblem(`decoding ${text}: json: cannot unmarshal object into Go value of type jsonpatch.Patch`)
  }
  if (isJsonArray(operations) && operations.length === 0) throw new BuildProblem(`patch appears to be empty; file=${path}, JsonOp=${text}`)
  return operations
}
