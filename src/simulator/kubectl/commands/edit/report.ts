// What stands above the text in the editor, and what is said when the server refuses it.
// @source k8s.io/kubectl pkg/cmd/util/editor/editoptions.go editHeader, editResults

import type { KindInfo } from '../../../api/kinds.ts'
import { qualifiedResource } from '../../../api/kinds.ts'
import type { ApiStatus } from '../../../api/status.ts'
import { goQuote } from '../../../base/go-text.ts'

/** Why the file has to be edited again. */
export interface Reason {
  readonly head: string
  readonly others: readonly string[]
}

export const ADVICE = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`

export const LAST_APPLIED_ADVICE = `# Please edit the 'last-applied-configuration' annotations below.
# Lines beginning with a '#' will be ignored, and an empty file will abort the edit.
#
`

export function headerOf(advice: string, reasons: readonly Reason[]): string {
  const texts = reasons.map(({ head, others }) => {
    const lines = others.map((other) => `# * ${commented(other)}\n`).join('')
    return `# ${commented(head)}${others.length > 0 ? ':' : ''}\n${lines}#\n`
  })
  return advice + texts.join('')
}

function commented(text: string): string {
  return text.replace(/\n(?=[^#])/g, '\n# ')
}

export interface Refusal {
  readonly said: string
  /** `invalid` opens the editor again; `missing` and `retryable` end the command. */
  readonly kind: 'invalid' | 'missing' | 'retryable'
  readonly reason: Reason
}

export function refusalOf(info: KindInfo, name: string, status: ApiStatus): Refusal {
  const target = `${qualifiedResource(info)} ${goQuote(name)}`
  if (status.reason === 'Invalid') {
    const others = (status.details?.causes ?? []).map(({ field, message }) => `${field}: ${message}`)
    return { kind: 'invalid', said: `error: ${target} is invalid\n`, reason: { head: `${target} was not valid`, others } }
  }
  const reason = { head: '', others: [] }
  if (status.reason === 'NotFound') return { kind: 'missing', said: `error: ${target} could not be found on the server\n`, reason }
  return { kind: 'retryable', said: `error: ${target} could not be patched: ${status.message}\n`, reason }
}
