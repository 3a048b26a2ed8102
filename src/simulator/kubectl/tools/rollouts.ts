// What comes with the first `kubectl rollout`.

import { ROLLOUT } from '../commands/rollout/index.ts'
import type { RolloutTools } from '../tool-sets.ts'

export const ROLLOUT_TOOLS: RolloutTools = { name: 'rollouts', commands: [ROLLOUT] }
