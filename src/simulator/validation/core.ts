// Rules of Namespaces and ServiceAccounts.
// @source pkg/apis/core/validation/validation.go ValidateNamespace, ValidateServiceAccount; pkg/registry/core/serviceaccount/strategy.go

import { FieldPath } from '../api/field-path.ts'
import type { Namespace, ServiceAccount } from '../api/fields/core.ts'
import { addInvalid } from './errors.ts'
import { kubernetesFinalizerError, validateMetadata, validateMetadataUpdate } from './metadata.ts'
import { dnsLabelProblems, qualifiedNameProblems, subdomainProblems } from './names.ts'
import type { Errors } from './rules.ts'

const ENFORCE = 'kubernetes.io/enforce-mountable-secrets'

export function validateNamespace(namespace: Namespace, errors: Errors): void {
  validateMetadata(namespace.metadata, false, dnsLabelProblems, errors)
  const path = FieldPath.of('spec', 'finalizers')
  for (const finalizer of namespace.spec.finalizers ?? []) {
    addInvalid(errors, path, finalizer, qualifiedNameProblems(finalizer))
    const error = kubernetesFinalizerError(finalizer, path)
    if (error !== undefined) errors.push(error)
  }
}

export function validateServiceAccount(account: ServiceAccount, errors: Errors): void {
  validateMetadata(account.metadata, true, subdomainProblems, errors)
}

export function serviceAccountWarnings({ metadata }: ServiceAccount, old: ServiceAccount | undefined): readonly string[] {
  const isNew = metadata.annotations?.[ENFORCE] !== undefined && old?.metadata.annotations?.[ENFORCE] === undefined
  const advice = 'prefer separate namespaces to isolate access to mounted secrets'
  return isNew ? [`metadata.annotations[${ENFORCE}]: deprecated in v1.32+; ${advice}`] : []
}

export function validateServiceAccountUpdate(account: ServiceAccount, old: ServiceAccount, errors: Errors): void {
  validateMetadataUpdate(account.metadata, old.metadata, errors)
  validateServiceAccount(account, errors)
}
