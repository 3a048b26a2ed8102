// Validation by kind: which rules apply to a new object and to a changed one, and what the author is warned of.
// @source pkg/registry/*/*/strategy.go Validate, ValidateUpdate, WarningsOnCreate, WarningsOnUpdate

import type { FieldError } from '../api/field-error.ts'
import { kindInfo } from '../api/kinds.ts'
import type { Kind } from '../api/kinds.ts'
import type { ApiObject, ObjectByKind } from '../api/objects.ts'
import { isKind } from '../api/objects.ts'
import { validateConfigMap, validateConfigMapUpdate } from './config-map.ts'
import type { Pod } from '../api/fields/pod.ts'
import type { Validation } from './contract.ts'
import { validateNamespace, validateServiceAccount, validateServiceAccountUpdate } from './core.ts'
import type { Errors } from './errors.ts'
import { validateCommonFields, validateGenericMetadata, validateMetadata, validateMetadataUpdate } from './metadata.ts'
import { pathSegmentProblems, subdomainProblems } from './names.ts'
import { cronJobWarnings, validateCronJob, validateCronJobUpdate } from './cron-job.ts'
import { daemonSetWarnings, validateDaemonSet, validateDaemonSetUpdate } from './daemon-set.ts'
import {
  deploymentWarnings,
  validateDeployment,
  validateDeploymentUpdate,
  validateReplicaSet,
  validateReplicaSetUpdate,
} from './deployment.ts'
import { FieldPath } from '../api/field-path.ts'
import { jobWarnings, validateJob, validateJobUpdate } from './job.ts'
import { podWarnings } from './pod-warnings.ts'
import { validatePodUpdate } from './pod-update.ts'
import { validateClaimSpec } from './persistent-volume-claim.ts'
import { validatePod } from './pod.ts'
import { secretWarnings, validateSecret, validateSecretUpdate } from './secret.ts'
import { serviceWarnings, validateService, validateServiceUpdate } from './service.ts'
import { statefulSetWarnings, validateStatefulSet, validateStatefulSetUpdate } from './stateful-set.ts'

interface KindRules<T extends ApiObject> {
  create(object: T, errors: Errors): void
  update(object: T, old: T, errors: Errors): void
  warnings?(object: T, old: T | undefined): readonly string[]
}

/** Kinds that only the cluster itself writes are asked for good metadata and no more. */
const METADATA_ONLY: KindRules<ApiObject> = {
  create: (object, errors) => {
    validateMetadata(object.metadata, kindInfo(object.kind).namespaced, subdomainProblems, errors)
  },
  update: (object, old, errors) => {
    validateMetadataUpdate(object.metadata, old.metadata, errors)
  },
}

/** Nobody edits Pods by hand: only new ones are warned of. */
function newPodWarnings(pod: Pod, old: Pod | undefined): readonly string[] {
  return old === undefined ? podWarnings(pod, FieldPath.root) : []
}

const RULES: { readonly [K in Kind]: KindRules<ObjectByKind[K]> } = {
  ConfigMap: { create: validateConfigMap, update: validateConfigMapUpdate },
  Secret: { create: validateSecret, update: validateSecretUpdate, warnings: secretWarnings },
  Namespace: {
    create: validateNamespace,
    update: (object, old, errors) => {
      validateMetadataUpdate(object.metadata, old.metadata, errors)
    },
  },
  ServiceAccount: { create: validateServiceAccount, update: validateServiceAccountUpdate },
  Pod: { create: validatePod, update: validatePodUpdate, warnings: newPodWarnings },
  Deployment: { create: validateDeployment, update: validateDeploymentUpdate, warnings: deploymentWarnings },
  ReplicaSet: { create: validateReplicaSet, update: validateReplicaSetUpdate, warnings: deploymentWarnings },
  StatefulSet: { create: validateStatefulSet, update: validateStatefulSetUpdate, warnings: statefulSetWarnings },
  DaemonSet: { create: validateDaemonSet, update: validateDaemonSetUpdate, warnings: daemonSetWarnings },
  Job: { create: validateJob, update: validateJobUpdate, warnings: jobWarnings },
  CronJob: { create: validateCronJob, update: validateCronJobUpdate, warnings: cronJobWarnings },
  Service: { create: validateService, update: validateServiceUpdate, warnings: serviceWarnings },
  Event: METADATA_ONLY,
  Node: METADATA_ONLY,
  PersistentVolumeClaim: {
    create: (object, errors) => {
      validateMetadata(object.metadata, true, subdomainProblems, errors)
      validateClaimSpec(object.spec, FieldPath.of('spec'), errors)
    },
    update: METADATA_ONLY.update,
  },
  ControllerRevision: METADATA_ONLY,
}

export const validation: Validation = {
  validateCreate: (object) => createErrors(object.kind, object),
  validateUpdate: (object, old) => updateErrors(object.kind, object, old),
  warningsFor: (object, old) => warnings(object.kind, object, old),
}

function createErrors<K extends Kind>(kind: K, object: ApiObject): readonly FieldError[] {
  const errors: FieldError[] = []
  if (isKind(object, kind)) RULES[kind].create(object, errors)
  // Only an object that its kind has nothing against is asked what every object is asked.
  if (errors.length === 0) validateGenericMetadata(object.metadata, kindInfo(kind).namespaced, pathSegmentProblems, errors)
  return errors
}

function updateErrors<K extends Kind>(kind: K, object: ApiObject, old: ApiObject): readonly FieldError[] {
  const errors: FieldError[] = []
  validateCommonFields(object.metadata, old.metadata, kindInfo(kind).namespaced, errors)
  if (isKind(object, kind) && isKind(old, kind)) RULES[kind].update(object, old, errors)
  return errors
}

function warnings<K extends Kind>(kind: K, object: ApiObject, old: ApiObject | undefined): readonly string[] {
  if (!isKind(object, kind)) return []
  return RULES[kind].warnings?.(object, old !== undefined && isKind(old, kind) ? old : undefined) ?? []
}
