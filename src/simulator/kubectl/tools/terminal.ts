// What comes when somebody types: the commands that look, completion, and the programs that run others.

import { EXEC } from '../commands/exec.ts'
import { GET } from '../commands/get/index.ts'
import { LOGS } from '../commands/logs/index.ts'
import { complete } from '../completion/complete.ts'
import { readJsonPath } from '../printers/jsonpath-printer.ts'
import { runnerNamed } from '../shell/runners.ts'
import type { TerminalTools } from '../tool-sets.ts'

export const TERMINAL_TOOLS: TerminalTools = {
  name: 'terminal',
  commands: [EXEC, GET, LOGS],
  complete,
  runnerNamed,
  readJsonPath,
}
