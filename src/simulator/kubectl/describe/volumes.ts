// @source k8s.io/kubectl pkg/describe/describe.go describeVolumes
// @simplified `kubectl describe` names volumes of storage systems without their details.

import type { Volume } from '../../api/fields/volume.ts'
import type { Description } from './writer.ts'

export function describeVolumes(out: Description, volumes: readonly Volume[] | undefined, indent: '' | '  '): void {
  const list = volumes ?? []
  out.line(0, `${indent}Volumes:${list.length === 0 ? '\t<none>' : ''}`)
  for (const volume of list) {
    out.line(1, `${indent === '' ? '' : ' '}${volume.name}:`)
    describeSource(out, volume)
  }
}

function describeSource(out: Description, volume: Volume): void {
  const { configMap, secret, projected, downwardAPI, emptyDir, hostPath, persistentVolumeClaim } = volume
  const lines = (...texts: readonly string[]): void => {
    for (const text of texts) out.line(2, text)
  }
  if (hostPath !== undefined)
    lines('Type:\tHostPath (bare host directory volume)', `Path:\t${hostPath.path}`, `HostPathType:\t${hostPath.type ?? '<none>'}`)
  else if (emptyDir !== undefined)
    lines(
      "Type:\tEmptyDir (a temporary directory that shares a pod's lifetime)",
      `Medium:\t${emptyDir.medium ?? ''}`,
      `SizeLimit:\t${emptyDir.sizeLimit === undefined || emptyDir.sizeLimit === '0' ? '<unset>' : emptyDir.sizeLimit}`,
    )
  else if (secret !== undefined)
    lines('Type:\tSecret (a volume populated by a Secret)', `SecretName:\t${secret.secretName ?? ''}`, optional(secret.optional))
  else if (persistentVolumeClaim !== undefined)
    lines(
      'Type:\tPersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)',
      `ClaimName:\t${persistentVolumeClaim.claimName}`,
      `ReadOnly:\t${String(persistentVolumeClaim.readOnly === true)}`,
    )
  else if (downwardAPI !== undefined) {
    lines('Type:\tDownwardAPI (a volume populated by information about the pod)', 'Items:')
    for (const { fieldRef, resourceFieldRef, path } of downwardAPI.items ?? []) {
      if (fieldRef !== undefined) out.line(3, `${fieldRef.fieldPath} -> ${path}`)
      if (resourceFieldRef !== undefined) out.line(3, `${resourceFieldRef.resource} -> ${path}`)
    }
  } else if (configMap !== undefined)
    lines('Type:\tConfigMap (a volume populated by a ConfigMap)', `Name:\t${configMap.name ?? ''}`, optional(configMap.optional))
  else if (projected !== undefined) {
    lines('Type:\tProjected (a volume that contains injected data from multiple sources)')
    for (const source of projected.sources ?? []) {
      if (source.secret !== undefined) lines(`SecretName:\t${source.secret.name ?? ''}`, optional(source.secret.optional))
      else if (source.downwardAPI !== undefined) lines('DownwardAPI:\ttrue')
      else if (source.configMap !== undefined) lines(`ConfigMapName:\t${source.configMap.name ?? ''}`, optional(source.configMap.optional))
      else if (source.serviceAccountToken !== undefined)
        lines(`TokenExpirationSeconds:\t${String(source.serviceAccountToken.expirationSeconds ?? 3600)}`)
    }
  } else {
    const [kind = '<unknown>'] = Object.keys(volume).filter((field) => field !== 'name')
    lines(`Type:\t${kind}`)
  }
}

function optional(value: boolean | undefined): string {
  return `Optional:\t${String(value === true)}`
}
