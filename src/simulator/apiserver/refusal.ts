// Refusals: each way in which the API server says no, as it words it.
// @source apimachinery/pkg/api/errors/errors.go

import type { FieldError } from '../api/field-error.ts'
import { causeOf, printFieldError } from '../api/field-error.ts'
import type { Kind } from '../api/kinds.ts'
import { kindInfo, qualifiedResource } from '../api/kinds.ts'
import type { ApiStatus, StatusReason } from '../api/status.ts'
import { goQuote } from '../base/go-text.ts'

export function refusal(code: number, reason: StatusReason, message: string, details?: ApiStatus['details']): ApiStatus {
  return details === undefined ? { status: 'Failure', code, reason, message } : { status: 'Failure', code, reason, message, details }
}

export function badRequest(message: string): ApiStatus {
  return refusal(400, 'BadRequest', message)
}

/** Folders of the storage that are not called like the resource. @source pkg/registry/core/{service,node}/storage */
const STORAGE_FOLDERS: Partial<Record<Kind, string>> = { Service: 'services/specs', Node: 'minions' }

/** The object is another one than the client thinks. @source apiserver/pkg/storage/errors.go NewInvalidObjError */
export function otherUid(
  kind: Kind,
  object: { readonly namespace: string; readonly name: string },
  wanted: string,
  present: string,
): ApiStatus {
  const folder = STORAGE_FOLDERS[kind] ?? kindInfo(kind).resource
  const key = `/registry/${folder}${object.namespace === '' ? '' : `/${object.namespace}`}/${object.name}`
  const why = `Precondition failed: UID in precondition: ${wanted}, UID in object meta: ${present}`
  const text = `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: ${why}`
  return conflict(kind, object.name, text)
}

export function notFound(kind: Kind, name: string): ApiStatus {
  const info = kindInfo(kind)
  return refusal(404, 'NotFound', `${qualifiedResource(info)} ${goQuote(name)} not found`, resourceDetails(kind, name))
}

export function alreadyExists(kind: Kind, name: string): ApiStatus {
  return refusal(409, 'AlreadyExists', `${qualifiedResource(kindInfo(kind))} ${goQuote(name)} already exists`, resourceDetails(kind, name))
}

export function conflict(kind: Kind, name: string, why: string): ApiStatus {
  const message = `Operation cannot be fulfilled on ${qualifiedResource(kindInfo(kind))} ${goQuote(name)}: ${why}`
  return refusal(409, 'Conflict', message, resourceDetails(kind, name))
}

/** Admission comes before names are made: then the beginning of the name stands for it. @source apiserver/pkg/admission/errors.go */
export function nameForAdmission({ name, generateName }: { readonly name?: unknown; readonly generateName?: unknown }): string {
  return [name, generateName].find((text): text is string => typeof text === 'string' && text !== '') ?? 'Unknown'
}

export function forbidden(kind: Kind, name: string, why: string, causes?: FieldError): ApiStatus {
  const message = `${qualifiedResource(kindInfo(kind))} ${goQuote(name)} is forbidden: ${why}`
  const details = resourceDetails(kind, name)
  return refusal(403, 'Forbidden', message, causes === undefined ? details : { ...details, causes: [causeOf(causes)] })
}

/** 422 with every field error; the same message is said once. */
export function invalid(kind: Kind, name: string, errors: readonly FieldError[]): ApiStatus {
  return invalidObject(kindInfo(kind), name, errors)
}

/** Likewise for what is read and written as an object of a kind of its own, such as a Scale. */
export function invalidObject(
  { kind, group }: { readonly kind: string; readonly group: string },
  name: string,
  errors: readonly FieldError[],
): ApiStatus {
  const messages = [...new Set(errors.map(printFieldError))]
  const [only = ''] = messages
  const text = messages.length === 1 ? only : `[${messages.join(', ')}]`
  return refusal(422, 'Invalid', `${group === '' ? kind : `${kind}.${group}`} ${goQuote(name)} is invalid: ${text}`, {
    name,
    ...(group === '' ? {} : { group }),
    kind,
    causes: errors.map(causeOf),
  })
}

/** What a body that does not decode is answered. @source apiserver/pkg/endpoints/handlers/rest.go transformDecodeError */
export function undecodable(kind: Kind, problem: string): ApiStatus {
  return badRequest(`${kind} in version "v1" cannot be handled as a ${kind}: ${problem}`)
}

function resourceDetails(kind: Kind, name: string): NonNullable<ApiStatus['details']> {
  const { group, resource } = kindInfo(kind)
  return group === '' ? { name, kind: resource } : { name, group, kind: resource }
}
