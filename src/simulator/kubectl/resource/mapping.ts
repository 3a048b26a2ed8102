// From the words on a command line, or apiVersion and kind of a manifest, to the kinds that the cluster serves.
//
// @source k8s.io/client-go restmapper; k8s.io/cli-runtime pkg/resource/builder.go mappingFor, mapper.go

import type { KindInfo } from '../../api/kinds.ts'
import { KINDS, apiVersionOf, findKind } from '../../api/kinds.ts'
import { goQuote } from '../../base/go-text.ts'
import type { Failure } from '../failure.ts'

/** `cm`, `configmaps`, `deployments.apps`, `deployments.v1.apps`, `Deployment`: the kind served under this name. */
export function kindForWord(word: string): KindInfo | undefined {
  const [first = '', ...rest] = word.split('.')
  const name = first.toLowerCase()
  // Short names are looked up as they are written.
  const named = KINDS.filter((info) => info.resource === name || info.singular === name || info.shortNames.includes(first))
  if (rest.length === 0) return named[0]
  const suffix = rest.join('.')
  const [version, ...group] = rest
  return named.find((info) => info.group === suffix || (info.version === version && group.length > 0 && info.group === group.join('.')))
}

export function unknownResource(word: string): string {
  const name = word.includes('.') ? word.slice(0, word.indexOf('.')) : word
  return `the server doesn't have a resource type ${goQuote(name)}${notModelled(name)}`
}

/** The same words from a mapper, without `error: ` before them. @source k8s.io/kubectl pkg/cmd/util/helpers.go StandardErrorMessage */
export function noSuchResource(word: string): Failure {
  return { kind: 'raw', text: unknownResource(word), exitCode: 1 }
}

/** Resources of a real cluster that this one does not serve, by each name people type. */
const NOT_MODELLED: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'ingresses ingress ing',
    'persistentvolumes persistentvolume pv',
    'endpoints ep',
    'endpointslices endpointslice',
    'roles role',
    'rolebindings rolebinding',
    'clusterroles clusterrole',
    'clusterrolebindings clusterrolebinding',
    'networkpolicies networkpolicy netpol',
    'horizontalpodautoscalers horizontalpodautoscaler hpa',
    'poddisruptionbudgets poddisruptionbudget pdb',
    'replicationcontrollers replicationcontroller rc',
    'resourcequotas resourcequota quota',
    'limitranges limitrange limits',
    'storageclasses storageclass sc',
    'customresourcedefinitions customresourcedefinition crd crds',
    'priorityclasses priorityclass pc',
    'leases lease',
    'podtemplates podtemplate',
    'certificatesigningrequests certificatesigningrequest csr',
  ].flatMap((names) => names.split(' ').map((name) => [name, names.split(' ')[0] ?? ''])),
)

function notModelled(name: string): string {
  const resource = NOT_MODELLED[name.toLowerCase()]
  return resource === undefined ? '' : `\n(${resource} are not part of this simulated cluster; kubectl api-resources lists what is)`
}

export interface GroupVersion {
  readonly group: string
  readonly version: string
}

/** Undefined for more than one slash. @source k8s.io/apimachinery pkg/runtime/schema ParseGroupVersion */
export function parseGroupVersion(apiVersion: string): GroupVersion | undefined {
  if (apiVersion === '' || apiVersion === '/') return { group: '', version: '' }
  const [first = '', second, third] = apiVersion.split('/')
  if (third !== undefined) return undefined
  return second === undefined ? { group: '', version: first } : { group: first, version: second }
}

/** The kind served for a manifest's apiVersion and kind, or kubectl's text: `no matches for kind "Pods" in version "v1"`. */
export function kindForManifest(apiVersion: string, kind: string): KindInfo | string {
  // A kind in small letters is mapped as well; the API server then does not know it.
  const found = findKind(apiVersion, kind) ?? KINDS.find((info) => info.singular === kind && apiVersionOf(info) === apiVersion)
  if (found !== undefined) return found
  const parsed = parseGroupVersion(apiVersion)
  if (parsed === undefined) return `no matches for kind ${goQuote(kind)} in group ""`
  const { group, version } = parsed
  // Without a version any is meant, but then none is asked for.
  const unserved = version === '' ? KINDS.find((info) => info.kind === kind && info.group === group) : undefined
  if (unserved !== undefined) return unserved
  return `no matches for kind ${goQuote(kind)} in version ${goQuote(group === '' ? version : `${group}/${version}`)}`
}

/** Names that stand for several resources: `all`. */
export function expandCategory(word: string): readonly KindInfo[] | undefined {
  const members = KINDS.filter((info) => info.categories.includes(word))
  return members.length === 0 ? undefined : members
}

/** `/v1, Resource=configmaps` as Go prints a GroupVersionResource. */
export function describeResource(info: KindInfo): string {
  return `${info.group}/${info.version}, Resource=${info.resource}`
}

/** @param kind  As it was written. */
export function describeKind(info: KindInfo, kind: string): string {
  return `${info.group}/${info.version}, Kind=${kind}`
}

/** `ConfigMap`, `Deployment.apps`: as Go prints a GroupKind. */
export function groupKind({ kind, group }: KindInfo): string {
  return group === '' ? kind : `${kind}.${group}`
}
