// Every set, and every part of the API server, for those who need not wait for any: workers, builds, tests. `kubectl explain` has no sentences
// in it.

import { ALL_PARTS } from '../../apiserver/parts/all.ts'
import type { CommandReference } from '../command/reference.ts'
import { commandReference } from '../command/reference.ts'
import type { Toolbox } from '../toolbox.ts'
import { toolboxOf } from '../toolbox.ts'
import { APPLYING_TOOLS } from './applying.ts'
import { CHANGE_TOOLS } from './changes.ts'
import { DESCRIBE_TOOLS } from './describe.ts'
import { KUSTOMIZE_TOOLS } from './kustomize.ts'
import { MAKER_TOOLS } from './makers.ts'
import { referenceTools } from './reference.ts'
import { PROGRESS_TOOLS } from './progress.ts'
import { SCRIPT_TOOLS } from './scripts.ts'
import { TEMPLATE_TOOLS } from './templates.ts'
import { TERMINAL_TOOLS } from './terminal.ts'

export const ALL_TOOLS: Toolbox = toolboxOf([
  TERMINAL_TOOLS,
  CHANGE_TOOLS,
  MAKER_TOOLS,
  APPLYING_TOOLS,
  DESCRIBE_TOOLS,
  KUSTOMIZE_TOOLS,
  referenceTools({}),
  PROGRESS_TOOLS,
  TEMPLATE_TOOLS,
  SCRIPT_TOOLS,
  ...ALL_PARTS,
])

/** Every command with its flags, and what is not here. */
export function referenceOfCommands(): CommandReference {
  return commandReference(ALL_TOOLS)
}
