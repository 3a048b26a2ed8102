// What a container finds in /etc/hosts and /etc/resolv.conf.
// @source pkg/kubelet/kubelet_pods.go managedHostsFileContent; pkg/kubelet/network/dns/dns.go GetPodDNS
// @simplified `dnsPolicy: Default` differs from the others by its search list alone, since the node itself asks the cluster's name server.

import type { Pod } from '../api/fields/pod.ts'

const CLUSTER_DOMAIN = 'cluster.local'
const CLUSTER_DNS = '10.96.0.10'
/** @source pkg/kubelet/network/dns/dns.go defaultDNSOptions */
const CLUSTER_OPTIONS = [{ name: 'ndots', value: '5' }]

const BASE = [
  '# Kubernetes-managed hosts file.',
  '127.0.0.1\tlocalhost',
  '::1\tlocalhost ip6-localhost ip6-loopback',
  'fe00::0\tip6-localnet',
  'fe00::0\tip6-mcastprefix',
  'fe00::1\tip6-allnodes',
  'fe00::2\tip6-allrouters',
]

export function hostnameOf({ metadata, spec }: Pod): string {
  return spec.hostname ?? metadata.name ?? ''
}

export function hostsFile(pod: Pod, podIP: string): string {
  const { hostAliases = [], subdomain = '' } = pod.spec
  const hostname = hostnameOf(pod)
  const names = subdomain === '' ? hostname : `${hostname}.${subdomain}.${serviceDomain(pod)}\t${hostname}`
  const aliases = hostAliases.map(({ ip, hostnames = [] }) => `${ip}\t${hostnames.join('\t')}`)
  const added = aliases.length === 0 ? [] : ['', '# Entries added by HostAliases.', ...aliases]
  return textOf([...BASE, `${podIP}\t${names}`, ...added])
}

export function resolverFile(pod: Pod): string {
  const { dnsConfig = {}, dnsPolicy = 'ClusterFirst', hostNetwork } = pod.spec
  const isOwn = dnsPolicy === 'None'
  const asksCluster = dnsPolicy === 'ClusterFirstWithHostNet' || (dnsPolicy === 'ClusterFirst' && hostNetwork !== true)
  const searches = [...(asksCluster ? [serviceDomain(pod), `svc.${CLUSTER_DOMAIN}`, CLUSTER_DOMAIN] : []), ...(dnsConfig.searches ?? [])]
  const nameservers = [...(isOwn ? [] : [CLUSTER_DNS]), ...(dnsConfig.nameservers ?? [])]
  const options = new Map((asksCluster ? CLUSTER_OPTIONS : []).map(({ name, value }) => [name, value]))
  for (const { name = '', value = '' } of dnsConfig.options ?? []) options.set(name, value)
  const words = [...options].map(([name, value]) => (value === '' ? name : `${name}:${value}`))
  return textOf([
    ...(searches.length === 0 ? [] : [`search ${[...new Set(searches)].join(' ')}`]),
    ...[...new Set(nameservers)].map((address) => `nameserver ${address}`),
    ...(words.length === 0 ? [] : [`options ${words.join(' ')}`]),
  ])
}

function serviceDomain({ metadata }: Pod): string {
  return `${metadata.namespace ?? ''}.svc.${CLUSTER_DOMAIN}`
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}
