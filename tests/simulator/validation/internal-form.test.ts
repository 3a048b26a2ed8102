import { describe, expect, test } from 'vitest'
import { podSecurityContext, podSpec } from '../../../src/simulator/api/fields/pod.ts'
import { volume } from '../../../src/simulator/api/fields/volume.ts'
import { rbdVolumeSource } from '../../../src/simulator/api/fields/storage-volume.ts'
import { rollingUpdateDeployment } from '../../../src/simulator/api/fields/workload.ts'
import { internalFields } from '../../../src/simulator/validation/internal-fields.ts'
import { internalText } from '../../../src/simulator/validation/internal-form.ts'

const goNames = (table: Parameters<typeof internalFields>[0]): string =>
  internalFields(table)
    .map(({ goName }) => goName)
    .join(' ')

describe('the form in which the API server prints its own structs', () => {
  test('abbreviations stand in capitals, and some fields have another name than in the API', () => {
    expect(goNames(rbdVolumeSource)).toBe('CephMonitors RBDImage FSType RBDPool RadosUser Keyring SecretRef ReadOnly')
  })

  test('some fields stand elsewhere than in the API', () => {
    expect(goNames(podSpec)).toContain('Subdomain SetHostnameAsFQDN Affinity')
    expect(goNames(volume)).toMatch(/^Name HostPath .* RBD Quobyte FlexVolume /)
  })

  test('the security context of a Pod begins with what the API keeps on its spec', () => {
    expect(goNames(podSecurityContext)).toMatch(/^HostNetwork HostPID HostIPC ShareProcessNamespace HostUsers SELinuxOptions /)
    expect(internalText(podSpec, { hostNetwork: true, securityContext: {} })).toContain(
      '"SecurityContext":{"HostNetwork":true,"HostPID":false',
    )
  })

  test('what nobody wrote is null where Go has a pointer and zero where it has none', () => {
    expect(internalText(rollingUpdateDeployment, {})).toBe('{"MaxUnavailable":0,"MaxSurge":0}')
  })

  test('the metadata of a claim template stands beside its spec', () => {
    const text = internalText(volume, {
      name: 'data',
      ephemeral: { volumeClaimTemplate: { metadata: { labels: { app: 'web' } }, spec: {} } },
    })
    expect(text).toContain('"VolumeClaimTemplate":{"labels":{"app":"web"},"Spec":{')
  })
})
