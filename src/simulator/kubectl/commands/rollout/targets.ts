// The objects that a `kubectl rollout` subcommand is about.
// @source k8s.io/kubectl pkg/cmd/rollout/*.go Validate, Run

import type { Result } from '../../../base/result.ts'
import { failure } from '../../../base/result.ts'
import type { Call } from '../../command/command.ts'
import type { FlagSpec } from '../../command/flag.ts'
import type { Failure } from '../../failure.ts'
import { plainError } from '../../failure.ts'
import type { Fetched } from '../../resource/fetch.ts'
import { fetchObjects } from '../../resource/fetch.ts'
import { hasFiles } from '../../resource/manifests.ts'
import { FILENAME_FLAGS, SELECTOR_FLAG, namespaceOf } from '../common-flags.ts'

export const TARGET_FLAGS: readonly FlagSpec[] = [...FILENAME_FLAGS, SELECTOR_FLAG]

/** A type alone means all objects of it. */
export function targetsOf(call: Call): Result<Fetched, Failure> {
  if (call.args.length === 0 && !hasFiles(call)) return failure(plainError('required resource not specified'))
  return fetchObjects(call, call.args, { allowEmptySelector: true, labelSelector: call.flags.text('selector') })
}

export function sayNothingFound(call: Call): void {
  call.runtime.err(`No resources found in ${namespaceOf(call).name} namespace.\n`)
}
