// Resources by the names that rules of roles give them: those of a whole cluster, also where this one does not serve them.
// @source kubectl api-resources of Kubernetes 1.36

import { KINDS } from '../../../../api/kinds.ts'

export interface GroupResource {
  readonly group: string
  readonly resource: string
}

/** Group, then plurals with their short names behind a colon. */
const OTHERS: Readonly<Record<string, string>> = {
  '': 'bindings componentstatuses:cs endpoints:ep limitranges:limits persistentvolumes:pv podtemplates replicationcontrollers:rc resourcequotas:quota',
  'admissionregistration.k8s.io': 'mutatingwebhookconfigurations validatingadmissionpolicies validatingwebhookconfigurations',
  'apiextensions.k8s.io': 'customresourcedefinitions:crd:crds',
  'apiregistration.k8s.io': 'apiservices',
  'authentication.k8s.io': 'selfsubjectreviews tokenreviews',
  'authorization.k8s.io': 'localsubjectaccessreviews selfsubjectaccessreviews selfsubjectrulesreviews subjectaccessreviews',
  autoscaling: 'horizontalpodautoscalers:hpa',
  'certificates.k8s.io': 'certificatesigningrequests:csr',
  'coordination.k8s.io': 'leases',
  'discovery.k8s.io': 'endpointslices',
  'events.k8s.io': 'events',
  'flowcontrol.apiserver.k8s.io': 'flowschemas prioritylevelconfigurations',
  'networking.k8s.io': 'ingressclasses ingresses:ing ipaddresses:ip networkpolicies:netpol servicecidrs',
  'node.k8s.io': 'runtimeclasses',
  policy: 'poddisruptionbudgets:pdb',
  'rbac.authorization.k8s.io': 'clusterrolebindings clusterroles rolebindings roles',
  'scheduling.k8s.io': 'priorityclasses:pc',
  'storage.k8s.io': 'csidrivers csinodes csistoragecapacities storageclasses:sc volumeattachments volumeattributesclasses:vac',
}

interface Known extends GroupResource {
  readonly names: readonly string[]
}

const ALL: readonly Known[] = [
  ...KINDS.map(({ group, resource, singular, shortNames }) => ({ group, resource, names: [resource, singular, ...shortNames] })),
  ...Object.entries(OTHERS).flatMap(([group, words]) =>
    words.split(' ').map((word) => {
      const [resource = '', ...short] = word.split(':')
      return { group, resource, names: [resource, singularOf(resource), ...short] }
    }),
  ),
]

function singularOf(plural: string): string {
  if (plural === 'endpoints') return plural
  return plural.endsWith('ies')
    ? `${plural.slice(0, -3)}y`
    : /(?:class|statu|address|ingress)es$/.test(plural)
      ? plural.slice(0, -2)
      : plural.replace(/s$/, '')
}

/** @param group  Its beginning is enough; '' means any. @source apimachinery pkg/api/meta restmapper.go ResourcesFor */
export function findResource({ group, resource }: GroupResource): GroupResource | undefined {
  const named = ALL.filter(({ names }) => names.includes(resource.toLowerCase()))
  if (group === '') return named[0]
  return named.find((known) => known.group === group) ?? named.find((known) => known.group.startsWith(group))
}
