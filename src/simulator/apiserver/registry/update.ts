// PUT, and what every patch ends in: check names and versions, prepare, validate, store.
// @source apiserver/pkg/endpoints/handlers/update.go, apiserver/pkg/registry/rest/update.go BeforeUpdate

import type { Subresource } from '../../api/client.ts'
import type { Kind } from '../../api/kinds.ts'
import { kindInfo } from '../../api/kinds.ts'
import type { ApiObject, ObjectKey } from '../../api/objects.ts'
import type { ApiStatus } from '../../api/status.ts'
import { keepPodDefaults } from '../admission/pod-defaults.ts'
import { isDeepEqual } from '../../base/deep-equal.ts'
import { goQuote } from '../../base/go-text.ts'
import type { Draft } from '../decode/decoder.ts'
import { draftFromObject, objectFromDraft } from '../decode/typed-object.ts'
import { memberOf } from '../defaults/draft-field.ts'
import { badRequest, conflict, invalid, notFound, otherUid, refusal } from '../refusal.ts'
import type { Outcome, RequestContext, RequestOf } from '../server-parts.ts'
import { findObject } from '../store.ts'
import { readBody } from './body.ts'
import { create } from './create.ts'
import { isFinished } from './delete.ts'
import { noteManager } from './managed-fields.ts'
import { dropRepeatedOwners } from './owner-references.ts'
import { answer, refuse, removeStored, storeNext } from './outcomes.ts'
import { prepareForUpdate, strategyOf } from './strategy.ts'

/** An update of one that is not there makes it. @source pkg/registry/core/{service,event}/strategy.go AllowCreateOnUpdate */
const MADE_BY_UPDATES: ReadonlySet<Kind> = new Set(['Service', 'Event'])
const LARGEST_VERSION = 2n ** 64n - 1n
const STALE = 'the object has been modified; please apply your changes to the latest version and try again'

export function update(context: RequestContext, request: RequestOf<'update'>): Outcome {
  const { kind, key } = request
  const body = readBody(context, kind, request.body, request.fieldValidation ?? 'Warn')
  if (!body.ok) return refuse(context, body.problem)
  const { draft } = body.value
  const metadata = memberOf(draft, 'metadata')
  const mismatch = identityProblem(metadata, kind, key)
  if (mismatch !== undefined) return refuse(context, mismatch, body.value.warnings)
  const warnings = [...body.value.warnings, ...dropRepeatedOwners(metadata, 'as it came')]
  const old = findObject(context.state, kind, key)
  if (old === undefined) {
    if (request.subresource !== undefined || !MADE_BY_UPDATES.has(kind)) return refuse(context, notFound(kind, key.name), warnings)
    return create(context, { ...request, verb: 'create', namespace: key.namespace })
  }
  const uid = metadata['uid']
  if (typeof uid === 'string' && uid !== '' && uid !== old.metadata.uid)
    return refuse(context, otherUid(kind, key, uid, old.metadata.uid ?? ''), warnings)
  return replaceStored(context, old, draft, {
    dryRun: request.dryRun === true,
    warnings,
    subresource: request.subresource,
    manager: request.fieldManager,
  })
}

/**
 * The object must be the one that the request is about; a namespace that it does not name is filled in.
 *
 * @source apiserver/pkg/registry/rest/meta.go EnsureObjectNamespaceMatchesRequestNamespace, endpoints/handlers/rest.go checkName
 */
export function identityProblem(metadata: Draft, kind: Kind, key: ObjectKey): ApiStatus | undefined {
  const { namespace, name } = metadata
  if (!kindInfo(kind).namespaced) delete metadata['namespace']
  else if (typeof namespace === 'string' && namespace !== '' && namespace !== key.namespace)
    return badRequest('the namespace of the provided object does not match the namespace sent on the request')
  else metadata['namespace'] = key.namespace
  if (typeof name !== 'string' || name === '')
    return badRequest(`the name of the object (${key.name} based on URL) was undeterminable: name must be provided`)
  return name === key.name ? undefined : badRequest(`the name of the object (${name}) does not match the name on the URL (${key.name})`)
}

