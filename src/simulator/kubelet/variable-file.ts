// A value from a file of a volume, of lines like KEY='value' (ENV-1).
// @source pkg/kubelet/util/env/env_util.go ParseEnv; pkg/kubelet/kubelet_pods.go makeEnvironmentVariables

import type { FileKeySelector } from '../api/fields/container.ts'
import type { Pod } from '../api/fields/pod.ts'
import type { DirectoryNode } from '../api/file-system.ts'
import type { Result } from '../base/result.ts'
import { failure, success } from '../base/result.ts'
import { decodeUtf8Loosely } from '../base/utf8.ts'
import { findInVolume } from './volume-path.ts'

export interface PodVolumes {
  /** What is in a volume; undefined when the node has not made it. */
  root(name: string): DirectoryNode | undefined
  /** Where the node keeps it. */
  path(name: string): string
}

/** @returns undefined for a key that may be missing, and is; or the kubelet's words */
export function valueFromFile(
  { volumeName, path, key, optional }: FileKeySelector,
  pod: Pod,
  volumes: PodVolumes,
): Result<string | undefined, string> {
  const root = isMounted(pod, volumeName) ? volumes.root(volumeName) : undefined
  if (root === undefined) return failure(`cannot find the volume "${volumeName}" referenced by FileKeyRef`)
  const file = findInVolume(root, path)
  const value = file?.kind === 'file' ? valueOf(textOf(file.content), key) : undefined
  if (value === undefined) return failure("couldn't parse env file")
  if (value !== '') return success(value)
  if (optional === true) return success(undefined)
  return failure(`environment variable key "${key}" not found in file "${volumes.path(volumeName)}/${path}"`)
}

/** The node makes no volume that no container mounts. */
function isMounted({ spec }: Pod, volume: string): boolean {
  return [...(spec.initContainers ?? []), ...(spec.containers ?? [])].some(({ volumeMounts = [] }) =>
    volumeMounts.some(({ name }) => name === volume),
  )
}

function textOf(content: string | Uint8Array): string {
  return typeof content === 'string' ? content : decodeUtf8Loosely(content)
}

const LINE = /^[ \t]*(?:(?:#[^\n]*)?(?:\n|$)|([^=\n]*[^=\s])=(?:[ \t][^\n]*(?:\n|$)|'([^']*)'[ \t]*(?:#[^\n]*)?(?:\n|$)))/

/** '' when the file does not have the key, undefined when what comes before it is no such file. A value in quotes may have several lines. */
function valueOf(text: string, key: string): string | undefined {
  let rest = text.replaceAll('\r\n', '\n')
  while (rest !== '') {
    const [line, name, value = ''] = LINE.exec(rest) ?? []
    if (line === undefined || line === '') return undefined
    if (name === key) return value
    rest = rest.slice(line.length)
  }
  return ''
}
