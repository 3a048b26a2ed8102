// Warnings of files that a volume would write over one another.
// @source pkg/api/pod/warnings.go warningsForOverlappingVirtualPaths

import type { Volume, VolumeProjection } from '../api/fields/volume.ts'
import { goQuote } from '../base/go-text.ts'

interface Target {
  readonly path: string
  /** What puts a file there; empty where the volume has one source. */
  readonly source: string
}

export function overlappingPathWarnings(volumes: readonly Volume[]): readonly string[] {
  return volumes.flatMap((volume) => {
    const { configMap, secret, downwardAPI, projected } = volume
    const warn = (kind: string, overlaps: readonly string[]): readonly string[] =>
      overlaps.map((overlap) => `volume ${goQuote(volume.name)} (${kind}): overlapping paths: ${overlap}`)
    return [
      ...warn(`ConfigMap ${goQuote(configMap?.name ?? '')}`, overlapsOf(targets(configMap?.items, ''))),
      ...warn(`Secret ${goQuote(secret?.secretName ?? '')}`, overlapsOf(targets(secret?.items, ''))),
      ...warn('DownwardAPI', overlapsOf(targets(downwardAPI?.items, ''))),
      ...(projected?.sources ?? [])
        .filter((source) => Object.keys(source).length === 0)
        .map(() => `volume ${goQuote(volume.name)} (Projected) has no sources provided`),
      ...warn('Projected', overlapsOf((projected?.sources ?? []).flatMap(projectedTargets))),
    ]
  })
}

function targets(items: readonly { readonly path: string }[] | undefined, source: string): readonly Target[] {
  return (items ?? []).map(({ path }) => ({ path, source }))
}

function projectedTargets(source: VolumeProjection): readonly Target[] {
  const { configMap, secret, downwardAPI, serviceAccountToken, clusterTrustBundle, podCertificate } = source
  if (configMap?.items !== undefined) return targets(configMap.items, `ConfigMap ${goQuote(configMap.name ?? '')}`)
  if (secret?.items !== undefined) return targets(secret.items, `Secret ${goQuote(secret.name ?? '')}`)
  if (downwardAPI?.items !== undefined) return targets(downwardAPI.items, 'DownwardAPI')
  if (serviceAccountToken !== undefined) return targets([serviceAccountToken], 'ServiceAccountToken')
  if (clusterTrustBundle !== undefined) {
    const name = clusterTrustBundle.name ?? clusterTrustBundle.signerName ?? ''
    return targets([clusterTrustBundle], `ClusterTrustBundle ${goQuote(name)}`)
  }
  return [
    { path: podCertificate?.certificateChainPath ?? '', source: 'PodCertificate chain' },
    { path: podCertificate?.keyPath ?? '', source: 'PodCertificate key' },
    { path: podCertificate?.credentialBundlePath ?? '', source: 'PodCertificate credential bundle' },
  ].filter(({ path }) => path !== '')
}

/** Each target with every earlier one that is the same path, above it or below it. */
function overlapsOf(all: readonly Target[]): readonly string[] {
  const trimmed = all.map(({ path, source }): Target => ({ path: path.replace(/\/+$/, ''), source }))
  return trimmed.flatMap((target, index) =>
    trimmed
      .slice(0, index)
      .filter((earlier) => collides(earlier.path, target.path))
      .map((earlier) => `${shown(target)} with ${shown(earlier)}`),
  )
}

function collides(one: string, other: string): boolean {
  return one !== '' && other !== '' && (`${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`))
}

function shown({ path, source }: Target): string {
  return source === '' ? goQuote(path) : `${goQuote(path)} (${source})`
}
