// @source k8s.io/kubectl pkg/describe/describe.go describeContainers

import type { Container, EnvVar } from '../../api/fields/container.ts'
import type { Probe } from '../../api/fields/probe.ts'
import type { ContainerState, ContainerStatus } from '../../api/fields/pod-status.ts'
import { goQuote } from '../../base/go-text.ts'
import { amountInUnits } from '../../base/quantity.ts'
import type { Description, Level } from './writer.ts'
import { orNone, printDate, sorted } from './writer.ts'

/** The value of a field of the Pod; templates have none. */
export type FieldLookup = (fieldPath: string) => string

export interface ContainerList {
  readonly title: string
  readonly containers: readonly Container[] | undefined
  readonly statuses: readonly ContainerStatus[] | undefined
  readonly lookUp: FieldLookup | undefined
  /** Two spaces more for what stands inside a template. */
  readonly indent: '' | '  '
}

export function describeContainers(out: Description, { title, containers, statuses, lookUp, indent }: ContainerList): void {
  const list = containers ?? []
  out.line(0, `${indent}${title}:${list.length === 0 ? ' <none>' : ''}`)
  for (const container of list) {
    const status = statuses?.find(({ name }) => name === container.name)
    out.line(1, `${indent === '' ? '' : ' '}${container.name}:`)
    describeBasics(out, container, status)
    describeWords(out, 'Command', container.command)
    describeWords(out, 'Args', container.args)
    if (status !== undefined) describeStatus(out, status)
    describeAmounts(out, 'Limits', container.resources.limits)
    describeAmounts(out, 'Requests', container.resources.requests)
    for (const [word, probe] of [
      ['Liveness', container.livenessProbe],
      ['Readiness', container.readinessProbe],
      ['Startup', container.startupProbe],
    ] as const) {
      if (probe !== undefined) out.line(2, `${word}:\t${printProbe(probe)}`)
    }
    describeSources(out, container)
    describeVariables(out, container, lookUp)
    describeMounts(out, container)
  }
}

function describeBasics(out: Description, container: Container, status: ContainerStatus | undefined): void {
  if (status !== undefined) out.line(2, `Container ID:\t${status.containerID ?? ''}`)
  out.line(2, `Image:\t${container.image ?? ''}`)
  if (status !== undefined) out.line(2, `Image ID:\t${status.imageID}`)
  for (const [title, field] of [
    ['Port', 'containerPort'],
    ['Host Port', 'hostPort'],
  ] as const) {
    const ports = (container.ports ?? []).map((port) => {
      const number = `${String(port[field] ?? 0)}/${port.protocol ?? ''}`
      return port.name === undefined || port.name === '' ? number : `${number} (${port.name})`
    })
    out.line(2, ports.length > 1 ? `${title}s:\t${ports.join(', ')}` : `${title}:\t${orNone(ports[0])}`)
  }
  const seccomp = container.securityContext?.seccompProfile
  if (seccomp === undefined) return
  out.line(2, `SeccompProfile:\t${seccomp.type}`)
  if (seccomp.localhostProfile !== undefined) out.line(3, `LocalhostProfile:\t${seccomp.localhostProfile}`)
}

function describeWords(out: Description, title: string, words: readonly string[] | undefined): void {
  if (words === undefined || words.length === 0) return
  out.line(2, `${title}:`)
  for (const word of words) for (const line of word.split('\n')) out.line(3, line)
}

function describeAmounts(out: Description, title: string, amounts: Readonly<Record<string, string>> | undefined, level: Level = 2): void {
  const entries = sorted(amounts)
  if (entries.length > 0) out.line(level, `${title}:`)
  for (const [name, amount] of entries) out.line(3, `${name}:\t${amount}`)
}

function describeStatus(out: Description, status: ContainerStatus): void {
  describeState(out, 'State', status.state)
  if (status.lastState.terminated !== undefined) describeState(out, 'Last State', status.lastState)
  out.line(2, `Ready:\t${status.ready ? 'True' : 'False'}`)
  out.line(2, `Restart Count:\t${String(status.restartCount)}`)
}

function describeState(out: Description, title: string, { running, terminated, waiting }: ContainerState): void {
  if (running !== undefined) {
    out.line(2, `${title}:\tRunning`)
    out.line(3, `Started:\t${printDate(running.startedAt)}`)
  } else if (waiting !== undefined || terminated === undefined) {
    out.line(2, `${title}:\tWaiting`)
    if ((waiting?.reason ?? '') !== '') out.line(3, `Reason:\t${waiting?.reason ?? ''}`)
  } else {
    out.line(2, `${title}:\tTerminated`)
    if ((terminated.reason ?? '') !== '') out.line(3, `Reason:\t${terminated.reason ?? ''}`)
    if ((terminated.message ?? '') !== '') out.line(3, `Message:\t${terminated.message ?? ''}`)
    out.line(3, `Exit Code:\t${String(terminated.exitCode)}`)
    if ((terminated.signal ?? 0) > 0) out.line(3, `Signal:\t${String(terminated.signal)}`)
    out.line(3, `Started:\t${printDate(terminated.startedAt)}`)
    out.line(3, `Finished:\t${printDate(terminated.finishedAt)}`)
  }
}

