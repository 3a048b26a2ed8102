// The variables that tell a container where Services are (ENV-12).
// @source pkg/kubelet/envvars/envvars.go, kubelet_pods.go getServiceEnvVarMap

import type { Service } from '../api/fields/service.ts'

/** @param links  `enableServiceLinks`: without them only the API server's Service counts. */
export function serviceVariables(services: readonly Service[], namespace: string, links: boolean): ReadonlyMap<string, string> {
  const variables = new Map<string, string>()
  const isMaster = (service: Service) => service.metadata.namespace === 'default' && service.metadata.name === 'kubernetes'
  const chosen = services.filter((service) => (links && service.metadata.namespace === namespace) || isMaster(service))
  // A Service of the Pod's own namespace wins over the API server's.
  for (const service of [...chosen].sort((a, b) => Number(isMaster(b)) - Number(isMaster(a)))) addService(variables, service)
  return variables
}

function addService(variables: Map<string, string>, { metadata, spec }: Service): void {
  const address = spec.clusterIP ?? ''
  const ports = spec.ports ?? []
  const first = ports[0]
  if (address === '' || address === 'None' || first === undefined) return
  const name = shout(metadata.name ?? '')
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
