// `kubectl kustomize`: a folder with a kustomization file in, manifests out. The door of this folder.
//
// @source sigs.k8s.io/kustomize api/krusty kustomizer.go Run

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { KUSTOMIZE_VERSION } from '../versions.ts'
import { kustomizeHash } from '../hash.ts'
import type { Session } from '../session.ts'
import { printYaml } from '../../yaml/index.ts'
import { accumulate } from './accumulate.ts'
import { BuildProblem, attempt } from './build-problem.ts'
import { openRoot } from './loader.ts'
import { mendReferences } from './name-references.ts'
import { ORIGIN, TRANSFORMATIONS, originText, transformationsText } from './origin.ts'
import { readKustomization } from './read-kustomization.ts'
import type { Resource } from './resource.ts'
import { marksOf, nameOf, rememberName, setMarks, setMetadata } from './resource.ts'
import { inOrder } from './sort-order.ts'
import { resolveVariables } from './variables.ts'

export interface Build {
  /** Lines for stderr about deprecated fields, whether the build succeeded or not. */
  readonly warnings: readonly string[]
  /** Vars that stand nowhere. */
  readonly unused: readonly string[]
  /** The manifests as one text; the problem is kustomize's own words. */
  readonly manifests: Result<string, string>
}

const LOCAL_ONLY = 'config.kubernetes.io/local-config'
const MANAGED_BY = 'app.kubernetes.io/managed-by'

export function buildKustomization(session: Session, folder: string): Build {
  const warnings: string[] = []
  const unused: string[] = []
  const notes = { warn: (line: string) => warnings.push(line), unused: (name: string) => unused.push(name) }
  const built = attempt(() => build(session, folder, notes))
  return { warnings, unused, manifests: built.ok ? success(built.value) : failure(built.problem.message) }
}

interface Notes {
  readonly warn: (line: string) => void
  readonly unused: (name: string) => void
}

function build(session: Session, folder: string, { warn, unused }: Notes): string {
  const root = openRoot(session, folder)
  const file = readKustomization(session, root, warn)
  const { buildMetadata = [], sortOptions } = file.content
  const origin = buildMetadata.length > 0 ? {} : undefined
  const { resources, variables } = accumulate({ session, root, file, origin, warn })
  addHashes(resources)
  mendReferences(resources)
  resolveVariables(variables, resources).forEach(unused)
  const printed = inOrder(resources.filter(isPrinted), sortOptions)
  for (const each of printed) addMetadata(each, buildMetadata)
  return printed
    .map(({ object, problem }) => {
      if (problem !== undefined) throw new BuildProblem(`map[string]interface {}(nil): ${problem}`)
      return printYaml(object ?? null)
    })
    .join('---\n')
}

function addHashes(resources: readonly Resource[]): void {
  for (const each of resources) {
    if (!each.needsHash || each.object === undefined) continue
    const hash = kustomizeHash(each.object)
    rememberName(each)
    setMetadata(each, 'name', `${nameOf(each)}-${hash}`)
  }
}

function isPrinted(resource: Resource): boolean {
  const mark = marksOf(resource, 'annotations')[LOCAL_ONLY]
  return resource.object !== undefined && (mark === undefined || mark === 'false')
}

function addMetadata(resource: Resource, wanted: readonly string[]): void {
  if (wanted.includes('managedByLabel')) {
    setMarks(resource, 'labels', { ...marksOf(resource, 'labels'), [MANAGED_BY]: `kustomize-${KUSTOMIZE_VERSION}` })
  }
  const { origin, transformations } = resource
  const added = {
    ...(wanted.includes('originAnnotations') && origin !== undefined ? { [ORIGIN]: originText(origin) } : {}),
    ...(wanted.includes('transformerAnnotations') && transformations.length > 0
      ? { [TRANSFORMATIONS]: transformationsText(transformations) }
      : {}),
  }
  // Upstream keeps its notes in annotations and writes all of them anew, as texts.
  const annotations = { ...marksOf(resource, 'annotations'), ...added }
  if (Object.keys(annotations).length > 0) setMarks(resource, 'annotations', annotations)
}
