// The log of one container as kubectl prints it: from where, how much, with what before each line; and what comes later.
// @source pkg/kubelet/kuberuntime/logs/logs.go ReadLogs; k8s.io/kubectl pkg/cmd/logs/logs.go addPrefixIfNeeded

import type { Pod } from '../../../api/fields/pod.ts'
import type { ContainerStatus } from '../../../api/fields/pod-status.ts'
import type { ApiStatus } from '../../../api/status.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import { decodeUtf8Loosely, encodeUtf8 } from '../../../base/utf8.ts'
import type { ContainerAddress, LogLine } from '../../cluster-door.ts'
import type { Runtime } from '../../runtime.ts'
import type { LogOptions } from './options.ts'

/** How far a container's log has been printed. */
export interface LogStream {
  readonly address: ContainerAddress
  readonly isInit: boolean
  /** Lines of this run that need not be printed any more. */
  readonly read: number
  readonly restartCount: number
  readonly state: 'waiting' | 'open' | 'ended'
}

export function openStream(address: ContainerAddress, isInit: boolean): LogStream {
  return { address, isInit, read: 0, restartCount: 0, state: 'waiting' }
}

/** Prints what there is now; the problem is the server's answer. */
export function readStream(runtime: Runtime, stream: LogStream, options: LogOptions): Result<LogStream, ApiStatus> {
  const { address } = stream
  const pod = runtime.view.get('Pod', address.pod)
  // What has no node yet has no log, and that is no mistake.
  if ((pod?.spec.nodeName ?? '') === '') return success({ ...stream, state: 'ended' })
  const lines = linesOf(runtime, address, options.previous)
  if (!lines.ok) return failure({ status: 'Failure', code: 400, reason: 'BadRequest', message: lines.problem })
  runtime.out(textOf(runtime, stream, chosen(runtime, lines.value, options), options))
  const status = statusOf(pod, stream)
  const isOver = options.previous || status?.state.running === undefined
  return success({
    ...stream,
    read: lines.value.length,
    restartCount: status?.restartCount ?? 0,
    state: isOver ? 'ended' : 'open',
  })
}

/** Prints what was written since; the stream ends with the run of the container that it began with. */
export function continueStream(runtime: Runtime, stream: LogStream, options: LogOptions): LogStream {
  const pod = runtime.view.get('Pod', stream.address.pod)
  const status = statusOf(pod, stream)
  const isSameRun = (status?.restartCount ?? 0) === stream.restartCount
  const lines = linesOf(runtime, stream.address, !isSameRun)
  const fresh = lines.ok ? lines.value.slice(stream.read) : []
  runtime.out(textOf(runtime, stream, fresh, options))
  const isOver = pod === undefined || !isSameRun || status?.state.running === undefined
  return { ...stream, read: stream.read + fresh.length, state: isOver ? 'ended' : 'open' }
}

/** A line is in the log when it is whole. */
function linesOf(runtime: Runtime, address: ContainerAddress, previous: boolean): Result<readonly LogLine[], string> {
  const lines = runtime.cluster.logs(address, { previous })
  return lines.ok ? success(lines.value.filter(({ isOpen }) => !isOpen)) : lines
}

function statusOf(pod: Pod | undefined, { address, isInit }: LogStream): ContainerStatus | undefined {
  const list = isInit ? pod?.status.initContainerStatuses : pod?.status.containerStatuses
  return list?.find(({ name }) => name === address.container)
}

function chosen({ moment }: Runtime, lines: readonly LogLine[], { sinceEpochMs, tail }: LogOptions): readonly LogLine[] {
  const recent = sinceEpochMs === undefined ? lines : lines.filter(({ atMs }) => moment.startedAtEpochMs + atMs >= sinceEpochMs)
  if (tail === undefined) return recent
  return tail === 0 ? [] : recent.slice(-tail)
}

const LINE = /[^\n]*\n|[^\n]+/g

function textOf(
  { moment }: Runtime,
  { address }: LogStream,
  lines: readonly LogLine[],
  { timestamps, prefix, limitBytes }: LogOptions,
): string {
  const start = prefix ? `[pod/${address.pod.name}/${address.container}] ` : ''
  const texts = lines.map(({ atMs, text }) => {
    const time = timestamps ? `${new Date(moment.startedAtEpochMs + atMs).toISOString().slice(0, -1)}000000Z ` : ''
    return time + text
  })
  const whole = texts.join('')
  const bytes = limitBytes === 0 ? undefined : encodeUtf8(whole)
  const cut = bytes === undefined || bytes.length <= limitBytes ? whole : decodeUtf8Loosely(bytes.slice(0, limitBytes))
  return start === '' ? cut : cut.replace(LINE, `${start}$&`)
}
