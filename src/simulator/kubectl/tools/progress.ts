// What comes with the first line that asks how things go on: roll-outs, events, waiting for a condition.

import { EVENTS } from '../commands/events.ts'
import { ROLLOUT } from '../commands/rollout/index.ts'
import { WAIT } from '../commands/wait/index.ts'
import type { ProgressTools } from '../tool-sets.ts'

export const PROGRESS_TOOLS: ProgressTools = { name: 'progress', commands: [EVENTS, ROLLOUT, WAIT] }
