// Writes to the subresource `scale`: a Scale is made of the object, changed or replaced, and its number of replicas goes into the object.
// @source pkg/registry/apps/deployment/storage/storage.go scaleUpdatedObjectInfo UpdatedObject, pkg/apis/autoscaling/validation ValidateScale

import { FieldPath } from '../../api/field-path.ts'
import { scale } from '../../api/fields/scale.ts'
import { formatLabelSelector } from '../../api/label-selector.ts'
import { findKind, kindInfo, qualifiedResource } from '../../api/kinds.ts'
import type { Kind } from '../../api/kinds.ts'
import type { ApiObject } from '../../api/objects.ts'
import { replicasOf } from '../../api/scaled.ts'
import type { ApiStatus } from '../../api/status.ts'
import { goQuote } from '../../base/go-text.ts'
import type { JsonValue } from '../../base/json.ts'
import { isJsonObject } from '../../base/json.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import { demandNotNegative } from '../../validation/errors.ts'
import { Errors } from '../../validation/rules.ts'
import { validateMetadata } from '../../validation/metadata.ts'
import { subdomainProblems } from '../../validation/names.ts'
import type { Draft } from '../decode/decoder.ts'
import { decodeStruct } from '../decode/decoder.ts'
import { encodeStruct, isDraft } from '../decode/encoder.ts'
import { draftFromObject, objectFromDraft } from '../decode/typed-object.ts'
import { memberOf } from '../defaults/draft-field.ts'
import { badRequest, invalidObject, notFound, otherUid, refusal } from '../refusal.ts'
import type { Outcome, RequestContext, RequestOf } from '../server-parts.ts'
import { findObject } from '../store.ts'
import { notRegistered } from './body.ts'
import { layOver } from './patch.ts'
import { refuse } from './outcomes.ts'
import { identityProblem, replaceStored } from './update.ts'

const KIND = { kind: 'Scale', group: 'autoscaling' } as const
const API_VERSION = 'autoscaling/v1'
/** What a Scale has of the object's metadata. */
const SHARED = ['name', 'namespace', 'uid', 'resourceVersion', 'creationTimestamp'] as const

interface WrittenScale {
  readonly draft: Draft
  readonly warnings: readonly string[]
}

export function writeScale(context: RequestContext, request: RequestOf<'update' | 'patch'>): Outcome {
  const { kind, key } = request
  const old = findObject(context.state, kind, key)
  if (old === undefined) return refuse(context, notFound(kind, key.name))
  const written =
    request.verb === 'update'
      ? readScale(request.body, request.fieldValidation ?? 'Warn')
      : layOver({ ...KIND, table: scale, document: scaleOf(old) }, request)
  if (!written.ok) return refuse(context, written.problem)
  const { draft, warnings } = written.value
  const metadata = memberOf(draft, 'metadata')
  const replicas = memberOf(draft, 'spec')['replicas'] ?? 0
  const problem =
    identityProblem(metadata, kind, key) ?? scaleProblem(context, kind, draft, key.name) ?? uidProblem(request, metadata['uid'], old)
  if (problem !== undefined) return refuse(context, problem, warnings)
  const next = draftFromObject(old)
  memberOf(next, 'spec')['replicas'] = replicas
  memberOf(next, 'metadata')['resourceVersion'] = metadata['resourceVersion'] ?? ''
  const { subresource, fieldManager: manager } = request
  return replaceStored(context, old, next, { dryRun: request.dryRun === true, warnings, subresource, manager })
}

/** Fields in the order of the Go struct. Of the managers those who set the number stay. */
function scaleOf(object: ApiObject): Draft {
  const { managedFields, ...metadata } = memberOf(draftFromObject(object), 'metadata')
  const { wanted, present, selector } = replicasOf(object)
  const entries = Array.isArray(managedFields) ? managedFields.filter(isDraft) : []
  return encodeStruct(scale, {
    kind: KIND.kind,
    apiVersion: API_VERSION,
    metadata: {
      ...Object.fromEntries(SHARED.map((field) => [field, metadata[field] ?? null])),
      managedFields: entries.filter(setsReplicas).map(ofScale),
    },
    spec: { replicas: wanted },
    status: { replicas: present, selector: formatLabelSelector(selector) },
  })
}

function setsReplicas(entry: Draft): boolean {
  return memberOf(memberOf(entry, 'fieldsV1'), 'f:spec')['f:replicas'] !== undefined
}

function ofScale({ manager = null, operation = null, time = null }: Draft): Draft {
  return { manager, operation, apiVersion: API_VERSION, time, fieldsType: 'FieldsV1', fieldsV1: { 'f:spec': { 'f:replicas': {} } } }
}

function readScale(body: JsonValue, validation: 'Strict' | 'Warn' | 'Ignore'): Result<WrittenScale, ApiStatus> {
  const other = isJsonObject(body) ? otherKind(body['apiVersion'], body['kind']) : undefined
  if (other !== undefined) return failure(badRequest(other))
  const { draft, error, strictErrors } = decodeStruct(scale, body)
  const strict = validation === 'Strict' && strictErrors.length > 0 ? `strict decoding error: ${strictErrors.join(', ')}` : undefined
  const problem = error ?? strict
  if (problem !== undefined) return failure(badRequest(`Scale in version "v1" cannot be handled as a Scale: ${problem}`))
  return success({ draft, warnings: validation === 'Warn' ? strictErrors : [] })
}

function otherKind(apiVersion: JsonValue | undefined, kind: JsonValue | undefined): string | undefined {
  const version = typeof apiVersion === 'string' && apiVersion !== '' ? apiVersion : API_VERSION
  const written = typeof kind === 'string' && kind !== '' ? kind : KIND.kind
  if (version === API_VERSION && written === KIND.kind) return undefined
  const why =
    findKind(version, written) === undefined
      ? notRegistered(written, version)
      : `converting (v1.${written}) to (autoscaling.Scale): unknown conversion`
  return `${written} in version ${goQuote(version.slice(version.lastIndexOf('/') + 1))} cannot be handled as a Scale: ${why}`
}

function scaleProblem(context: RequestContext, kind: Kind, { metadata = null, spec = null }: Draft, name: string): ApiStatus | undefined {
  const errors = new Errors(context.parts)
  validateMetadata(objectFromDraft(kind, { metadata }).metadata, true, subdomainProblems, errors)
  const replicas = isDraft(spec) ? spec['replicas'] : undefined
  demandNotNegative(errors, FieldPath.of('spec').child('replicas'), typeof replicas === 'number' ? replicas : undefined)
  return errors.list.length === 0 ? undefined : invalidObject(KIND, name, errors.list)
}

/** A Scale that replaces another is told so by the storage. */
function uidProblem({ verb, kind, key }: RequestOf<'update' | 'patch'>, uid: unknown, old: ApiObject): ApiStatus | undefined {
  const present = old.metadata.uid ?? ''
  if (typeof uid !== 'string' || uid === '' || uid === present) return undefined
  if (verb === 'update') return otherUid(kind, key, uid, present)
  const { group, resource } = kindInfo(kind)
  const part = `${resource}/scale`
  const what = qualifiedResource({ ...kindInfo(kind), resource: part })
  const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${present}`
  return refusal(409, 'Conflict', `Operation cannot be fulfilled on ${what} ${goQuote(key.name)}: ${why}`, {
    name: key.name,
    group,
    kind: part,
  })
}
