// Fields of the kinds that `kubectl create` makes and this cluster does not serve, in Go's order: what is printed of them.
//
// @source k8s.io/api rbac/v1, core/v1, networking/v1, policy/v1, scheduling/v1 types.go
// @simplified `kubectl create` of a kind that this cluster does not have prints only the fields that kubectl fills in.

import {
  always,
  alwaysPointer,
  boolean,
  int32,
  intOrString,
  list,
  map,
  omitEmpty,
  pointer,
  quantity,
  rootKind,
  string,
  struct,
} from '../../../../api/fields/field-table.ts'
import { labelSelector, objectMeta } from '../../../../api/fields/meta.ts'

const RBAC = 'rbac.authorization.k8s.io/v1'

const policyRule = struct('v1.PolicyRule', {
  verbs: always(list(string)),
  apiGroups: omitEmpty(list(string)),
  resources: omitEmpty(list(string)),
  resourceNames: omitEmpty(list(string)),
  nonResourceURLs: omitEmpty(list(string)),
})
const aggregationRule = struct('v1.AggregationRule', { clusterRoleSelectors: omitEmpty(list(labelSelector)) })
const subject = struct('v1.Subject', {
  kind: always(string),
  apiGroup: omitEmpty(string),
  name: always(string),
  namespace: omitEmpty(string),
})
const roleRef = struct('v1.RoleRef', { apiGroup: always(string), kind: always(string), name: always(string) })

const binding = { metadata: always(objectMeta), subjects: omitEmpty(list(subject)), roleRef: always(roleRef) }

export const role = rootKind(RBAC, 'Role', { metadata: always(objectMeta), rules: alwaysPointer(list(policyRule)) })
export const clusterRole = rootKind(RBAC, 'ClusterRole', {
  metadata: always(objectMeta),
  rules: alwaysPointer(list(policyRule)),
  aggregationRule: pointer(aggregationRule),
})
export const roleBinding = rootKind(RBAC, 'RoleBinding', binding)
export const clusterRoleBinding = rootKind(RBAC, 'ClusterRoleBinding', binding)

export const resourceQuota = rootKind('v1', 'ResourceQuota', {
  metadata: always(objectMeta),
  spec: always(struct('v1.ResourceQuotaSpec', { hard: omitEmpty(map(quantity)), scopes: omitEmpty(list(string)) })),
  status: always(struct('v1.ResourceQuotaStatus', {})),
})

export const priorityClass = rootKind('scheduling.k8s.io/v1', 'PriorityClass', {
  metadata: always(objectMeta),
  value: always(int32),
  globalDefault: omitEmpty(boolean),
  description: omitEmpty(string),
  preemptionPolicy: pointer(string),
})

export const podDisruptionBudget = rootKind('policy/v1', 'PodDisruptionBudget', {
  metadata: always(objectMeta),
  spec: always(
    struct('v1.PodDisruptionBudgetSpec', {
      minAvailable: pointer(intOrString),
      selector: pointer(labelSelector),
      maxUnavailable: pointer(intOrString),
    }),
  ),
  status: always(
    struct('v1.PodDisruptionBudgetStatus', {
      disruptionsAllowed: always(int32),
      currentHealthy: always(int32),
      desiredHealthy: always(int32),
      expectedPods: always(int32),
    }),
  ),
})

const backend = struct('v1.IngressBackend', {
  service: pointer(
    struct('v1.IngressServiceBackend', {
      name: always(string),
      port: omitEmpty(struct('v1.ServiceBackendPort', { name: omitEmpty(string), number: omitEmpty(int32) })),
    }),
  ),
})
const httpPath = struct('v1.HTTPIngressPath', { path: omitEmpty(string), pathType: pointer(string), backend: always(backend) })

export const ingress = rootKind('networking.k8s.io/v1', 'Ingress', {
  metadata: always(objectMeta),
  spec: always(
    struct('v1.IngressSpec', {
      ingressClassName: pointer(string),
      defaultBackend: pointer(backend),
      tls: omitEmpty(list(struct('v1.IngressTLS', { hosts: omitEmpty(list(string)), secretName: omitEmpty(string) }))),
      rules: omitEmpty(
        list(
          struct('v1.IngressRule', {
            host: omitEmpty(string),
            http: pointer(struct('v1.HTTPIngressRuleValue', { paths: always(list(httpPath)) })),
          }),
        ),
      ),
    }),
  ),
  status: always(struct('v1.IngressStatus', { loadBalancer: always(struct('v1.IngressLoadBalancerStatus', {})) })),
})
