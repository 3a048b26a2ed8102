// `kubectl options`: its help is the list of global flags.

import type { CommandSpec } from '../command/command.ts'

export const OPTIONS: CommandSpec = {
  name: 'options',
  offline: true,
  usage: '',
  short: 'Print the list of flags inherited by all commands',
  hidden: true,
  helpsOn: 'stdout',
  flags: [],
  completes: 'none',
}
