// How kustomize names an object: group, version, kind, name and namespace.
//
// @source sigs.k8s.io/kustomize kyaml/resid gvk.go, resid.go

import { goQuote } from '../../base/go-text.ts'

export interface Gvk {
  readonly group: string
  readonly version: string
  readonly kind: string
}

export interface ResourceId extends Gvk {
  readonly name: string
  readonly namespace: string
}

/** What a rule is about; an empty part fits everything. */
export interface GvkSelector {
  readonly group?: string
  readonly version?: string
  readonly kind?: string
}

/** Kinds that live in no namespace. @source kyaml/openapi precomputedIsNamespaceScoped, those that are false */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'APIService',
  'CSIDriver',
  'CSINode',
  'CertificateSigningRequest',
  'ClusterRole',
  'ClusterRoleBinding',
  'ComponentStatus',
  'CustomResourceDefinition',
  'FlowSchema',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PodSecurityPolicy',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'RuntimeClass',
  'SelfSubjectAccessReview',
  'SelfSubjectRulesReview',
  'StorageClass',
  'SubjectAccessReview',
  'TokenReview',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
])

const BUILT_IN_GROUP = /^(?:[a-z]+|[a-z]+(?:\.[a-z]+)*\.k8s\.io)?$/

export function isClusterScoped({ kind, group }: Gvk): boolean {
  return CLUSTER_SCOPED.has(kind) && BUILT_IN_GROUP.test(group)
}

export function gvkOf(apiVersion: string, kind: string): Gvk {
  const slash = apiVersion.indexOf('/')
  return slash < 0
    ? { group: '', version: apiVersion, kind }
    : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1), kind }
}

/** The namespace that counts: no namespace is `default`, and what lives in none has a place of its own. */
export function effectiveNamespace(id: ResourceId): string {
  if (isClusterScoped(id)) return '_non_namespaceable_'
  return id.namespace === '' ? 'default' : id.namespace
}

export function isSelected(gvk: Gvk, { group, version, kind }: GvkSelector): boolean {
  return fits(group, gvk.group) && fits(version, gvk.version) && fits(kind, gvk.kind)
}

function fits(wanted: string | undefined, found: string): boolean {
  return wanted === undefined || wanted === '' || wanted === found
}

export function sameGvk(a: Gvk, b: Gvk): boolean {
  return a.group === b.group && a.version === b.version && a.kind === b.kind
}

export function sameId(a: ResourceId, b: ResourceId): boolean {
  return a.name === b.name && sameGvk(a, b) && effectiveNamespace(a) === effectiveNamespace(b)
}

/** `Deployment.v1.apps` */
export function gvkText({ group, version, kind }: Gvk): string {
  return [kind || '[noKind]', version || '[noVer]', group || '[noGrp]'].join('.')
}

/** `Deployment.v1.apps/web.[noNs]` */
export function idText(id: ResourceId): string {
  return `${gvkText(id)}/${id.name || '[noName]'}.${id.namespace || '[noNs]'}`
}

/** As Go's `%#v` prints it. */
export function idSyntax(id: ResourceId): string {
  const { group, version, kind } = id
  const scope = String(isClusterScoped(id))
  const gvk = `resid.Gvk{Group:${goQuote(group)}, Version:${goQuote(version)}, Kind:${goQuote(kind)}, isClusterScoped:${scope}}`
  return `resid.ResId{Gvk:${gvk}, Name:${goQuote(id.name)}, Namespace:${goQuote(id.namespace)}}`
}
