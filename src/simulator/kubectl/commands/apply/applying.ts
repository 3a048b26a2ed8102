// What an apply hands to its rarer ways, which come with a set of their own.

import type { FieldValidation } from '../../../api/client.ts'
import type { JsonObject } from '../../../base/json.ts'
import type { Call } from '../../command/command.ts'
import type { DryRun } from '../common-flags.ts'

export interface Applying {
  readonly call: Call
  readonly dryRun: DryRun
  readonly validation: FieldValidation
}

/** A manifest that the server refused, beside what it has. */
export interface Refused {
  readonly live: JsonObject
  readonly configuration: JsonObject
}
