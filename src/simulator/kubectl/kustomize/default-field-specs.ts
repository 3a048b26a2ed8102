// Where kustomize's steps write, kind by kind: facts, made from the places where a Pod's spec stands.
//
// @source sigs.k8s.io/kustomize api/internal/konfig/builtinpluginconsts

import type { FieldSpec } from './field-spec.ts'
import type { GvkSelector } from './resource-id.ts'

/** Which fields hold names of objects of one kind. */
export interface NameReference extends GvkSelector {
  readonly fields: readonly FieldSpec[]
}

function create(path: string, selector: GvkSelector = {}): FieldSpec {
  return { path, create: true, ...selector }
}

const APPS_DEPLOYMENT = { group: 'apps', kind: 'Deployment' }
const APPS_STATEFUL_SET = { group: 'apps', kind: 'StatefulSet' }
const JOB = { group: 'batch', kind: 'Job' }
const CRON_JOB = { group: 'batch', kind: 'CronJob' }
const REPLICATION_CONTROLLER = { version: 'v1', kind: 'ReplicationController' }
const NETWORK_POLICY = { group: 'networking.k8s.io', kind: 'NetworkPolicy' }
const RBAC = 'rbac.authorization.k8s.io'
const ADMISSION = 'admissionregistration.k8s.io'

export const METADATA_LABELS: FieldSpec = create('metadata/labels')

export const TEMPLATE_LABELS: readonly FieldSpec[] = [
  METADATA_LABELS,
  create('spec/template/metadata/labels', REPLICATION_CONTROLLER),
  create('spec/template/metadata/labels', { kind: 'Deployment' }),
  create('spec/template/metadata/labels', { kind: 'ReplicaSet' }),
  create('spec/template/metadata/labels', { kind: 'DaemonSet' }),
  create('spec/template/metadata/labels', APPS_STATEFUL_SET),
  create('spec/template/metadata/labels', JOB),
  create('spec/jobTemplate/metadata/labels', CRON_JOB),
  create('spec/jobTemplate/spec/template/metadata/labels', CRON_JOB),
]

export const CLAIM_TEMPLATE_LABELS: readonly FieldSpec[] = [create('spec/volumeClaimTemplates[]/metadata/labels', APPS_STATEFUL_SET)]

function spreadSelectors(selector: GvkSelector): readonly FieldSpec[] {
  return [
    ...['podAffinity', 'podAntiAffinity'].flatMap((affinity) => [
      `${affinity}/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm`,
      `${affinity}/requiredDuringSchedulingIgnoredDuringExecution`,
    ]),
  ]
    .map((rule): FieldSpec => ({ path: `spec/template/spec/affinity/${rule}/labelSelector/matchLabels`, ...selector }))
    .concat({ path: 'spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels', ...selector })
}

export const SELECTOR_LABELS: readonly FieldSpec[] = [
  create('spec/selector', { version: 'v1', kind: 'Service' }),
  create('spec/selector', REPLICATION_CONTROLLER),
  create('spec/selector/matchLabels', { kind: 'Deployment' }),
  ...spreadSelectors(APPS_DEPLOYMENT),
  create('spec/selector/matchLabels', { kind: 'ReplicaSet' }),
  create('spec/selector/matchLabels', { kind: 'DaemonSet' }),
  create('spec/selector/matchLabels', APPS_STATEFUL_SET),
  ...spreadSelectors(APPS_STATEFUL_SET),
  { path: 'spec/selector/matchLabels', ...JOB },
  { path: 'spec/jobTemplate/spec/selector/matchLabels', ...CRON_JOB },
  { path: 'spec/selector/matchLabels', group: 'policy', kind: 'PodDisruptionBudget' },
  { path: 'spec/podSelector/matchLabels', ...NETWORK_POLICY },
  { path: 'spec/ingress/from/podSelector/matchLabels', ...NETWORK_POLICY },
  { path: 'spec/egress/to/podSelector/matchLabels', ...NETWORK_POLICY },
  ...TEMPLATE_LABELS,
  ...CLAIM_TEMPLATE_LABELS,
]

export const ANNOTATIONS: readonly FieldSpec[] = [
  create('metadata/annotations'),
  create('spec/template/metadata/annotations', REPLICATION_CONTROLLER),
  ...['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'].map((kind) => create('spec/template/metadata/annotations', { kind })),
  create('spec/template/metadata/annotations', JOB),
  create('spec/jobTemplate/metadata/annotations', CRON_JOB),
  create('spec/jobTemplate/spec/template/metadata/annotations', CRON_JOB),
]

