// Controllers make many Pods of one template. What decoding, defaults, admission and validation made of the last one holds for the next, as
// long as everything that they looked at is the same: then only what is a Pod's own is made anew.

import { timestampOf } from '../../api/component.ts'
import type { Pod } from '../../api/fields/pod.ts'
import type { ApiObject } from '../../api/objects.ts'
import { isKind } from '../../api/objects.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import type { JsonObject } from '../../base/json.ts'
import { isJsonObject } from '../../base/json.ts'
import { drawUuid } from '../../base/random.ts'
import { tokenVolumeName } from '../admission/service-account.ts'
import type { ApiServerState } from '../store.ts'
import { findObject } from '../store.ts'
import { generateName, tokenVolumeSuffix } from './generated-name.ts'
import { isFollowed } from './managed-fields.ts'
import type { Outcome, RequestContext, RequestOf } from '../server-parts.ts'
import { storeNew } from './outcomes.ts'

interface Sample {
  readonly pod: Pod
  readonly warnings: readonly string[]
  readonly tokenVolume: string
  /** What it was made of, beside the specification. */
  readonly metadata: JsonObject
  readonly account: ApiObject | undefined
}

/** The last Pod of each specification. A controller sends its template's own, the same value each time. */
const SAMPLES = new WeakMap<JsonObject, Sample>()

interface Series {
  readonly spec: JsonObject
  readonly metadata: JsonObject
  readonly base: string
}

/** What a request has in common with others, or undefined where it stands alone. */
function seriesOf({ kind, body, dryRun, fieldManager }: RequestOf<'create'>): Series | undefined {
  if (kind !== 'Pod' || dryRun === true || isFollowed(fieldManager) || !isJsonObject(body)) return undefined
  const { metadata, spec } = body
  if (!isJsonObject(metadata) || !isJsonObject(spec) || metadata['name'] !== undefined) return undefined
  const base = metadata['generateName']
  return typeof base === 'string' && base !== '' ? { spec, metadata, base } : undefined
}

/** The Pod, made after the one before it; undefined where there is none, or where something is not as it was then. */
export function createNextOfSeries(context: RequestContext, request: RequestOf<'create'>): Outcome | undefined {
  const series = seriesOf(request)
  const sample = series && SAMPLES.get(series.spec)
  if (series === undefined || sample === undefined) return undefined
  const { state, moment } = context
  const { namespace } = request
  const { kind, apiVersion, status } = sample.pod
  const isSame =
    sample.pod.metadata.namespace === namespace &&
    findObject(state, 'Namespace', { namespace: '', name: namespace })?.metadata.deletionTimestamp === undefined &&
    sample.account === accountOf(state, sample.pod) &&
    isDeepEqual(sample.metadata, series.metadata)
  if (!isSame) return undefined
  const name = generateName(state, moment, 'Pod', series.base, namespace)
  if (findObject(state, 'Pod', { namespace, name }) !== undefined) return undefined
  const uid = drawUuid({ seed: moment.seed, stream: 'api-server' }, state.draws)
  const metadata = { ...sample.pod.metadata, name, uid, creationTimestamp: timestampOf(moment) }
  const spec = withTokenVolume(sample.pod.spec, sample.tokenVolume, tokenVolumeName(tokenVolumeSuffix(state, moment)))
  return storeNew(context, { kind, apiVersion, metadata, spec, status }, sample.warnings)
}

/** Keeps what came of a request. `before`: the state that it met. */
export function noteSeries({ state, moment }: RequestContext, request: RequestOf<'create'>, { response }: Outcome): void {
  const series = seriesOf(request)
  if (series === undefined || !response.ok || !('object' in response) || !isKind(response.object, 'Pod')) return
  const pod = response.object
  SAMPLES.set(series.spec, {
    pod,
    warnings: response.warnings,
    tokenVolume: tokenVolumeName(tokenVolumeSuffix(state, moment)),
    metadata: series.metadata,
    account: accountOf(state, pod),
  })
}

function accountOf(state: ApiServerState, { metadata, spec }: Pod): ApiObject | undefined {
  const key = { namespace: metadata.namespace ?? '', name: spec.serviceAccountName ?? '' }
  return findObject(state, 'ServiceAccount', key)
}

function withTokenVolume(spec: Pod['spec'], from: string, to: string): Pod['spec'] {
  const renamed = <T extends { readonly name: string }>(each: T): T => (each.name === from ? { ...each, name: to } : each)
  const mounting = <T extends { readonly volumeMounts?: readonly { readonly name: string }[] }>(each: T): T =>
    each.volumeMounts === undefined ? each : { ...each, volumeMounts: each.volumeMounts.map(renamed) }
  return {
    ...spec,
    ...(spec.volumes === undefined ? {} : { volumes: spec.volumes.map(renamed) }),
    ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(mounting) }),
    ...(spec.containers === undefined ? {} : { containers: spec.containers.map(mounting) }),
  }
}
