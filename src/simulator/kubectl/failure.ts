// How kubectl says that something went wrong: the closed list of its errors, and what each prints.
//
// @source k8s.io/kubectl pkg/cmd/util/helpers.go checkErr, StandardErrorMessage, MultilineError, MultipleErrors

import type { ApiStatus } from '../api/status.ts'
import { goQuote as quote } from '../base/go-text.ts'

export type Failure =
  /** A plain error of kubectl itself; printed behind `error: `. */
  | { readonly kind: 'error'; readonly message: string }
  /** An answer of the API server. `prefix` is what the command puts before its message: `error when creating "a.yaml": `. */
  | { readonly kind: 'status'; readonly status: ApiStatus; readonly prefix: string }
  /** Printed as it is. */
  | { readonly kind: 'raw'; readonly text: string; readonly exitCode: number }
  /** Already said; only the exit code is left. */
  | { readonly kind: 'silent'; readonly exitCode: number }
  | { readonly kind: 'several'; readonly failures: readonly Failure[] }

export function plainError(message: string): Failure {
  return { kind: 'error', message }
}

export function usageError(commandPath: string, message: string): Failure {
  return plainError(`${message}\nSee '${commandPath} -h' for help and examples`)
}

export function statusError(status: ApiStatus, prefix = ''): Failure {
  return { kind: 'status', status, prefix }
}

/** One failure as it is, more as an aggregate. */
export function several(failures: readonly Failure[]): Failure | undefined {
  const [first, ...rest] = failures
  return first === undefined || rest.length === 0 ? first : { kind: 'several', failures }
}

/** There is nothing at that address. */
export const NO_SUCH_RESOURCE: Failure = statusError({
  status: 'Failure',
  code: 404,
  reason: 'NotFound',
  message: 'the server could not find the requested resource',
})

/** Puts `error when <verb> "<source>": ` before an API answer's message, or before an error's text. */
export function withSource(failure: Failure, verb: string, source: string): Failure {
  const prefix = `error when ${verb} ${quote(source)}: `
  switch (failure.kind) {
    case 'status':
      return { ...failure, prefix: prefix + failure.prefix }
    case 'error':
      return plainError(prefix + failure.message)
    default:
      return failure
  }
}

export interface PrintedFailure {
  readonly text: string
  readonly exitCode: number
}

export function printFailure(failure: Failure): PrintedFailure {
  switch (failure.kind) {
    case 'silent':
      return { text: '', exitCode: failure.exitCode }
    case 'raw':
      return { text: endLine(failure.text), exitCode: failure.exitCode }
    case 'error':
      return { text: endLine(failure.message.startsWith('error: ') ? failure.message : `error: ${failure.message}`), exitCode: 1 }
    case 'status':
      return {
        text: endLine(failure.status.reason === 'Invalid' ? invalidMessage(failure.status) : (standardMessage(failure) ?? '')),
        exitCode: 1,
      }
    case 'several': {
      const flat = failure.failures
      return { text: flat.map((one) => `${messageOf(one)}\n`).join(''), exitCode: 1 }
    }
  }
}

function endLine(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}

/** The error's text as Go's `%v` prints it. */
function messageOf(failure: Failure): string {
  switch (failure.kind) {
    case 'error':
      return failure.message
    case 'status':
      return standardMessage(failure) ?? failure.status.message
    case 'raw':
      return failure.text
    case 'silent':
      return 'exit'
    case 'several':
      return joinMessages(failure.failures.map(bareMessageOf))
  }
}

/** Without `Error from server (…)`: the text of the error value. */
export function bareMessageOf(failure: Failure): string {
  return failure.kind === 'status' ? failure.prefix + failure.status.message : messageOf(failure)
}

/** Go's utilerrors.Aggregate as text: `[a, b]`, each once. */
function joinMessages(messages: readonly string[]): string {
  const once = [...new Set(messages)]
  return once.length === 1 ? (once[0] ?? '') : `[${once.join(', ')}]`
}

function standardMessage({ status, prefix }: Failure & { readonly kind: 'status' }): string | undefined {
  if (status.reason === 'Unauthorized') return `error: You must be logged in to the server (${status.message})`
  // A refused server-side apply is an error value without a reason of its own.
  const reason = status.reason === 'Unknown' ? '' : ` (${status.reason})`
  return `Error from server${reason}: ${prefix}${status.message}`
}

function invalidMessage(status: ApiStatus): string {
  const { details } = status
  if (details === undefined) return `The request is invalid${status.message === '' ? '' : `: ${status.message}`}`
  const causes = [...new Set((details.causes ?? []).map((cause) => `${cause.field}: ${cause.message}`))]
  const named = (details.kind ?? '') !== '' || (details.name ?? '') !== ''
  let text = named ? `The ${details.kind ?? ''} ${quote(details.name ?? '')} is invalid` : 'The request is invalid'
  if (!named && status.message !== '' && causes.length === 0) text += `: ${status.message}`
  if (causes.length === 0) return text
  if (causes.length === 1) return `${text}: ${causes[0] ?? ''}\n`
  return `${text}: \n${causes.map((cause) => `* ${cause}\n`).join('')}`
}
