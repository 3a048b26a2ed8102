// The variables that tell a container where Services are (ENV-12).
// @source pkg/kubelet/envvars/envvars.go, kubelet_pods.go getServiceEnvVarMap

import type { Service } from '../api/fields/service.ts'

/** Containers start far more often than Services change. */
let latest: { readonly services: readonly Service[]; readonly place: string; readonly variables: ReadonlyMap<string, string> } | undefined

/** @param links  `enableServiceLinks`: without them only the API server's Service counts. */
export function serviceVariables(services: readonly Service[], namespace: string, links: boolean): ReadonlyMap<string, string> {
  const place = `${namespace}/${String(links)}`
  const isSame = latest?.place === place && latest.services.length === services.length
  if (latest !== undefined && isSame && latest.services.every((each, index) => each === services[index])) return latest.variables
  latest = { services, place, variables: variablesOf(services, namespace, links) }
  return latest.variables
}

function variablesOf(services: readonly Service[], namespace: string, links: boolean): ReadonlyMap<string, string> {
  const chosen = new Map<string, Service>()
  for (const service of services)
    if (links && service.metadata.namespace === namespace && hasAddress(service)) chosen.set(nameOf(service), service)
  // A Service of the Pod's own namespace wins over the API server's.
  const master = services.find((service) => service.metadata.namespace === 'default' && nameOf(service) === 'kubernetes')
  if (master !== undefined && !chosen.has(nameOf(master))) chosen.set(nameOf(master), master)
  const variables = new Map<string, string>()
  for (const service of chosen.values()) addService(variables, service)
  return variables
}

function nameOf({ metadata }: Service): string {
  return metadata.name ?? ''
}

function hasAddress({ spec }: Service): boolean {
  return spec.clusterIP !== undefined && spec.clusterIP !== '' && spec.clusterIP !== 'None'
}

function addService(variables: Map<string, string>, service: Service): void {
  const { spec } = service
  const address = spec.clusterIP ?? ''
  const ports = spec.ports ?? []
  const first = ports[0]
  if (!hasAddress(service) || first === undefined) return
  const name = shout(nameOf(service))
  variables.set(`${name}_SERVICE_HOST`, address)
  variables.set(`${name}_SERVICE_PORT`, String(first.port))
  for (const port of ports)
    if (port.name !== undefined && port.name !== '') variables.set(`${name}_SERVICE_PORT_${shout(port.name)}`, String(port.port))
  for (const [index, port] of ports.entries()) {
    const protocol = port.protocol ?? 'TCP'
    const url = `${protocol.toLowerCase()}://${address}:${String(port.port)}`
    const prefix = `${name}_PORT_${String(port.port)}_${protocol}`
    if (index === 0) variables.set(`${name}_PORT`, url)
    variables.set(prefix, url)
    variables.set(`${prefix}_PROTO`, protocol.toLowerCase())
    variables.set(`${prefix}_PORT`, String(port.port))
    variables.set(`${prefix}_ADDR`, address)
  }
}

function shout(name: string): string {
  return name.toUpperCase().replaceAll('-', '_')
}
