// Where an object comes from, as `buildMetadata: [originAnnotations, transformerAnnotations]` writes it into annotations.
//
// @source sigs.k8s.io/kustomize api/resource origin.go

import { cleanPath } from '../files.ts'

export const ORIGIN = 'config.kubernetes.io/origin'
export const TRANSFORMATIONS = 'alpha.config.kubernetes.io/transformations'

export interface Origin {
  /** Of the file, from the folder of the build on. */
  readonly path?: string
  /** The kustomization file that made or changed the object. */
  readonly configuredIn?: string
  /** The step that did it: `ConfigMapGenerator`. */
  readonly configuredBy?: string
}

export function originBelow(origin: Origin, path: string): Origin {
  return { ...origin, path: cleanPath(origin.path === undefined ? path : `${origin.path}/${path}`) }
}

/** The kustomization file in the folder of `origin`, as the place of a step. */
export function originOfStep(origin: Origin, file: string, step: string): Origin {
  const configuredIn = origin.path === undefined ? file : cleanPath(`${origin.path}/${file}`)
  return { configuredIn, configuredBy: step }
}

export function originText(origin: Origin): string {
  return `${linesOf(origin).join('\n')}\n`
}

export function transformationsText(origins: readonly Origin[]): string {
  return origins
    .map((origin) =>
      linesOf(origin)
        .map((line, index) => `${index === 0 ? '- ' : '  '}${line}\n`)
        .join(''),
    )
    .join('')
}

/** As YAML, in the order of upstream's fields. */
function linesOf({ path, configuredIn, configuredBy }: Origin): readonly string[] {
  return [
    ...(path === undefined ? [] : [`path: ${path}`]),
    ...(configuredIn === undefined ? [] : [`configuredIn: ${configuredIn}`]),
    ...(configuredBy === undefined ? [] : ['configuredBy:', '  apiVersion: builtin', `  kind: ${configuredBy}`]),
  ]
}
