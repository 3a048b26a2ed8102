// Help texts, made from the table of commands and flags.
// @source k8s.io/kubectl pkg/util/templates/templates.go, help_flags_printer.go
// @simplified Sentences about commands and flags are this project's own; only the list of commands is kubectl's.

import type { CommandSpec } from './command.ts'
import type { FlagSpec } from './flag.ts'

const NAME_WIDTH = 16

/** `kubectl` alone. */
export function rootHelp(root: CommandSpec): string {
  const commands = root.subcommands ?? []
  const groups = [...new Set(commands.map((command) => command.group ?? 'Other Commands:'))]
  const sections = groups.flatMap((group) => {
    const listed = commands.filter((command) => (command.group ?? 'Other Commands:') === group && command.hidden !== true)
    const section = `${group}\n${commandLines(listed, NAME_WIDTH)}`
    return group === 'Settings Commands:' ? [section, 'Subcommands provided by plugins:\n'] : [section]
  })
  return `kubectl controls the Kubernetes cluster manager.

 Find more information at: https://kubernetes.io/docs/reference/kubectl/

${sections.join('\n')}
Usage:
  kubectl [flags] [options]

Use "kubectl <command> --help" for more information about a given command.
Use "kubectl options" for a list of global command-line options (applies to all commands).
`
}

export function commandHelp(spec: CommandSpec, path: string, globals: readonly FlagSpec[]): string {
  if (path === 'kubectl options') return `The following options can be passed to any command:\n\n${flagLines(globals)}\n`
  const parts = [`${spec.long ?? `${spec.short}.`}\n`]
  if ((spec.aliases ?? []).length > 0) parts.push(`Aliases:\n${[spec.name, ...(spec.aliases ?? [])].join(', ')}\n`)
  if (spec.examples !== undefined) parts.push(`Examples:\n${spec.examples.map((example) => `  ${example}`).join('\n')}\n`)
  const subcommands = (spec.subcommands ?? []).filter((command) => command.hidden !== true)
  if (subcommands.length > 0) {
    const width = Math.max(...subcommands.map((command) => command.name.length))
    parts.push(
      `Available Commands:\n${commandLines(
        subcommands.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
        width + 2,
      )}`,
    )
  }
  if (spec.flags.some((flag) => flag.hidden !== true)) parts.push(`Options:\n${flagLines(spec.flags)}`)
  const options = spec.flags.length > 0 ? ' [options]' : ''
  parts.push(`Usage:\n  ${path}${spec.usage === '' ? '' : ` ${spec.usage}`}${options}\n`)
  const tips = subcommands.length > 0 ? `Use "${path} <command> --help" for more information about a given command.\n` : ''
  return `${parts.join('\n')}\n${tips}Use "kubectl options" for a list of global command-line options (applies to all commands).\n`
}

function commandLines(commands: readonly CommandSpec[], width: number): string {
  return commands.map((command) => `  ${command.name.padEnd(width)}${command.short}\n`).join('')
}

function flagLines(flags: readonly FlagSpec[]): string {
  return flags
    .filter((flag) => flag.hidden !== true)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(
      (flag) =>
        `    ${flag.short === '' ? '' : `-${flag.short}, `}--${flag.name}=${shownDefault(flag)}:\n\t${flag.usage}${flag.unsupported === undefined ? '' : ' (Not supported here.)'}\n`,
    )
    .join('\n')
}

function shownDefault(flag: FlagSpec): string {
  if (flag.type === 'slice' || flag.type === 'array') return '[]'
  if (flag.type === 'string' || flag.type === 'optional') return `'${flag.initial}'`
  return flag.initial
}
