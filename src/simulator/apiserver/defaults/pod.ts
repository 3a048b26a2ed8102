// Defaults of Pods and of all that a Pod template holds.
// @source pkg/apis/core/v1/defaults.go

import { container, containerPort, ephemeralContainer } from '../../api/fields/container.ts'
import { grpcAction, httpGetAction, probe } from '../../api/fields/probe.ts'
import type { StructTable } from '../../api/fields/field-table.ts'
import { pod, podSpec } from '../../api/fields/pod.ts'
import * as storage from '../../api/fields/storage-volume.ts'
import * as volumes from '../../api/fields/volume.ts'
import type { Amounts, ContainerAmounts } from '../../api/pod-amounts.ts'
import { totalAmounts } from '../../api/pod-amounts.ts'
import { parseImageReference } from '../../base/image-reference.ts'
import { parseQuantity, printQuantity } from '../../base/quantity.ts'
import type { Draft } from '../decode/decoder.ts'
import { isDraft } from '../decode/encoder.ts'
import type { DefaultRule } from './draft-field.ts'
import { itemsOf, memberOf, setDefault, setPointerDefault } from './draft-field.ts'

/** Mode of files in volumes: 0644. */
const FILE_MODE = 0o644

function fileMode(draft: Draft): void {
  setPointerDefault(draft, 'defaultMode', FILE_MODE)
}

export const POD_DEFAULTS: readonly (readonly [StructTable, DefaultRule])[] = [
  [pod, defaultPod],
  [podSpec, defaultPodSpec],
  [container, defaultContainer],
  [ephemeralContainer, defaultContainer],
  [containerPort, (draft) => setDefault(draft, 'protocol', 'TCP')],
  [probe, defaultProbe],
  [httpGetAction, defaultHttpGet],
  [grpcAction, (draft) => setPointerDefault(draft, 'service', '')],
  [volumes.objectFieldSelector, (draft) => setDefault(draft, 'apiVersion', 'v1')],
  [volumes.volume, defaultVolume],
  [volumes.secretVolumeSource, fileMode],
  [volumes.configMapVolumeSource, fileMode],
  [volumes.downwardAPIVolumeSource, fileMode],
  [volumes.projectedVolumeSource, fileMode],
  [volumes.serviceAccountTokenProjection, (draft) => setPointerDefault(draft, 'expirationSeconds', 3600)],
  [volumes.hostPathVolumeSource, (draft) => setPointerDefault(draft, 'type', '')],
  [storage.iscsiVolumeSource, (draft) => setDefault(draft, 'iscsiInterface', 'default')],
  [storage.rbdVolumeSource, defaultRbd],
  [storage.azureDiskVolumeSource, defaultAzureDisk],
  [storage.scaleIOVolumeSource, defaultScaleIo],
]

function defaultPod(draft: Draft): void {
  const spec = memberOf(draft, 'spec')
  const containers = [...itemsOf(spec, 'containers'), ...itemsOf(spec, 'initContainers')]
  for (const each of containers) copyLimitsToRequests(each)
  if (isDraft(spec['resources'])) completePodResources(spec, spec['resources'])
  setPointerDefault(spec, 'enableServiceLinks', true)
  // A Pod cannot be given less than no time; templates keep what they say.
  const grace = spec['terminationGracePeriodSeconds']
  if (typeof grace === 'number' && grace < 0) spec['terminationGracePeriodSeconds'] = 1
  if (spec['hostNetwork'] !== true) return
  for (const each of containers) for (const port of itemsOf(each, 'ports')) setDefault(port, 'hostPort', port['containerPort'] ?? 0)
}

/** What is limited and not asked for is asked for as much as it is limited. */
function copyLimitsToRequests(holder: Draft): void {
  const resources = holder['resources']
  if (!isDraft(resources) || !isDraft(resources['limits'])) return
  const requests = memberOf(resources, 'requests')
  for (const [name, amount] of Object.entries(resources['limits'])) setPointerDefault(requests, name, amount)
}

/** A Pod with limits of its own asks for what its containers ask for, and else for as much as it is limited. Huge pages first. */
function completePodResources(spec: Draft, resources: Draft): void {
  const count = (list: string): number => Object.keys(amountsOf(resources, list)).length
  if (count('limits') + count('requests') > 0) {
    for (const [name, amount] of totalOf(spec, 'limits'))
      if (isHugePages(name) && amountsOf(resources, 'requests')[name] === undefined)
        setPointerDefault(memberOf(resources, 'limits'), name, printQuantity(amount))
  }
  if (count('limits') === 0) return
  for (const [name, amount] of totalOf(spec, 'requests'))
    if (name === 'cpu' || name === 'memory') setPointerDefault(memberOf(resources, 'requests'), name, printQuantity(amount))
  for (const [name, amount] of Object.entries(amountsOf(resources, 'limits')))
    if (name === 'cpu' || name === 'memory' || isHugePages(name)) setPointerDefault(memberOf(resources, 'requests'), name, amount)
}

