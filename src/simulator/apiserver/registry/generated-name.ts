// Names and suffixes that the API server makes up.
// @source apiserver/pkg/storage/names/generate.go

import type { Moment } from '../../api/component.ts'
import type { Kind } from '../../api/kinds.ts'
import { drawNameSuffix } from '../../base/random.ts'
import type { ApiServerState } from '../store.ts'
import { findObject } from '../store.ts'

/** Bytes of a generated name that stay from its base. */
const GENERATED_BASE_LENGTH = 58
const SUFFIX_LENGTH = 5
const NAME_ATTEMPTS = 8

/** A name that nobody has, unless all attempts fail. */
export function generateName(state: ApiServerState, { seed }: Moment, kind: Kind, base: string, namespace: string): string {
  const random = { seed, stream: `api-server/names/${kind}/${base}` }
  let name = ''
  for (let attempt = 0; attempt < NAME_ATTEMPTS; attempt += 1) {
    name = base.slice(0, GENERATED_BASE_LENGTH) + drawNameSuffix(random, state.draws * NAME_ATTEMPTS + attempt, SUFFIX_LENGTH)
    if (findObject(state, kind, { namespace, name }) === undefined) return name
  }
  return name
}

/** What the name of the next Pod's token volume ends in. */
export function tokenVolumeSuffix({ draws }: ApiServerState, { seed }: Moment): string {
  return drawNameSuffix({ seed, stream: 'api-server' }, draws * 2 + 1, SUFFIX_LENGTH)
}
