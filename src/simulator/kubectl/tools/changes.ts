// What comes with the first command that changes an object where it is, shows what a change would be, or makes a Pod that can be changed
// on the way.

import { DIFF } from '../commands/diff.ts'
import { EDIT } from '../commands/edit/index.ts'
import { EXPOSE } from '../commands/expose.ts'
import { ANNOTATE, LABEL } from '../commands/marks.ts'
import { PATCH } from '../commands/patch.ts'
import { RUN } from '../commands/run/index.ts'
import { SCALE } from '../commands/scale.ts'
import { SET } from '../commands/set/index.ts'
import type { ChangeTools } from '../tool-sets.ts'

export const CHANGE_TOOLS: ChangeTools = { name: 'changes', commands: [ANNOTATE, DIFF, EDIT, EXPOSE, LABEL, PATCH, RUN, SCALE, SET] }
