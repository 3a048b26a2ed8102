// Rules of `metadata`, the same for every kind but for the form of the name.
// @source apimachinery/pkg/api/validation/objectmeta.go, pkg/apis/core/validation/validation.go ValidateObjectMeta

import type { FieldError } from '../api/field-error.ts'
import { forbidden, invalid, required, tooLong } from '../api/field-error.ts'
import { FieldPath } from '../api/field-path.ts'
import type { ManagedFieldsEntry, ObjectMeta, OwnerReference } from '../api/fields/meta.ts'
import { goJson } from '../base/go-json.ts'
import { goQuote } from '../base/go-text.ts'
import { utf8Length } from '../base/utf8.ts'
import { immutable } from './immutable.ts'
import { addInvalid, invalidShown } from './errors.ts'
import type { NameRule } from './names.ts'
import {
  dnsLabelProblems,
  isLongerThan,
  labelValueProblems,
  maskTrailingDash,
  pathSegmentProblems,
  qualifiedNameProblems,
} from './names.ts'
import type { Errors } from './rules.ts'

const METADATA = FieldPath.of('metadata')
const ANNOTATIONS_LIMIT_BYTES = 256 * 1024
const STANDARD_FINALIZERS: readonly string[] = ['kubernetes', 'orphan', 'foregroundDeletion']

/** What a kind's own create rules say of its metadata. @source pkg/apis/core/validation/validation.go ValidateObjectMeta */
export function validateMetadata(metadata: ObjectMeta, isNamespaced: boolean, nameRule: NameRule, errors: Errors): void {
  validateGenericMetadata(metadata, isNamespaced, nameRule, errors)
  validateKubernetesFinalizers(metadata, errors)
}

/** What a kind's own update rules say of its metadata. @source pkg/apis/core/validation/validation.go ValidateObjectMetaUpdate */
export function validateMetadataUpdate(metadata: ObjectMeta, old: ObjectMeta, errors: Errors): void {
  validateGenericMetadataUpdate(metadata, old, errors)
  validateKubernetesFinalizers(metadata, errors)
}

/** What every update is asked before its kind's own rules. @source apiserver/pkg/registry/rest/update.go validateCommonFields */
export function validateCommonFields(metadata: ObjectMeta, old: ObjectMeta, isNamespaced: boolean, errors: Errors): void {
  validateGenericMetadata(metadata, isNamespaced, pathSegmentProblems, errors)
  validateGenericMetadataUpdate(metadata, old, errors)
}

/** What a create that passed its kind's own rules is asked. @source apiserver/pkg/registry/rest/create.go BeforeCreate */
export function validateGenericMetadata(metadata: ObjectMeta, isNamespaced: boolean, nameRule: NameRule, errors: Errors): void {
  const { name = '', generateName = '' } = metadata
  // A path segment may end in a dash anyway.
  const prefix = nameRule === pathSegmentProblems ? generateName : maskTrailingDash(generateName)
  if (generateName !== '') addInvalid(errors, METADATA.child('generateName'), generateName, nameRule(prefix))
  if (name === '') errors.push(required(METADATA.child('name'), 'name or generateName is required'))
  else addInvalid(errors, METADATA.child('name'), name, nameRule(name))
  const { namespace = '' } = metadata
  if (!isNamespaced) {
    if (namespace !== '') errors.push(forbidden(METADATA.child('namespace'), 'not allowed on this type'))
  } else if (namespace === '') errors.push(required(METADATA.child('namespace')))
  else addInvalid(errors, METADATA.child('namespace'), namespace, dnsLabelProblems(namespace))
  const { generation = 0 } = metadata
  if (generation < 0) errors.push(invalid(METADATA.child('generation'), generation, 'must be greater than or equal to 0'))
  validateLabels(metadata.labels, METADATA.child('labels'), errors)
  validateAnnotations(metadata.annotations, METADATA.child('annotations'), errors)
  validateOwnerReferences(metadata.ownerReferences, errors)
  validateFinalizers(metadata.finalizers, errors)
  validateManagedFields(metadata.managedFields, errors)
}

/** @source ValidateObjectMetaAccessorUpdate */
function validateGenericMetadataUpdate(metadata: ObjectMeta, old: ObjectMeta, errors: Errors): void {
  if (old.deletionTimestamp !== undefined) {
    const added = (metadata.finalizers ?? []).filter((each) => old.finalizers?.includes(each) !== true)
    const listed = [...new Set(added)].sort()
    if (listed.length > 0) {
      const found = `[]string{${listed.map(goQuote).join(', ')}}`
      errors.push(
        forbidden(
          METADATA.child('finalizers'),
          `no new finalizers can be added if the object is being deleted, found new finalizers ${found}`,
        ),
      )
    }
  }
  if ((metadata.resourceVersion ?? '') === '')
    errors.push(invalid(METADATA.child('resourceVersion'), '', 'must be specified for an update'))
  if ((metadata.generation ?? 0) < (old.generation ?? 0))
    errors.push(invalid(METADATA.child('generation'), metadata.generation ?? 0, 'must not be decremented'))
  immutable(metadata.name ?? '', old.name ?? '', METADATA.child('name'), errors)
  immutable(metadata.namespace ?? '', old.namespace ?? '', METADATA.child('namespace'), errors)
  immutable(metadata.uid ?? '', old.uid ?? '', METADATA.child('uid'), errors)
  immutable(metadata.creationTimestamp, old.creationTimestamp, METADATA.child('creationTimestamp'), errors)
  immutable(metadata.deletionTimestamp, old.deletionTimestamp, METADATA.child('deletionTimestamp'), errors)
  immutable(metadata.deletionGracePeriodSeconds, old.deletionGracePeriodSeconds, METADATA.child('deletionGracePeriodSeconds'), errors)
  validateLabels(metadata.labels, METADATA.child('labels'), errors)
  validateAnnotations(metadata.annotations, METADATA.child('annotations'), errors)
  validateOwnerReferences(metadata.ownerReferences, errors)
  validateManagedFields(metadata.managedFields, errors)
}

