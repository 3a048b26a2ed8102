// What a kustomization gathers and makes: its resources and bases, its generators, its components, and all its steps over them.
//
// @source sigs.k8s.io/kustomize api/internal/target kusttarget.go accumulateTarget, kusttarget_configplugin.go configureBuiltinTransformers

import { goQuote } from '../../base/go-text.ts'
import type { Session } from '../session.ts'
import { BuildProblem, attempt, withContext } from './build-problem.ts'
import { generateConfigMap, generateSecret } from './generators.ts'
import type { Kustomization, Variable } from './kustomization-fields.ts'
import type { Root } from './loader.ts'
import { loadText, openBelow } from './loader.ts'
import type { Origin } from './origin.ts'
import { originBelow, originOfStep } from './origin.ts'
import { applyJsonPatches, applyMergePatches, applyPatches } from './patches.ts'
import type { KustomizationFile } from './read-kustomization.ts'
import { readKustomization } from './read-kustomization.ts'
import { readResources } from './read-resources.ts'
import { applyReplacements } from './replacements.ts'
import type { Resource } from './resource.ts'
import { absorb, appendAll } from './resource-list.ts'
import { addAnnotations, addLabels, addPrefix, addSuffix, setImage, setNamespace, setReplicas } from './transformers.ts'
import { addVariables, mergeVariables } from './variables.ts'

export interface Accumulated {
  readonly resources: readonly Resource[]
  readonly variables: readonly Variable[]
}

/** One kustomization being built. */
export interface Target {
  readonly session: Session
  readonly root: Root
  readonly file: KustomizationFile
  /** Where this folder lies, if buildMetadata asks for origins. */
  readonly origin: Origin | undefined
  readonly warn: (line: string) => void
}

const NOTHING: Accumulated = { resources: [], variables: [] }

/** @param before  What a component is laid over; nothing for a kustomization. */
export function accumulate(target: Target, before: Accumulated = NOTHING): Accumulated {
  const { content } = target.file
  const paths = [...(content.resources ?? []), ...(content.bases ?? [])]
  const gathered = withContext('accumulating resources', () => paths.reduce((so, path) => addPath(target, so, path), before))
  const generated = generate(target, gathered.resources)
  const completed = withContext('accumulating components', () =>
    (content.components ?? []).reduce((so, path) => addComponent(target, so, path), { ...gathered, resources: generated }),
  )
  const resources = transform(target, completed.resources)
  const vars = content.vars ?? []
  const variables =
    vars.length === 0 ? completed.variables : withContext('merging vars', () => addVariables(completed.variables, vars, resources))
  return { resources, variables }
}

/** A file of objects, or else the folder of another kustomization. */
function addPath(target: Target, so: Accumulated, path: string): Accumulated {
  const asFile = attempt(() => addFile(target, so, path))
  if (asFile.ok) return asFile.value
  const { problem } = asFile
  const opened = attempt(() => openBelow(target.session, target.root, path))
  if (!opened.ok && problem.isMalformed) throw problem
  return withContext(`accumulation err='${problem.message}'`, () => {
    if (!opened.ok) throw opened.problem
    const below = openTarget(target, opened.value, path)
    if (below.file.isComponent) throw new BuildProblem(`expected kind != 'Component' for path '${opened.value.path}'`)
    const made = withContext(`recursed accumulation of path '${opened.value.path}'`, () => accumulate(below))
    return withContext(`recursed merging from path '${opened.value.path}'`, () => join(so, made))
  })
}

function addFile({ session, root, origin }: Target, so: Accumulated, path: string): Accumulated {
  const read = withContext(`accumulating resources from '${path}'`, () => {
    const text = loadText(session, root, path)
    const resources = attempt(() => appendAll([], readResources(text)))
    if (resources.ok) return resources.value
    throw resources.problem.isMalformed ? new BuildProblem(`${resources.problem.message} in File: ${path}`, true) : resources.problem
  })
  if (origin !== undefined) for (const each of read) each.origin = originBelow(origin, path)
  return { ...so, resources: withContext(`merging resources from '${path}'`, () => appendAll(so.resources, read)) }
}

function openTarget(target: Target, root: Root, path: string): Target {
  const file = withContext(`couldn't make target for path '${root.path}'`, () => readKustomization(target.session, root, target.warn))
  return { ...target, root, file, origin: target.origin === undefined ? undefined : originBelow(target.origin, path) }
}

