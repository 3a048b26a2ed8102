// What comes with the rarer ways to apply and to replace: on the server, by force, with pruning; and with what was applied last.

import { patchLocally } from '../commands/local-patch.ts'
import { prune } from '../commands/apply/prune.ts'
import { recreate } from '../commands/apply/recreate.ts'
import { applyOnServer } from '../commands/apply/server-side.ts'
import { SET_LAST_APPLIED } from '../commands/apply/set-last-applied.ts'
import { VIEW_LAST_APPLIED } from '../commands/apply/view-last-applied.ts'
import { forceReplace } from '../commands/force-replace.ts'
import type { ApplyingTools } from '../tool-sets.ts'

export const APPLYING_TOOLS: ApplyingTools = {
  name: 'applying',
  commands: [SET_LAST_APPLIED, VIEW_LAST_APPLIED],
  applyOnServer,
  forceReplace,
  patchLocally,
  prune,
  recreate,
}