export const NAMESPACE: readonly FieldSpec[] = [
  create('metadata/name', { kind: 'Namespace' }),
  create('spec/service/namespace', { group: 'apiregistration.k8s.io', kind: 'APIService' }),
  { path: 'spec/conversion/webhook/clientConfig/service/namespace', group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
]

export const IMAGES: readonly FieldSpec[] = ['spec', 'spec/template/spec'].flatMap((home) =>
  ['containers[]/image', 'initContainers[]/image', 'volumes[]/image/reference'].map((path) => create(`${home}/${path}`)),
)

/** In the order in which a message names them. */
export const REPLICAS: readonly FieldSpec[] = ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'].map((kind) =>
  create('spec/replicas', { kind }),
)

/** Where the spec of a Pod stands, by kind. */
const POD_SPECS: readonly (GvkSelector & { readonly home: string })[] = [
  { home: 'spec', version: 'v1', kind: 'Pod' },
  { home: 'template/spec', kind: 'PodTemplate' },
  ...['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet', 'Job'].map((kind) => ({ home: 'spec/template/spec', kind })),
  { home: 'spec/jobTemplate/spec/template/spec', kind: 'CronJob' },
]

/** The same without what upstream's rules about accounts, claims and classes leave out. */
const SOME_POD_SPECS: typeof POD_SPECS = [
  { home: 'spec', kind: 'Pod' },
  ...['StatefulSet', 'Deployment', 'ReplicationController', 'Job', 'DaemonSet'].map((kind) => ({ home: 'spec/template/spec', kind })),
  { home: 'spec/jobTemplate/spec/template/spec', kind: 'CronJob' },
]

function inPodSpecs(homes: typeof POD_SPECS, paths: readonly string[]): readonly FieldSpec[] {
  return homes.flatMap(({ home, ...selector }) => paths.map((path) => ({ path: `${home}/${path}`, ...selector })))
}

const CONFIG_MAP_FIELDS = [
  'volumes/configMap/name',
  'containers/env/valueFrom/configMapKeyRef/name',
  'initContainers/env/valueFrom/configMapKeyRef/name',
  'containers/envFrom/configMapRef/name',
  'initContainers/envFrom/configMapRef/name',
  'volumes/projected/sources/configMap/name',
]
const SECRET_FIELDS = [
  'volumes/secret/secretName',
  'containers/env/valueFrom/secretKeyRef/name',
  'initContainers/env/valueFrom/secretKeyRef/name',
  'containers/envFrom/secretRef/name',
  'initContainers/envFrom/secretRef/name',
  'imagePullSecrets/name',
  'volumes/projected/sources/secret/name',
]
const INGRESS_SECRETS = [
  'ingress.kubernetes.io\\/auth-secret',
  'nginx.ingress.kubernetes.io\\/auth-secret',
  'nginx.ingress.kubernetes.io\\/auth-tls-secret',
]

function scaled(kind: string): NameReference {
  return { kind, fields: [{ path: 'spec/scaleTargetRef/name', kind: 'HorizontalPodAutoscaler' }] }
}

const RULES_OF_ROLES: readonly FieldSpec[] = ['Role', 'ClusterRole'].map((kind) => ({ path: 'rules/resourceNames', kind }))

