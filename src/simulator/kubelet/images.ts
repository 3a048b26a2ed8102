// Brings the image of a container to the node, or says why not (LIFE-4, PULL-*).
// @source pkg/kubelet/images/image_manager.go
// @simplified An image that is already on the node is not authorised anew for each Pod. [PULL-5]

import type { ImageDescription, RegistryCredential } from '../api/container-runtime.ts'
import type { Container } from '../api/fields/container.ts'
import type { Pod } from '../api/fields/pod.ts'
import { MINUTE_MS, SECOND_MS } from '../base/sim-time.ts'
import { parseImageReference } from '../base/image-reference.ts'
import { readerOf } from './configuration.ts'
import { credentialsFor } from './keyring.ts'
import type { Turn } from './turn.ts'
import { recordOf, remind, report, updatePod } from './turn.ts'

const FIRST_BACK_OFF_MS = 10 * SECOND_MS
const LAST_BACK_OFF_MS = 5 * MINUTE_MS

export type ImageStep =
  | { readonly kind: 'ready'; readonly image: ImageDescription }
  /** A pull is under way; the sync goes on when it is done. */
  | { readonly kind: 'pulling' }
  | { readonly kind: 'failed'; readonly reason: string; readonly message: string }

/** @param pulled  The image was pulled a moment ago, in this sync. */
export function ensureImage<P>(turn: Turn<P>, uid: string, pod: Pod, container: Container, pulled: boolean): ImageStep {
  const reference = container.image ?? ''
  const name = container.name
  const parsed = parseImageReference(reference)
  if (!parsed.ok) {
    const message = `Failed to apply default image tag "${reference}": couldn't parse image name "${reference}": ${parsed.problem}`
    report(turn, pod, 'Warning', 'InspectFailed', message, name)
    report(turn, pod, 'Warning', 'Failed', 'Error: InvalidImageName', name)
    return { kind: 'failed', reason: 'InvalidImageName', message }
  }
  const availability = turn.options.runtime.imageAvailability(reference, credentialsOf(turn, pod, reference))
  const policy = container.imagePullPolicy ?? 'IfNotPresent'
  const present = availability.kind === 'present' || (availability.kind === 'pullable' && turn.state.images.has(reference))
  if (availability.kind !== 'unavailable' && pulled) return { kind: 'ready', image: availability.image }
  if (present && policy !== 'Always') {
    report(turn, pod, 'Normal', 'Pulled', `Container image "${reference}" already present on machine and can be accessed by the pod`, name)
    return { kind: 'ready', image: availability.image }
  }
  if (policy === 'Never') {
    const message = `Container image "${reference}" is not present with pull policy of Never`
    report(turn, pod, 'Warning', 'ErrImageNeverPull', message, name)
    report(turn, pod, 'Warning', 'Failed', 'Error: ErrImageNeverPull', name)
    return { kind: 'failed', reason: 'ErrImageNeverPull', message }
  }
  const backOff = recordOf(turn, uid)?.pulls.get(reference)
  if (backOff !== undefined && turn.moment.nowMs - backOff.updatedAtMs < backOff.delayMs) {
    report(turn, pod, 'Normal', 'BackOff', `Back-off pulling image "${reference}"`, name)
    report(turn, pod, 'Warning', 'Failed', 'Error: ImagePullBackOff', name)
    return {
      kind: 'failed',
      reason: 'ImagePullBackOff',
      message: `Back-off pulling image "${reference}": ErrImagePull: ${backOff.message}`,
    }
  }
  report(turn, pod, 'Normal', 'Pulling', `Pulling image "${reference}"`, name)
  const refusal =
    availability.kind === 'unavailable' ? availability.message : availability.kind === 'present' ? availability.refusal : undefined
  if (availability.kind === 'unavailable' || refusal !== undefined) return failPull(turn, uid, pod, reference, refusal ?? '', name)
  remind(turn, present ? 300 : availability.image.pullMs, { kind: 'pulled', uid, image: reference })
  return { kind: 'pulling' }
}

function failPull<P>(turn: Turn<P>, uid: string, pod: Pod, reference: string, message: string, container: string): ImageStep {
  const record = recordOf(turn, uid)
  const before = record?.pulls.get(reference)
  const delayMs = before === undefined ? FIRST_BACK_OFF_MS : Math.min(LAST_BACK_OFF_MS, before.delayMs * 2)
  if (record !== undefined)
    updatePod(turn, uid, { pulls: record.pulls.with(reference, { delayMs, updatedAtMs: turn.moment.nowMs, message }) })
  report(turn, pod, 'Warning', 'Failed', `Failed to pull image "${reference}": ${message}`, container)
  report(turn, pod, 'Warning', 'Failed', 'Error: ErrImagePull', container)
  return { kind: 'failed', reason: 'ErrImagePull', message }
}

/** A pull is done. */
export function finishPull<P>(turn: Turn<P>, uid: string, reference: string): void {
  const record = recordOf(turn, uid)
  const next = record?.plan?.[0]
  if (record === undefined || next === undefined) return
  turn.state = { ...turn.state, images: turn.state.images.with(reference, true) }
  const availability = turn.options.runtime.imageAvailability(reference, credentialsOf(turn, record.pod, reference))
  if (availability.kind === 'unavailable') return
  const seconds = `${String(availability.image.pullMs / SECOND_MS)}s`
  const message = `Successfully pulled image "${reference}" in ${seconds} (${seconds} including waiting). Image size: ${String(availability.image.sizeBytes)} bytes.`
  report(turn, record.pod, 'Normal', 'Pulled', message, next)
  updatePod(turn, uid, { pulls: record.pulls.without(reference) })
}

function credentialsOf<P>(turn: Turn<P>, { metadata, spec }: Pod, reference: string): readonly RegistryCredential[] {
  const reader = readerOf(turn.state.cache)
  const secrets = (spec.imagePullSecrets ?? []).flatMap(({ name = '' }) => {
    const secret = reader.secret(metadata.namespace ?? '', name)
    return secret.ok ? [secret.value] : []
  })
  return credentialsFor(reference, secrets)
}

/** Pull secrets without one that exist are said once a sync (PULL-2). */
export function reportMissingPullSecrets<P>(turn: Turn<P>, pod: Pod): void {
  const reader = readerOf(turn.state.cache)
  const missing = (pod.spec.imagePullSecrets ?? [])
    .map(({ name = '' }) => name)
    .filter((name) => name !== '' && !reader.secret(pod.metadata.namespace ?? '', name).ok)
  if (missing.length === 0) return
  const message = `Unable to retrieve some image pull secrets (${missing.join(', ')}); attempting to pull the image may not succeed.`
  report(turn, pod, 'Warning', 'FailedToRetrieveImagePullSecret', message)
}
