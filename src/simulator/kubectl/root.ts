// The tree of commands that this kubectl knows: what changes objects by files is always there, the rest comes in sets.

import type { CommandSpec } from './command/command.ts'
import { applyCommand } from './commands/apply/index.ts'
import { createCommand } from './commands/create/index.ts'
import { DELETE } from './commands/delete/index.ts'
import { REPLACE } from './commands/from-files.ts'
import { toolsIn } from './tool-sets.ts'
import type { ToolSetName, Toolbox } from './toolbox.ts'

const ALWAYS: readonly CommandSpec[] = [DELETE, REPLACE]

/** The names that each set brings; those behind a dash are not offered when a line is completed. */
const BROUGHT = {
  terminal: 'exec get logs',
  changes: 'annotate diff edit label patch scale set',
  makers: 'expose run',
  describe: 'describe',
  kustomize: 'kustomize',
  reference:
    'api-resources api-versions auth cluster-info config explain version -options -alpha -attach -autoscale -certificate -completion -cordon -cp -debug -drain -kuberc -plugin -port-forward -proxy -taint -top -uncordon',
  progress: 'events rollout wait',
} as const satisfies Partial<Record<ToolSetName, string>>

const SETS = ['terminal', 'changes', 'makers', 'describe', 'kustomize', 'reference', 'progress'] as const

export function rootOf(toolbox: Toolbox): CommandSpec {
  return {
    name: 'kubectl',
    usage: '[flags]',
    short: 'Controls the cluster',
    flags: [],
    subcommands: [
      ...ALWAYS,
      applyCommand(toolsIn(toolbox, 'applying')?.commands, toolsIn(toolbox, 'changes')?.editLastApplied),
      createCommand(toolsIn(toolbox, 'makers')),
      ...SETS.flatMap((set) => toolsIn(toolbox, set)?.commands ?? BROUGHT[set].split(' ').map((name) => missing(name, set))),
    ],
  }
}

function missing(name: string, set: ToolSetName): CommandSpec {
  const hidden = name.startsWith('-')
  return { name: hidden ? name.slice(1) : name, usage: '', short: '', flags: [], hidden, set }
}
