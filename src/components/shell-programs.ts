// What the shell of the terminal and the shells in containers know beside kubectl, for the page Supported commands.
import { BUILTIN_NAMES } from '../simulator/kubectl/shell/builtins.ts'
import { RUNNER_NAMES, SCRIPT_BUILTIN_NAMES } from '../simulator/kubectl/shell/runner-names.ts'
import { workstation } from '../simulator/cluster/workstation.ts'
import { APPLET_NAMES } from '../simulator/workloads/applets/index.ts'

/** By name, none twice. */
export const terminalPrograms: readonly string[] = [
  ...new Set([...BUILTIN_NAMES, ...RUNNER_NAMES, ...SCRIPT_BUILTIN_NAMES, ...workstation.names]),
].sort()

export const containerPrograms: readonly string[] = APPLET_NAMES