/** @source apimachinery/pkg/apis/meta/v1/validation/validation.go ValidateLabels */
export function validateLabels(labels: ObjectMeta['labels'], path: FieldPath, errors: Errors): void {
  for (const [key, value] of Object.entries(labels ?? {})) {
    addInvalid(errors, path, key, qualifiedNameProblems(key))
    addInvalid(errors, path, value, labelValueProblems(value))
  }
}

/** @source ValidateAnnotations */
export function validateAnnotations(annotations: ObjectMeta['annotations'], path: FieldPath, errors: Errors): void {
  let bytes = 0
  for (const [key, value] of Object.entries(annotations ?? {})) {
    addInvalid(errors, path, key, qualifiedNameProblems(key.toLowerCase()))
    bytes += utf8Length(key) + utf8Length(value)
  }
  if (bytes > ANNOTATIONS_LIMIT_BYTES) errors.push(tooLong(path, ANNOTATIONS_LIMIT_BYTES))
}

/** @source ValidateOwnerReferences */
function validateOwnerReferences(references: readonly OwnerReference[] | undefined, errors: Errors): void {
  if (references === undefined) return
  const path = METADATA.child('ownerReferences')
  let controller = ''
  for (const reference of references) {
    const { apiVersion, kind, name } = reference
    if (/^$|\/$|\/.*\//.test(apiVersion)) errors.push(invalid(path.child('apiVersion'), apiVersion, 'version must not be empty'))
    if (kind === '') errors.push(invalid(path.child('kind'), kind, 'must not be empty'))
    if (name === '') errors.push(invalid(path.child('name'), name, 'must not be empty'))
    if (reference.uid === '') errors.push(invalid(path.child('uid'), '', 'must not be empty'))
    if (apiVersion === 'v1' && kind === 'Event')
      errors.push(invalidShown(path, ownersText([reference]).slice(1, -1), '/v1, Kind=Event is disallowed from being an owner'))
    if (reference.controller !== true) continue
    if (controller === '') controller = `${kind}/${name}`
    else {
      const detail = `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${kind}/${name}`
      errors.push(invalidShown(path, ownersText(references), detail))
    }
  }
}

/** In the order of the struct's fields. */
function ownersText(references: readonly OwnerReference[]): string {
  const ordered = references.map(({ apiVersion, kind, name, uid, controller, blockOwnerDeletion }) => {
    const flags = {
      ...(controller === undefined ? {} : { controller }),
      ...(blockOwnerDeletion === undefined ? {} : { blockOwnerDeletion }),
    }
    return { apiVersion, kind, name, uid, ...flags }
  })
  return goJson(ordered, { html: 'escaped', indent: 0, keys: 'given' })
}

/** @source ValidateFinalizers */
function validateFinalizers(finalizers: readonly string[] | undefined, errors: Errors): void {
  if (finalizers === undefined) return
  const path = METADATA.child('finalizers')
  for (const finalizer of finalizers) addInvalid(errors, path, finalizer, qualifiedNameProblems(finalizer))
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    errors.push(invalid(path, finalizers, 'finalizer orphan and foregroundDeletion cannot be both set'))
  }
}

function validateKubernetesFinalizers(metadata: ObjectMeta, errors: Errors): void {
  for (const [index, finalizer] of (metadata.finalizers ?? []).entries()) {
    const error = kubernetesFinalizerError(finalizer, METADATA.child('finalizers').index(index))
    if (error !== undefined) errors.push(error)
  }
}

/** @source pkg/apis/core/validation/validation.go validateKubeFinalizerName */
export function kubernetesFinalizerError(finalizer: string, path: FieldPath): FieldError | undefined {
  if (finalizer.includes('/') || STANDARD_FINALIZERS.includes(finalizer)) return undefined
  return invalid(path, finalizer, 'name is neither a standard finalizer name nor is it fully qualified')
}

/**
 * Entries that can't be read at all are gone before.
 *
 * @source apimachinery/pkg/apis/meta/v1/validation/validation.go ValidateManagedFields
 */
function validateManagedFields(entries: readonly ManagedFieldsEntry[] | undefined, errors: Errors): void {
  for (const [index, entry] of (entries ?? []).entries()) {
    const path = METADATA.child('managedFields').index(index)
    const { manager = '', subresource = '' } = entry
    if (isLongerThan(manager, 128)) errors.push(tooLong(path.child('manager'), 128))
    if (isLongerThan(subresource, 256)) errors.push(tooLong(path.child('subresource'), 256))
  }
}
