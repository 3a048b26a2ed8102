// The table of commands as the page *Supported commands* shows it: what is here, with which flags, and what is not, with what to use.

import { GLOBAL_FLAGS } from '../commands/common-flags.ts'
import { rootOf } from '../root.ts'
import type { Toolbox } from '../toolbox.ts'
import type { CommandSpec } from './command.ts'
import type { FlagSpec } from './flag.ts'
import { commandGroups } from './help.ts'

export interface FlagEntry {
  /** `-o, --output` */
  readonly names: string
  readonly usage: string
}

export interface CommandEntry {
  /** `kubectl create secret generic` */
  readonly path: string
  readonly usage: string
  readonly short: string
  readonly flags: readonly FlagEntry[]
}

export interface AbsentEntry {
  /** A command, or a command with a flag. */
  readonly what: string
  readonly instead: string
}

export interface CommandReference {
  /** By kubectl's own headings. */
  readonly groups: readonly { readonly heading: string; readonly commands: readonly CommandEntry[] }[]
  /** For every command. */
  readonly flags: readonly FlagEntry[]
  readonly absentCommands: readonly AbsentEntry[]
  readonly absentFlags: readonly AbsentEntry[]
}

/** @param toolbox  With all sets. */
export function commandReference(toolbox: Toolbox): CommandReference {
  const root = rootOf(toolbox)
  const all = everyCommand(root, 'kubectl')
  return {
    groups: commandGroups(root)
      .filter(({ commands }) => commands.length > 0)
      .map(({ heading, commands }) => ({
        heading: heading.replace(/:$/, ''),
        commands: commands.flatMap((spec) => everyCommand(spec, `kubectl ${spec.name}`).flatMap(entryOf)),
      })),
    flags: flagEntries(GLOBAL_FLAGS),
    absentCommands: all.flatMap(({ path, spec }) => (spec.unsupported === undefined ? [] : [{ what: path, instead: spec.unsupported }])),
    absentFlags: [...absentFlags('any command', GLOBAL_FLAGS), ...all.flatMap(({ path, spec }) => absentFlags(path, spec.flags))],
  }
}

interface Placed {
  readonly path: string
  readonly spec: CommandSpec
}

function everyCommand(spec: CommandSpec, path: string): readonly Placed[] {
  return [{ path, spec }, ...(spec.subcommands ?? []).flatMap((sub) => everyCommand(sub, `${path} ${sub.name}`))]
}

/** Commands that only hold others are left out. */
function entryOf({ path, spec }: Placed): readonly CommandEntry[] {
  if (spec.run === undefined || spec.unsupported !== undefined || spec.hidden === true) return []
  return [{ path, usage: spec.usage, short: spec.short, flags: flagEntries(spec.flags) }]
}

function flagEntries(flags: readonly FlagSpec[]): readonly FlagEntry[] {
  return flags
    .filter(({ hidden, unsupported }) => hidden !== true && unsupported === undefined)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, short, usage }) => ({ names: short === '' ? `--${name}` : `-${short}, --${name}`, usage }))
}

function absentFlags(path: string, flags: readonly FlagSpec[]): readonly AbsentEntry[] {
  return flags.flatMap(({ name, unsupported, hidden }) =>
    unsupported === undefined || hidden === true ? [] : [{ what: `${path} --${name}`, instead: unsupported }],
  )
}
