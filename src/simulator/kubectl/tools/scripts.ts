// What comes with the first line that has a loop, a condition, a function or arithmetic in it, or a program that is not here.

import { insteadOf } from '../shell/absent-programs.ts'
import { expandBraces } from '../shell/braces.ts'
import { evaluate } from '../shell/arithmetic.ts'
import { callFunction, runCompound } from '../shell/compound.ts'
import { assignPart } from '../shell/lists.ts'
import { partOf, trimmed } from '../shell/pattern.ts'
import { scriptBuiltinNamed, trace } from '../shell/script-builtins.ts'
import type { ScriptTools } from '../tool-sets.ts'

export const SCRIPT_TOOLS: ScriptTools = {
  name: 'scripts',
  runCompound,
  callFunction,
  evaluate,
  trimmed,
  part: partOf,
  assignPart,
  trace,
  builtinNamed: scriptBuiltinNamed,
  expandBraces,
  insteadOf,
}
