// The container that a command means when it names a Pod.
// @source k8s.io/kubectl pkg/cmd/util/podcmd/podcmd.go

import type { Pod } from '../../api/fields/pod.ts'
import { goQuote } from '../../base/go-text.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import type { Runtime } from '../runtime.ts'

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container'

/** Says on stderr which one it took when there was a choice, unless `quiet`. The problem is an error text. */
export function containerOf(runtime: Runtime, pod: Pod, named: string, quiet: boolean): Result<string, string> {
  const { metadata, spec } = pod
  const main = (spec.containers ?? []).map(({ name }) => name)
  const initial = (spec.initContainers ?? []).map(({ name }) => name)
  const all = [...main, ...initial.map((name) => `${name} (init)`)].join(', ')
  const names = [...main, ...initial]
  if (named !== '') {
    if (names.includes(named)) return success(named)
    return failure(`container ${named} is not valid for pod ${metadata.name ?? ''} out of: ${all}`)
  }
  const wanted = metadata.annotations?.[DEFAULT_CONTAINER] ?? ''
  if (names.includes(wanted)) return success(wanted)
  if (wanted !== '' && !quiet) runtime.err(`Default container name ${goQuote(wanted)} not found in pod ${metadata.name ?? ''}\n`)
  const [first = ''] = main
  if (!quiet && names.length > 1) runtime.err(`Defaulted container ${goQuote(first)} out of: ${all}\n`)
  return success(first)
}
