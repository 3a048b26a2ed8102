// What comes with the first command that changes an object where it is or in the editor, or shows what a change would be.

import { DIFF } from '../commands/diff.ts'
import { createEdited } from '../commands/edit/before-create.ts'
import { EDIT } from '../commands/edit/index.ts'
import { EDIT_LAST_APPLIED } from '../commands/edit/last-applied.ts'
import { ANNOTATE, LABEL } from '../commands/marks.ts'
import { PATCH } from '../commands/patch.ts'
import { SCALE } from '../commands/scale.ts'
import { SET } from '../commands/set/index.ts'
import type { ChangeTools } from '../tool-sets.ts'

export const CHANGE_TOOLS: ChangeTools = {
  name: 'changes',
  commands: [ANNOTATE, DIFF, EDIT, LABEL, PATCH, SCALE, SET],
  createEdited,
  editLastApplied: EDIT_LAST_APPLIED,
}