function printProbe(probe: Probe): string {
  const numbers = [
    `delay=${String(probe.initialDelaySeconds ?? 0)}s`,
    `timeout=${String(probe.timeoutSeconds ?? 0)}s`,
    `period=${String(probe.periodSeconds ?? 0)}s`,
    `#success=${String(probe.successThreshold ?? 0)}`,
    `#failure=${String(probe.failureThreshold ?? 0)}`,
  ].join(' ')
  const { exec, httpGet, tcpSocket, grpc } = probe
  if (exec !== undefined) return `exec [${(exec.command ?? []).join(' ')}] ${numbers}`
  if (httpGet !== undefined) {
    const { scheme = '', host = '', port, path = '' } = httpGet
    return `http-get ${scheme.toLowerCase()}://${host}:${String(port)}${path} ${numbers}`
  }
  if (tcpSocket !== undefined) return `tcp-socket ${tcpSocket.host ?? ''}:${String(tcpSocket.port)} ${numbers}`
  if (grpc !== undefined) return `grpc <pod>:${String(grpc.port)} ${grpc.service ?? ''} ${numbers}`
  return `unknown ${numbers}`
}

function describeSources(out: Description, { envFrom = [] }: Container): void {
  if (envFrom.length === 0) return
  out.line(2, 'Environment Variables from:')
  for (const { prefix = '', configMapRef, secretRef } of envFrom) {
    const reference = configMapRef ?? secretRef
    const kind = configMapRef !== undefined ? 'ConfigMap' : secretRef !== undefined ? 'Secret' : ''
    const shown = prefix === '' ? kind : `${kind} with prefix '${prefix}'`
    out.line(3, `${reference?.name ?? ''}\t${shown}\tOptional: ${String(reference?.optional === true)}`)
  }
}

function describeVariables(out: Description, container: Container, lookUp: FieldLookup | undefined): void {
  const { env = [] } = container
  out.line(2, `Environment:${env.length === 0 ? '\t<none>' : ''}`)
  for (const variable of env) describeVariable(out, container, variable, lookUp)
}

function describeVariable(
  out: Description,
  container: Container,
  { name, value = '', valueFrom }: EnvVar,
  lookUp: FieldLookup | undefined,
): void {
  if (valueFrom === undefined) {
    value.split('\n').forEach((line, index) => {
      out.line(3, `${index === 0 ? `${name}:` : ''}\t${line}`)
    })
    return
  }
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = valueFrom
  if (fieldRef !== undefined)
    out.line(3, `${name}:\t${lookUp?.(fieldRef.fieldPath) ?? ''} (${fieldRef.apiVersion ?? ''}:${fieldRef.fieldPath})`)
  else if (resourceFieldRef !== undefined) {
    const { resource, divisor = '' } = resourceFieldRef
    const [part, amount = ''] = resource.split(/\.(.*)/)
    const amounts = part === 'limits' ? container.resources.limits : container.resources.requests
    const count = amountInUnits(amounts?.[amount] ?? '0', divisor)
    const shown = count === '0' && /^limits\.(?:cpu|memory)$/.test(resource) ? 'node allocatable' : count
    out.line(3, `${name}:\t${shown} (${resource})`)
  } else if (secretKeyRef !== undefined) {
    const source = `<set to the key '${secretKeyRef.key}' in secret '${secretKeyRef.name ?? ''}'>`
    out.line(3, `${name}:\t${source}\tOptional: ${String(secretKeyRef.optional === true)}`)
  } else if (configMapKeyRef !== undefined) {
    const source = `<set to the key '${configMapKeyRef.key}' of config map '${configMapKeyRef.name ?? ''}'>`
    out.line(3, `${name}:\t${source}\tOptional: ${String(configMapKeyRef.optional === true)}`)
  }
}

function describeMounts(out: Description, { volumeMounts = [], volumeDevices = [] }: Container): void {
  out.line(2, `Mounts:${volumeMounts.length === 0 ? '\t<none>' : ''}`)
  for (const { mountPath, name, readOnly, subPath = '' } of [...volumeMounts].sort((a, b) => (a.mountPath < b.mountPath ? -1 : 1))) {
    const flags = [readOnly === true ? 'ro' : 'rw', ...(subPath === '' ? [] : [`path=${goQuote(subPath)}`])]
    out.line(3, `${mountPath} from ${name} (${flags.join(',')})`)
  }
  if (volumeDevices.length === 0) return
  out.line(2, 'Devices:')
  for (const { devicePath, name } of volumeDevices) out.line(3, `${devicePath} from ${name}`)
}