function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-')
}

function totalOf(spec: Draft, list: 'requests' | 'limits'): Amounts {
  const read = (container: Draft): ContainerAmounts => ({
    amounts: isDraft(container['resources']) ? amountsOf(container['resources'], list) : {},
    isSidecar: container['restartPolicy'] === 'Always',
  })
  return totalAmounts(itemsOf(spec, 'containers').map(read), itemsOf(spec, 'initContainers').map(read))
}

function amountsOf(resources: Draft, list: string): Readonly<Record<string, string>> {
  const amounts = resources[list]
  return isDraft(amounts) ? Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, String(amount)])) : {}
}

function defaultPodSpec(draft: Draft): void {
  setDefault(draft, 'dnsPolicy', 'ClusterFirst')
  setDefault(draft, 'restartPolicy', 'Always')
  setPointerDefault(draft, 'securityContext', {})
  setPointerDefault(draft, 'terminationGracePeriodSeconds', 30)
  setDefault(draft, 'schedulerName', 'default-scheduler')
  // The deprecated name of the field is written beside the new one, and read when the new one is absent.
  if (draft['serviceAccountName'] !== undefined && draft['serviceAccountName'] !== '') draft['serviceAccount'] = draft['serviceAccountName']
  else if (draft['serviceAccount'] !== undefined) draft['serviceAccountName'] = draft['serviceAccount']
}

function defaultContainer(draft: Draft): void {
  setDefault(
    draft,
    'imagePullPolicy',
    tagOf(typeof draft['image'] === 'string' ? draft['image'] : '') === 'latest' ? 'Always' : 'IfNotPresent',
  )
  setDefault(draft, 'terminationMessagePath', '/dev/termination-log')
  setDefault(draft, 'terminationMessagePolicy', 'File')
  if (isDraft(draft['resources'])) roundAmounts(draft['resources'])
}

/** Amounts finer than a thousandth are rounded up. @source pkg/apis/core/v1/defaults.go SetDefaults_ResourceList */
function roundAmounts(resources: Draft): void {
  for (const list of [resources['limits'], resources['requests']]) {
    if (!isDraft(list)) continue
    for (const [name, amount] of Object.entries(list)) {
      const parsed = parseQuantity(String(amount))
      if (!parsed.ok || parsed.value.nano % 1_000_000n === 0n) continue
      const { nano, format } = parsed.value
      const milli = nano > 0n ? (nano + 999_999n) / 1_000_000n : nano / 1_000_000n
      list[name] = printQuantity({ nano: milli * 1_000_000n, format })
    }
  }
}

/**
 * The tag of an image reference; empty when it has a digest or can't be read.
 * @source pkg/util/parsers/parsers.go ParseImageName
 */
function tagOf(image: string): string {
  const reference = parseImageReference(image)
  return reference.ok ? reference.value.tag : ''
}

function defaultProbe(draft: Draft): void {
  setDefault(draft, 'timeoutSeconds', 1)
  setDefault(draft, 'periodSeconds', 10)
  setDefault(draft, 'successThreshold', 1)
  setDefault(draft, 'failureThreshold', 3)
}

function defaultHttpGet(draft: Draft): void {
  setDefault(draft, 'path', '/')
  setDefault(draft, 'scheme', 'HTTP')
}

/** A volume without a source is an empty directory. */
function defaultVolume(draft: Draft): void {
  const hasSource = Object.keys(draft).some((name) => name !== 'name' && draft[name] !== null)
  if (!hasSource) draft['emptyDir'] = {}
  const image = draft['image']
  if (isDraft(image))
    setDefault(
      image,
      'pullPolicy',
      tagOf(typeof image['reference'] === 'string' ? image['reference'] : '') === 'latest' ? 'Always' : 'IfNotPresent',
    )
}

function defaultRbd(draft: Draft): void {
  setDefault(draft, 'pool', 'rbd')
  setDefault(draft, 'user', 'admin')
  setDefault(draft, 'keyring', '/etc/ceph/keyring')
}

function defaultAzureDisk(draft: Draft): void {
  setPointerDefault(draft, 'cachingMode', 'ReadWrite')
  setPointerDefault(draft, 'fsType', 'ext4')
  setPointerDefault(draft, 'readOnly', false)
  setPointerDefault(draft, 'kind', 'Shared')
}

function defaultScaleIo(draft: Draft): void {
  setDefault(draft, 'storageMode', 'ThinProvisioned')
  setDefault(draft, 'fsType', 'xfs')
}