function join(so: Accumulated, made: Accumulated): Accumulated {
  return { resources: appendAll(so.resources, made.resources), variables: mergeVariables(so.variables, made.variables) }
}

/** A component works on what is there already. */
function addComponent(target: Target, so: Accumulated, path: string): Accumulated {
  const opened = attempt(() => openBelow(target.session, target.root, path))
  if (!opened.ok) throw new BuildProblem(`loader.New ${goQuote(opened.problem.message)}`)
  const { path: folder } = opened.value
  const made = attempt(() => {
    const below = openTarget(target, opened.value, path)
    if (!below.file.isComponent) throw new BuildProblem(`expected kind 'Component' for path '${folder}' but got 'Kustomization'`)
    return withContext(`recursed accumulation of path '${folder}'`, () => accumulate(below, so))
  })
  if (!made.ok) throw new BuildProblem(`accumulateDirectory: ${goQuote(made.problem.message)}`)
  return made.value
}

function generate(target: Target, before: readonly Resource[]): readonly Resource[] {
  const { session, root, file, origin } = target
  const { configMapGenerator = [], secretGenerator = [], generatorOptions } = file.content
  const generating = { session, root, common: generatorOptions }
  let resources = before
  const add = (made: Resource, step: string): void => {
    if (origin !== undefined) made.origin = originOfStep(origin, file.name, step)
    resources = withContext(`merging from generator &{${POINTER} <nil>}`, () => absorb(resources, made))
  }
  for (const each of configMapGenerator) add(generateConfigMap(generating, each), 'ConfigMapGenerator')
  for (const each of secretGenerator) add(generateSecret(generating, each), 'SecretGenerator')
  return resources
}

/** An address in upstream's memory stands here; any does. */
const POINTER = '0xc000512a80'

type Step = readonly [name: string, isAsked: boolean, run: (resources: readonly Resource[]) => void]

/** In upstream's order. */
function stepsOf({ session, root, file }: Target): readonly Step[] {
  const { content } = file
  const patching = { session, root }
  const { patchesStrategicMerge = [], patches = [], patchesJson6902 = [], replacements = [] } = content
  const { namespace = '', namePrefix = '', nameSuffix = '', commonAnnotations = {} } = content
  return [
    ['PatchStrategicMergeTransformer', patchesStrategicMerge.length > 0, (all) => applyMergePatches(patching, patchesStrategicMerge, all)],
    ['PatchTransformer', patches.length > 0, (all) => applyPatches(patching, patches, all)],
    ['NamespaceTransformer', namespace !== '', (all) => setNamespace(namespace, all)],
    ['PrefixTransformer', namePrefix !== '', (all) => addPrefix(namePrefix, all)],
    ['SuffixTransformer', nameSuffix !== '', (all) => addSuffix(nameSuffix, all)],
    ['LabelTransformer', hasLabels(content), (all) => addLabels(content, all)],
    ['AnnotationsTransformer', Object.keys(commonAnnotations).length > 0, (all) => addAnnotations(commonAnnotations, all)],
    ['PatchJson6902Transformer', patchesJson6902.length > 0, (all) => applyJsonPatches(patching, patchesJson6902, all)],
    ['ReplicaCountTransformer', (content.replicas ?? []).length > 0, (all) => content.replicas?.forEach((each) => setReplicas(each, all))],
    ['ImageTagTransformer', images(content).length > 0, (all) => images(content).forEach((each) => setImage(each, all))],
    ['ReplacementTransformer', replacements.length > 0, (all) => applyReplacements(session, root, replacements, all)],
  ]
}

function images({ images: given = [], imageTags = [] }: Kustomization): NonNullable<Kustomization['images']> {
  return [...given, ...imageTags]
}

function hasLabels({ labels = [], commonLabels = {} }: Kustomization): boolean {
  return labels.length > 0 || Object.keys(commonLabels).length > 0
}

function transform(target: Target, before: readonly Resource[]): readonly Resource[] {
  const { origin, file } = target
  let resources = before
  for (const [name, isAsked, run] of stepsOf(target)) {
    if (!isAsked) continue
    run(resources)
    resources = resources.filter((each) => each.object !== undefined)
    if (origin === undefined) continue
    const step = originOfStep(origin, file.name, name)
    for (const each of resources) {
      if (each.origin === undefined) each.origin = step
      else each.transformations = [...each.transformations, step]
    }
  }
  return resources
}
