// Validation by kind: which rules apply to a new object and to a changed one, and what the author is warned of.
// @source pkg/registry/*/*/strategy.go Validate, ValidateUpdate, WarningsOnCreate, WarningsOnUpdate

import type { FieldError } from '../api/field-error.ts'
import { FieldPath } from '../api/field-path.ts'
import type { Pod } from '../api/fields/pod.ts'
import { kindInfo } from '../api/kinds.ts'
import type { Kind } from '../api/kinds.ts'
import type { ApiObject, ObjectByKind } from '../api/objects.ts'
import { isKind } from '../api/objects.ts'
import { validateConfigMap, validateConfigMapUpdate } from './config-map.ts'
import type { Validation } from './contract.ts'
import { serviceAccountWarnings, validateNamespace, validateServiceAccount, validateServiceAccountUpdate } from './core.ts'
import {
  deploymentWarnings,
  validateDeployment,
  validateDeploymentUpdate,
  validateReplicaSet,
  validateReplicaSetUpdate,
} from './deployment.ts'
import { Errors } from './rules.ts'
import { METADATA_ONLY } from './metadata-only.ts'
import { validateGenericMetadata, validateCommonFields, validateMetadataUpdate } from './metadata.ts'
import { pathSegmentProblems } from './names.ts'
import { podWarnings } from './pod-warnings.ts'
import { validatePod } from './pod.ts'
import type { KindRules, RuleFinder } from './rules.ts'
import { hostNameWarnings } from './workload.ts'
import { secretWarnings, validateSecret, validateSecretUpdate } from './secret.ts'

/** Nobody edits Pods by hand: only new ones are warned of. */
function newPodWarnings(pod: Pod, old: Pod | undefined, rare: RuleFinder): readonly string[] {
  return old === undefined ? [...hostNameWarnings(pod.metadata.name, "the Pod's hostname"), ...podWarnings(pod, FieldPath.root, rare)] : []
}

type RulesOf<K extends Kind> = KindRules<ObjectByKind[K]>

/** Rules that are always there, or how the others are found. */
const RULES: { readonly [K in Kind]: RulesOf<K> | ((rare: RuleFinder) => RulesOf<K> | undefined) } = {
  ConfigMap: { create: validateConfigMap, update: validateConfigMapUpdate },
  Secret: { create: validateSecret, update: validateSecretUpdate, warnings: secretWarnings },
  Namespace: {
    create: validateNamespace,
    update: (object, old, errors) => {
      validateNamespace(object, errors)
      validateMetadataUpdate(object.metadata, old.metadata, errors)
    },
  },
  ServiceAccount: { create: validateServiceAccount, update: validateServiceAccountUpdate, warnings: serviceAccountWarnings },
  Pod: {
    create: validatePod,
    update: (pod, old, errors) => errors.rare.find('patches')?.podUpdate(pod, old, errors),
    warnings: newPodWarnings,
  },
  Deployment: { create: validateDeployment, update: validateDeploymentUpdate, warnings: deploymentWarnings },
  ReplicaSet: { create: validateReplicaSet, update: validateReplicaSetUpdate, warnings: deploymentWarnings },
  StatefulSet: (rare) => rare.find('sets')?.kinds.StatefulSet,
  DaemonSet: (rare) => rare.find('sets')?.kinds.DaemonSet,
  Job: (rare) => rare.find('batch')?.kinds.Job,
  CronJob: (rare) => rare.find('batch')?.kinds.CronJob,
  Service: (rare) => rare.find('services')?.kinds.Service,
  PersistentVolumeClaim: (rare) => rare.find('volumes')?.kinds.PersistentVolumeClaim,
  Event: (rare) => rare.find('events')?.kinds.Event,
  Node: METADATA_ONLY,
  ControllerRevision: METADATA_ONLY,
}

/** @param rare  Where the rules are found that are not always there. It remembers what it was asked for in vain. */
export function validationWith(rare: RuleFinder): Validation {
  return {
    validateCreate: (object) => createErrors(object.kind, object, rare),
    validateUpdate: (object, old) => updateErrors(object.kind, object, old, rare),
    warningsFor: (object, old) => warnings(object.kind, object, old, rare),
  }
}

function rulesOf<K extends Kind>(kind: K, rare: RuleFinder): RulesOf<K> | undefined {
  const rules = RULES[kind]
  return typeof rules === 'function' ? rules(rare) : rules
}

function createErrors<K extends Kind>(kind: K, object: ApiObject, rare: RuleFinder): readonly FieldError[] {
  const errors = new Errors(rare)
  if (isKind(object, kind)) rulesOf(kind, rare)?.create(object, errors)
  // Only an object that its kind has nothing against is asked what every object is asked.
  if (errors.list.length === 0) validateGenericMetadata(object.metadata, kindInfo(kind).namespaced, pathSegmentProblems, errors)
  return errors.list
}

function updateErrors<K extends Kind>(kind: K, object: ApiObject, old: ApiObject, rare: RuleFinder): readonly FieldError[] {
  const errors = new Errors(rare)
  validateCommonFields(object.metadata, old.metadata, kindInfo(kind).namespaced, errors)
  if (isKind(object, kind) && isKind(old, kind)) rulesOf(kind, rare)?.update(object, old, errors)
  return errors.list
}

function warnings<K extends Kind>(kind: K, object: ApiObject, old: ApiObject | undefined, rare: RuleFinder): readonly string[] {
  if (!isKind(object, kind)) return []
  return rulesOf(kind, rare)?.warnings?.(object, old !== undefined && isKind(old, kind) ? old : undefined, rare) ?? []
}
