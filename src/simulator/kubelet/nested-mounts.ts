// Mount points inside of volumes: what is mounted below a volume that cannot be written needs a directory there, which the kubelet makes.
// @source pkg/volume/util/nested_volumes.go MakeNestedMountpoints

import type { Pod } from '../api/fields/pod.ts'
import type { DirectoryNode } from '../api/file-system.ts'
import { PersistentMap } from '../base/persistent-map.ts'

/** Paths within the volume at which any container of the Pod mounts something else, none of them below another. */
export function nestedMountPoints({ spec }: Pod, volume: string): readonly string[] {
  return [...(spec.initContainers ?? []), ...(spec.containers ?? [])].flatMap(({ volumeMounts = [] }) => {
    const all = volumeMounts.map(({ mountPath }) => mountPath.replace(/\/+$/, '')).sort()
    const own = volumeMounts.filter(({ name }) => name === volume).map(({ mountPath }) => `${mountPath.replace(/\/+$/, '')}/`)
    return own.flatMap((place) => {
      const below: string[] = []
      for (const path of all) {
        const last = below.at(-1)
        if (path.startsWith(place) && (last === undefined || !path.startsWith(`${place}${last}/`))) below.push(path.slice(place.length))
      }
      return below
    })
  })
}

export function withMountPoints(root: DirectoryNode, paths: readonly string[], epochMs: number): DirectoryNode {
  return paths.reduce((tree, path) => withPoint(tree, path.split('/'), epochMs), root)
}

function withPoint(root: DirectoryNode, [step, ...rest]: readonly string[], epochMs: number): DirectoryNode {
  if (step === undefined || step === '') return root
  const present = root.entries.get(step)
  if (present !== undefined && present.kind !== 'directory') return root
  const made: DirectoryNode = { kind: 'directory', mode: 0o755, uid: 0, gid: 0, modifiedAtEpochMs: epochMs, entries: PersistentMap.empty() }
  return { ...root, entries: root.entries.with(step, withPoint(present ?? made, rest, epochMs)) }
}
