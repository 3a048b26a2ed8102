// What comes with the first `kubectl run` or `kubectl expose`.

import { EXPOSE } from '../commands/expose.ts'
import { RUN } from '../commands/run/index.ts'
import type { RunningTools } from '../tool-sets.ts'

export const RUNNING_TOOLS: RunningTools = { name: 'running', commands: [EXPOSE, RUN] }
