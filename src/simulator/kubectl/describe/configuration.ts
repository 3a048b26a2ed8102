// @source k8s.io/kubectl pkg/describe/describe.go ConfigMapDescriber, describeSecret, describeServiceAccount, describeNamespace, describeService

import type { ConfigMap, Namespace, Secret, ServiceAccount } from '../../api/fields/core.ts'
import type { Pod } from '../../api/fields/pod.ts'
import type { Service } from '../../api/fields/service.ts'
import { base64Length, decodeBase64 } from '../../base/base64.ts'
import { decodeUtf8Loosely } from '../../base/utf8.ts'
import { endpointsOf } from './endpoints.ts'
import type { Description } from './writer.ts'
import { orNone, printDate, sorted } from './writer.ts'

export function describeConfigMap(out: Description, { metadata, data, binaryData }: ConfigMap): void {
  out.line(0, `Name:\t${metadata.name ?? ''}`)
  out.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  out.labels('Labels', metadata.labels)
  out.annotations('Annotations', metadata.annotations)
  out.line(0, '\nData\n====')
  for (const [key, value] of sorted(data)) out.line(0, `${key}:\n----\n${value}\n`)
  out.line(0, '\nBinaryData\n====')
  for (const [key, value] of sorted(binaryData)) out.line(0, `${key}: ${String(base64Length(value))} bytes`)
  out.line(0, '')
}

export function describeSecret(out: Description, { metadata, type = '', data }: Secret): void {
  out.line(0, `Name:\t${metadata.name ?? ''}`)
  out.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  out.labels('Labels', metadata.labels)
  out.annotations('Annotations', metadata.annotations)
  out.line(0, `\nType:\t${type}`)
  out.line(0, '\nData\n====')
  for (const [key, value] of sorted(data)) {
    const isToken = key === 'token' && type === 'kubernetes.io/service-account-token'
    const decoded = decodeBase64(value)
    out.line(0, `${key}:\t${isToken && decoded.ok ? decodeUtf8Loosely(decoded.value) : `${String(base64Length(value))} bytes`}`)
  }
}

export function describeServiceAccount(out: Description, { metadata, imagePullSecrets = [] }: ServiceAccount): void {
  out.line(0, `Name:\t${metadata.name ?? ''}`)
  out.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  out.labels('Labels', metadata.labels)
  out.annotations('Annotations', metadata.annotations)
  const title = 'Image pull secrets:'
  if (imagePullSecrets.length === 0) out.line(0, `${title}\t<none>`)
  imagePullSecrets.forEach(({ name = '' }, index) => {
    out.line(0, `${index === 0 ? title : ' '.repeat(title.length)}\t${name}`)
  })
}

export function describeNamespace(out: Description, { metadata, status }: Namespace): void {
  out.line(0, `Name:\t${metadata.name ?? ''}`)
  out.labels('Labels', metadata.labels)
  out.annotations('Annotations', metadata.annotations)
  out.line(0, `Status:\t${status.phase ?? ''}`)
  const conditions = status.conditions ?? []
  if (conditions.length > 0) {
    out.line(0, 'Conditions:')
    out.line(1, 'Type\tStatus\tLastTransitionTime\tReason\tMessage')
    out.line(1, '----\t------\t------------------\t------\t-------')
    for (const { type, status: state, lastTransitionTime, reason = '', message = '' } of conditions)
      out.line(1, `${type}\t${state}\t${printDate(lastTransitionTime)}\t${reason}\t${message}`)
  }
  out.line(0, '\nNo resource quota.')
  out.line(0, '\nNo LimitRange resource.')
}

/** @param pods  Of its namespace. */
export function describeService(out: Description, service: Service, pods: readonly Pod[]): void {
  const { metadata, spec } = service
  out.line(0, `Name:\t${metadata.name ?? ''}`)
  out.line(0, `Namespace:\t${metadata.namespace ?? ''}`)
  out.labels('Labels', metadata.labels)
  out.annotations('Annotations', metadata.annotations)
  const selector = sorted(spec.selector).map(([key, value]) => `${key}=${value}`)
  out.line(0, `Selector:\t${orNone(selector.join(','))}`)
  out.line(0, `Type:\t${spec.type ?? ''}`)
  if (spec.ipFamilyPolicy !== undefined) out.line(0, `IP Family Policy:\t${spec.ipFamilyPolicy}`)
  out.line(0, `IP Families:\t${orNone((spec.ipFamilies ?? []).join(','))}`)
  out.line(0, `IP:\t${spec.clusterIP ?? ''}`)
  out.line(0, `IPs:\t${orNone((spec.clusterIPs ?? []).join(','))}`)
  if ((spec.externalName ?? '') !== '') out.line(0, `External Name:\t${spec.externalName ?? ''}`)
  for (const each of spec.ports ?? []) {
    const { name = '', port, protocol = '', targetPort, nodePort = 0 } = each
    const shown = name === '' ? '<unset>' : name
    out.line(0, `Port:\t${shown}\t${String(port)}/${protocol}`)
    out.line(0, `TargetPort:\t${String(targetPort)}/${protocol}`)
    if (nodePort !== 0) out.line(0, `NodePort:\t${shown}\t${String(nodePort)}/${protocol}`)
    out.line(0, `Endpoints:\t${endpointsOf(service, each, pods)}`)
  }
  out.line(0, `Session Affinity:\t${spec.sessionAffinity ?? ''}`)
  if ((spec.externalTrafficPolicy ?? '') !== '') out.line(0, `External Traffic Policy:\t${spec.externalTrafficPolicy ?? ''}`)
  if (spec.internalTrafficPolicy !== undefined) out.line(0, `Internal Traffic Policy:\t${spec.internalTrafficPolicy}`)
}
