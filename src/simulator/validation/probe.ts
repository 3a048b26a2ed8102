// Rules of probes and lifecycle hooks.
// @source pkg/apis/core/validation/validation.go validateProbe, validateLifecycle, validateHandler

import { forbidden, invalid, notSupported, required } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { ExecAction, GRPCAction, HTTPGetAction, Lifecycle, Probe, SleepAction, TCPSocketAction } from '../api/fields/probe.ts'
import { addInvalid, demandNotNegative, demandOneOf, demandText } from './errors.ts'
import { headerNameProblems, portNameProblems, portNumberProblems } from './names.ts'
import type { Errors } from './rules.ts'

/** What a probe or a hook does: exactly one of these. */
interface Handler {
  readonly exec?: ExecAction
  readonly httpGet?: HTTPGetAction
  readonly tcpSocket?: TCPSocketAction
  readonly grpc?: GRPCAction
  readonly sleep?: SleepAction
}

export type ProbeField = 'livenessProbe' | 'readinessProbe' | 'startupProbe'
export const PROBES: readonly ProbeField[] = ['livenessProbe', 'readinessProbe', 'startupProbe']

/** @source pkg/apis/core/types.go Signal */
const SIGNALS: readonly string[] = [
  ...['SIGABRT', 'SIGALRM', 'SIGBUS', 'SIGCHLD', 'SIGCLD', 'SIGCONT', 'SIGFPE', 'SIGHUP', 'SIGILL', 'SIGINT', 'SIGIO', 'SIGIOT'],
  ...['SIGKILL', 'SIGPIPE', 'SIGPOLL', 'SIGPROF', 'SIGPWR', 'SIGQUIT', 'SIGSEGV', 'SIGSTKFLT', 'SIGSTOP', 'SIGSYS', 'SIGTERM'],
  ...['SIGTRAP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU', 'SIGURG', 'SIGUSR1', 'SIGUSR2', 'SIGVTALRM', 'SIGWINCH', 'SIGXCPU', 'SIGXFSZ'],
  ...['SIGRTMIN', ...Array.from({ length: 15 }, (_, index) => `SIGRTMIN+${String(index + 1)}`)],
  ...['SIGRTMAX', ...Array.from({ length: 14 }, (_, index) => `SIGRTMAX-${String(index + 1)}`)],
].sort()

const COUNTS = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'] as const

export function validateProbe(field: ProbeField, probe: Probe | undefined, path: FieldPath, errors: Errors): void {
  if (probe === undefined) return
  validateHandler(probe, undefined, path, errors)
  for (const count of COUNTS) demandNotNegative(errors, path.child(count), probe[count])
  const grace = probe.terminationGracePeriodSeconds
  const atGrace = path.child('terminationGracePeriodSeconds')
  if (grace !== undefined && grace <= 0) errors.push(invalid(atGrace, grace, 'must be greater than 0'))
  if (field === 'readinessProbe') {
    if (grace !== undefined) errors.push(invalid(atGrace, grace, 'must not be set for readinessProbes'))
  } else if (probe.successThreshold !== 1) {
    errors.push(invalid(path.child('successThreshold'), probe.successThreshold ?? 0, 'must be 1'))
  }
}

/** @param graceSeconds  Of the Pod; undefined when it is wrong itself */
export function validateLifecycle(
  { postStart, preStop, stopSignal }: Lifecycle,
  graceSeconds: number | undefined,
  os: string | undefined,
  path: FieldPath,
  errors: Errors,
): void {
  if (postStart !== undefined) validateHandler(postStart, graceSeconds, path.child('postStart'), errors)
  if (preStop !== undefined) validateHandler(preStop, graceSeconds, path.child('preStop'), errors)
  if (stopSignal !== undefined) validateStopSignal(stopSignal, os, path.child('stopSignal'), errors)
}

function validateStopSignal(signal: string, os: string | undefined, path: FieldPath, errors: Errors): void {
  if (os === undefined) errors.push(forbidden(path, 'may not be set for containers with empty `spec.os.name`'))
  else if (os === 'windows') demandOneOf(errors, path, signal, ['SIGKILL', 'SIGTERM'])
  else if (os === 'linux') demandOneOf(errors, path, signal, SIGNALS)
}

function validateHandler(handler: Handler, graceSeconds: number | undefined, path: FieldPath, errors: Errors): void {
  const { exec, httpGet, tcpSocket, grpc, sleep } = handler
  let found = 0
  const take = (field: keyof Handler, check: (at: FieldPath) => void): void => {
    if (found > 0) errors.push(forbidden(path.child(field), 'may not specify more than 1 handler type'))
    else check(path.child(field))
    found += 1
  }
  if (exec !== undefined) {
    take('exec', (at) => {
      if ((exec.command ?? []).length === 0) errors.push(required(at.child('command')))
    })
  }
  if (httpGet !== undefined) {
    take('httpGet', (at) => {
      validateHttpGet(httpGet, at, errors)
    })
  }
  if (tcpSocket !== undefined) {
    take('tcpSocket', (at) => {
      validatePort(tcpSocket.port, at.child('port'), errors)
    })
  }
  if (grpc !== undefined) {
    take('grpc', (at) => {
      validatePort(grpc.port, at.child('port'), errors)
    })
  }
  if (sleep !== undefined) {
    take('sleep', (at) => {
      if (graceSeconds !== undefined && (sleep.seconds < 0 || sleep.seconds > graceSeconds)) {
        const detail = `must be non-negative and less than terminationGracePeriodSeconds (${String(graceSeconds)})`
        errors.push(invalid(at, sleep.seconds, detail))
      }
    })
  }
  if (found === 0) errors.push(required(path, 'must specify a handler type'))
}

function validateHttpGet({ path: target, port, scheme = '', httpHeaders }: HTTPGetAction, path: FieldPath, errors: Errors): void {
  demandText(errors, path.child('path'), target)
  validatePort(port, path.child('port'), errors)
  if (scheme !== 'HTTP' && scheme !== 'HTTPS') errors.push(notSupported(path.child('scheme'), scheme, ['HTTP', 'HTTPS']))
  for (const { name } of httpHeaders ?? []) addInvalid(errors, path.child('httpHeaders'), name, headerNameProblems(name))
}

/** A number, or the name of a container's port. @source ValidatePortNumOrName */
export function validatePort(port: number | string, path: FieldPath, errors: Errors): void {
  addInvalid(errors, path, port, typeof port === 'number' ? portNumberProblems(port) : portNameProblems(port))
}
