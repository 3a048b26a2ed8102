// Job and CronJob.
// Tables only; rules live in validation/.
//
// @source k8s.io/api core/v1, apps/v1, batch/v1 types.go and apimachinery meta/v1 types.go: names, types and tags

import {
  always,
  boolean,
  int32,
  int64,
  list,
  listByKey,
  named,
  omitEmpty,
  pointer,
  rootKind,
  string,
  struct,
  time,
  zeroableTime,
} from './field-table.ts'
import type { ObjectOf } from './field-table.ts'
import { labelSelector, objectMeta } from './meta.ts'
import { podTemplateSpec } from './pod.ts'
import { objectReference } from './reference.ts'

export const podFailurePolicyOnExitCodesRequirement = struct('v1.PodFailurePolicyOnExitCodesRequirement', {
  containerName: pointer(string),
  operator: always(named('v1.PodFailurePolicyOnExitCodesOperator')),
  values: always(list(int32)),
})
export interface PodFailurePolicyOnExitCodesRequirement extends ObjectOf<typeof podFailurePolicyOnExitCodesRequirement> {}

export const podFailurePolicyOnPodConditionsPattern = struct('v1.PodFailurePolicyOnPodConditionsPattern', {
  type: always(named('v1.PodConditionType')),
  status: always(named('v1.ConditionStatus')),
})
export interface PodFailurePolicyOnPodConditionsPattern extends ObjectOf<typeof podFailurePolicyOnPodConditionsPattern> {}

export const podFailurePolicyRule = struct('v1.PodFailurePolicyRule', {
  action: always(named('v1.PodFailurePolicyAction')),
  onExitCodes: pointer(podFailurePolicyOnExitCodesRequirement),
  onPodConditions: omitEmpty(list(podFailurePolicyOnPodConditionsPattern)),
})
export interface PodFailurePolicyRule extends ObjectOf<typeof podFailurePolicyRule> {}

export const podFailurePolicy = struct('v1.PodFailurePolicy', {
  rules: always(list(podFailurePolicyRule)),
})
export interface PodFailurePolicy extends ObjectOf<typeof podFailurePolicy> {}

export const successPolicyRule = struct('v1.SuccessPolicyRule', {
  succeededIndexes: pointer(string),
  succeededCount: pointer(int32),
})
export interface SuccessPolicyRule extends ObjectOf<typeof successPolicyRule> {}

export const successPolicy = struct('v1.SuccessPolicy', {
  rules: always(list(successPolicyRule)),
})
export interface SuccessPolicy extends ObjectOf<typeof successPolicy> {}

export const jobSpec = struct('v1.JobSpec', {
  parallelism: pointer(int32),
  completions: pointer(int32),
  activeDeadlineSeconds: pointer(int64),
  podFailurePolicy: pointer(podFailurePolicy),
  successPolicy: pointer(successPolicy),
  backoffLimit: pointer(int32),
  backoffLimitPerIndex: pointer(int32),
  maxFailedIndexes: pointer(int32),
  selector: pointer(labelSelector),
  manualSelector: pointer(boolean),
  template: always(podTemplateSpec),
  ttlSecondsAfterFinished: pointer(int32),
  completionMode: pointer(named('v1.CompletionMode')),
  suspend: pointer(boolean),
  podReplacementPolicy: pointer(named('v1.PodReplacementPolicy')),
  managedBy: pointer(string),
})
export interface JobSpec extends ObjectOf<typeof jobSpec> {}

export const jobCondition = struct('v1.JobCondition', {
  type: always(named('v1.JobConditionType')),
  status: always(named('v1.ConditionStatus')),
  lastProbeTime: always(zeroableTime),
  lastTransitionTime: always(zeroableTime),
  reason: omitEmpty(string),
  message: omitEmpty(string),
})
export interface JobCondition extends ObjectOf<typeof jobCondition> {}

export const uncountedTerminatedPods = struct('v1.UncountedTerminatedPods', {
  succeeded: omitEmpty(list(named('types.UID'))),
  failed: omitEmpty(list(named('types.UID'))),
})
export interface UncountedTerminatedPods extends ObjectOf<typeof uncountedTerminatedPods> {}

export const jobStatus = struct('v1.JobStatus', {
  conditions: listByKey(jobCondition, 'type'),
  startTime: pointer(time),
  completionTime: pointer(time),
  active: omitEmpty(int32),
  succeeded: omitEmpty(int32),
  failed: omitEmpty(int32),
  terminating: pointer(int32),
  completedIndexes: omitEmpty(string),
  failedIndexes: pointer(string),
  uncountedTerminatedPods: pointer(uncountedTerminatedPods),
  ready: pointer(int32),
})
export interface JobStatus extends ObjectOf<typeof jobStatus> {}

export const job = rootKind('batch/v1', 'Job', {
  metadata: always(objectMeta),
  spec: always(jobSpec),
  status: always(jobStatus),
})
export interface Job extends ObjectOf<typeof job> {}

export const jobTemplateSpec = struct('v1.JobTemplateSpec', {
  metadata: always(objectMeta),
  spec: always(jobSpec),
})
export interface JobTemplateSpec extends ObjectOf<typeof jobTemplateSpec> {}

export const cronJobSpec = struct('v1.CronJobSpec', {
  schedule: always(string),
  timeZone: pointer(string),
  startingDeadlineSeconds: pointer(int64),
  concurrencyPolicy: omitEmpty(named('v1.ConcurrencyPolicy')),
  suspend: pointer(boolean),
  jobTemplate: always(jobTemplateSpec),
  successfulJobsHistoryLimit: pointer(int32),
  failedJobsHistoryLimit: pointer(int32),
})
export interface CronJobSpec extends ObjectOf<typeof cronJobSpec> {}

export const cronJobStatus = struct('v1.CronJobStatus', {
  active: omitEmpty(list(objectReference)),
  lastScheduleTime: pointer(time),
  lastSuccessfulTime: pointer(time),
})
export interface CronJobStatus extends ObjectOf<typeof cronJobStatus> {}

export const cronJob = rootKind('batch/v1', 'CronJob', {
  metadata: always(objectMeta),
  spec: always(cronJobSpec),
  status: always(cronJobStatus),
})
export interface CronJob extends ObjectOf<typeof cronJob> {}