export interface ReplaceOptions {
  readonly dryRun: boolean
  readonly warnings: readonly string[]
  readonly subresource: Subresource | undefined
  /** Who writes; undefined where the draft's managedFields say it already. */
  readonly manager: string | undefined
}

/** @param draft  Decoded and defaulted; changed in place. */
export function replaceStored(context: RequestContext, old: ApiObject, draft: Draft, options: ReplaceOptions): Outcome {
  const { kind } = old
  const name = old.metadata.name ?? ''
  const oldDraft = draftFromObject(old)
  const metadata = memberOf(draft, 'metadata')
  const version = metadata['resourceVersion']
  const seen = typeof version === 'string' ? version : ''
  const unreadable = versionProblem(seen)
  if (unreadable !== undefined) return refuse(context, unreadable, options.warnings)
  // No version at all, and version 0, overwrite whatever is stored.
  if (/[1-9]/.test(seen) && seen.replace(/^0+/, '') !== old.metadata.resourceVersion)
    return refuse(context, conflict(kind, name, STALE), options.warnings)
  const oldMetadata = memberOf(oldDraft, 'metadata')
  keepSystemFields(metadata, oldMetadata, old)
  if (options.subresource !== undefined || metadata['managedFields'] === undefined)
    metadata['managedFields'] = oldMetadata['managedFields'] ?? []
  else context.parts.find('patches')?.settleManagers(metadata, oldMetadata['managedFields'])
  const arrival = { draft, old: oldDraft, context, isDryRun: options.dryRun }
  noteManager({ kind, manager: options.manager, subresource: options.subresource, moment: context.moment }, draft, oldDraft)
  const ofStatus = options.subresource === 'status' ? context.parts.find('subresources') : undefined
  if (options.subresource === 'status') ofStatus?.settleStatus(kind, draft, oldDraft, context.parts)
  else {
    if (kind === 'Pod') keepPodDefaults(draft, oldDraft)
    prepareForUpdate(kind, arrival, oldDraft)
  }

  const written = objectFromDraft(kind, draft, 'kept')
  const wrong = ofStatus?.statusErrors(written, old, context.parts) ?? context.validation.validateUpdate(written, old)
  const strategy = options.subresource === undefined ? strategyOf(kind, context.parts) : {}
  const errors = strategy.problems?.(arrival, wrong) ?? wrong
  // No storage keeps it.
  if (!options.dryRun) delete metadata['selfLink']
  const object = objectFromDraft(kind, draft)
  if (errors.length > 0) return refuse(context, invalid(kind, name, errors), options.warnings)
  const warnings = [...options.warnings, ...context.validation.warningsFor(object, old)]
  if (options.dryRun) return answer(context, object, 200, warnings)
  if (isFinished(object)) return removeStored(context, object)
  return isDeepEqual(object, old) ? answer(context, old, 200, warnings) : storeNext(context, object, old, warnings)
}

/** @source apiserver/pkg/storage/api_object_versioner.go ObjectResourceVersion */
function versionProblem(version: string): ApiStatus | undefined {
  if (version === '' || /^\d{1,19}$/.test(version)) return undefined
  const why = /^\d+$/.test(version) ? 'value out of range' : 'invalid syntax'
  return why === 'invalid syntax' || BigInt(version) > LARGEST_VERSION
    ? refusal(500, 'Unknown', `strconv.ParseUint: parsing ${goQuote(version)}: ${why}`)
    : undefined
}

/** Fields whose stored value counts whatever an update says. */
const SETTLED: readonly string[] = ['generation', 'creationTimestamp']

function keepSystemFields(metadata: Draft, oldMetadata: Draft, old: ApiObject): void {
  for (const field of ['uid', 'creationTimestamp', 'generation', 'deletionTimestamp', 'deletionGracePeriodSeconds']) {
    const value = oldMetadata[field]
    const isSettled = SETTLED.includes(field) || (field === 'deletionTimestamp' && value !== undefined)
    if (metadata[field] === undefined || metadata[field] === null || isSettled) {
      if (value === undefined) delete metadata[field]
      else metadata[field] = value
    }
  }
  metadata['resourceVersion'] = old.metadata.resourceVersion ?? ''
}