export const NAME_REFERENCES: readonly NameReference[] = [
  ...['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map(scaled),
  {
    kind: 'ConfigMap',
    version: 'v1',
    fields: [
      ...inPodSpecs(POD_SPECS, CONFIG_MAP_FIELDS),
      { path: 'spec/configSource/configMap', kind: 'Node' },
      ...RULES_OF_ROLES,
      { path: 'metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap', kind: 'Ingress' },
    ],
  },
  {
    kind: 'Secret',
    version: 'v1',
    fields: [
      ...inPodSpecs(POD_SPECS, SECRET_FIELDS),
      { path: 'spec/tls/secretName', kind: 'Ingress' },
      ...INGRESS_SECRETS.map((key) => ({ path: `metadata/annotations/${key}`, kind: 'Ingress' })),
      { path: 'imagePullSecrets/name', kind: 'ServiceAccount' },
      ...['secretName', 'adminSecretName', 'userSecretName', 'secretRef'].map((key) => ({
        path: `parameters/${key}`,
        kind: 'StorageClass',
      })),
      ...RULES_OF_ROLES,
      { path: 'spec/azureFile/secretName', kind: 'PersistentVolume' },
    ],
  },
  {
    kind: 'Service',
    version: 'v1',
    fields: [
      { path: 'spec/serviceName', ...APPS_STATEFUL_SET },
      ...[
        'spec/rules/http/paths/backend/serviceName',
        'spec/backend/serviceName',
        'spec/rules/http/paths/backend/service/name',
        'spec/defaultBackend/service/name',
      ].map((path) => ({ path, kind: 'Ingress' })),
      { path: 'spec/service/name', kind: 'APIService', group: 'apiregistration.k8s.io' },
      ...['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].map((kind) => ({
        path: 'webhooks/clientConfig/service',
        kind,
        group: ADMISSION,
      })),
    ],
  },
  { kind: 'Role', group: RBAC, fields: [{ path: 'roleRef/name', kind: 'RoleBinding', group: RBAC }] },
  {
    kind: 'ClusterRole',
    group: RBAC,
    fields: ['RoleBinding', 'ClusterRoleBinding'].map((kind) => ({ path: 'roleRef/name', kind, group: RBAC })),
  },
  {
    kind: 'ServiceAccount',
    version: 'v1',
    fields: [
      ...['RoleBinding', 'ClusterRoleBinding'].map((kind) => ({ path: 'subjects', kind, group: RBAC })),
      ...inPodSpecs(SOME_POD_SPECS, ['serviceAccountName']),
    ],
  },
  { kind: 'PersistentVolumeClaim', version: 'v1', fields: inPodSpecs(SOME_POD_SPECS, ['volumes/persistentVolumeClaim/claimName']) },
  {
    kind: 'PersistentVolume',
    version: 'v1',
    fields: [
      { path: 'spec/volumeName', kind: 'PersistentVolumeClaim' },
      { path: 'rules/resourceNames', kind: 'ClusterRole' },
    ],
  },
  {
    kind: 'StorageClass',
    version: 'v1',
    group: 'storage.k8s.io',
    fields: [
      { path: 'spec/storageClassName', kind: 'PersistentVolume' },
      { path: 'spec/storageClassName', kind: 'PersistentVolumeClaim' },
      { path: 'spec/volumeClaimTemplates/spec/storageClassName', kind: 'StatefulSet' },
    ],
  },
  { kind: 'PriorityClass', version: 'v1', group: 'scheduling.k8s.io', fields: inPodSpecs(SOME_POD_SPECS, ['priorityClassName']) },
  {
    kind: 'ValidatingAdmissionPolicy',
    group: ADMISSION,
    fields: [{ path: 'spec/policyName', kind: 'ValidatingAdmissionPolicyBinding', group: ADMISSION }],
  },
]

const VARIABLE_FIELDS = ['containers', 'initContainers'].flatMap((list) =>
  ['args', 'command', 'env/value', 'volumeMounts/mountPath'].map((field) => `${list}/${field}`),
)

/** Where `$(NAME)` of a var is replaced. */
export const VARIABLE_REFERENCES: readonly FieldSpec[] = [
  ...inPodSpecs(
    POD_SPECS.filter(({ kind }) => kind !== 'PodTemplate').map(({ home, kind }) => ({ home, ...(kind === undefined ? {} : { kind }) })),
    [...VARIABLE_FIELDS, 'volumes/nfs/server'],
  ),
  // Where upstream looks in a CronJob, one level above where the volumes are.
  { path: 'spec/jobTemplate/spec/template/volumes/nfs/server', kind: 'CronJob' },
  { path: 'spec/template/metadata/annotations', kind: 'Deployment' },
  ...['spec/rules/host', 'spec/tls/hosts', 'spec/tls/secretName'].map((path) => ({ path, kind: 'Ingress' })),
  ...['spec/ports/port', 'spec/ports/targetPort'].map((path) => ({ path, kind: 'Service' })),
  { path: 'spec/volumeClaimTemplates/spec/nfs/server', kind: 'StatefulSet' },
  { path: 'spec/nfs/server', kind: 'PersistentVolume' },
  { path: 'metadata/labels' },
  { path: 'metadata/annotations' },
]
