// Help texts, made from the table of commands and flags.
// @source k8s.io/kubectl pkg/util/templates/templates.go, help_flags_printer.go
// @simplified `--help` has sentences of this project; only the list of commands is kubectl's.

import type { CommandSpec } from './command.ts'
import type { FlagSpec } from './flag.ts'
import { indent, wrapWords } from '../text/word-wrap.ts'

const NAME_WIDTH = 16
/** @source github.com/spf13/cobra command.go minNamePadding */
const MIN_NAME_WIDTH = 11
const OTHER = 'Other Commands:'

/** Headings and commands in kubectl's order; what is not named comes last, by name. @source k8s.io/kubectl pkg/cmd/cmd.go NewKubectlCommand */
const ORDER: readonly (readonly [heading: string, commands: string])[] = [
  ['Basic Commands (Beginner):', 'create expose run set'],
  ['Basic Commands (Intermediate):', 'explain get edit delete'],
  ['Deploy Commands:', 'rollout scale autoscale'],
  ['Cluster Management Commands:', 'certificate cluster-info top cordon uncordon drain taint'],
  ['Troubleshooting and Debugging Commands:', 'describe logs attach exec port-forward proxy cp auth debug events'],
  ['Advanced Commands:', 'diff apply patch replace wait kustomize'],
  ['Settings Commands:', 'label annotate completion'],
  ['Subcommands provided by plugins:', ''],
  [OTHER, 'api-resources api-versions config kuberc plugin version'],
]

/** The commands under each heading, in order, without those that are hidden or not here. */
export function commandGroups(root: CommandSpec): readonly { readonly heading: string; readonly commands: readonly CommandSpec[] }[] {
  return ORDER.map(([heading, names]) => {
    const order = names.split(' ')
    const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length)
    const commands = (root.subcommands ?? [])
      .filter((command) => isListed(command) && headingOf(command) === heading)
      .toSorted((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1))
    return { heading, commands }
  })
}

function headingOf({ name, group }: CommandSpec): string {
  return ORDER.find(([, names]) => names.split(' ').includes(name))?.[0] ?? group ?? OTHER
}

function isListed(command: CommandSpec): boolean {
  return command.hidden !== true && (command.unsupported === undefined || command.listed === true)
}

/** `kubectl` alone. */
export function rootHelp(root: CommandSpec): string {
  const sections = commandGroups(root)
    .filter(({ heading, commands }) => commands.length > 0 || heading === 'Subcommands provided by plugins:')
    .map(({ heading, commands }) => `${heading}\n${commandLines(commands, NAME_WIDTH)}`)
  const absent = (root.subcommands ?? []).filter(({ unsupported }) => unsupported !== undefined).map(({ name }) => name)
  return `kubectl controls the Kubernetes cluster manager.

 Find more information at: https://kubernetes.io/docs/reference/kubectl/

${sections.join('\n')}
Not in this simulated cluster (each says what to use instead):
${indent(wrapWords(absent.sort().join(', '), LIST_WIDTH), 2)}

Usage:
  kubectl [flags] [options]

Use "kubectl <command> --help" for more information about a given command.
Use "kubectl options" for a list of global command-line options (applies to all commands).
`
}

const LIST_WIDTH = 76

export function commandHelp(spec: CommandSpec, path: string, globals: readonly FlagSpec[]): string {
  if (path === 'kubectl options') return `The following options can be passed to any command:\n\n${flagLines(globals)}\n`
  const parts = [`${spec.long ?? `${spec.short}.`}\n`]
  if (spec.unsupported !== undefined) parts.push(`Not supported in this simulated cluster: ${spec.unsupported}.\n`)
  if ((spec.aliases ?? []).length > 0) parts.push(`Aliases:\n${[spec.name, ...(spec.aliases ?? [])].join(', ')}\n`)
  if (spec.examples !== undefined) parts.push(`Examples:\n${spec.examples.map((example) => `  ${example}`).join('\n')}\n`)
  const subcommands = (spec.subcommands ?? []).filter(isListed)
  if (subcommands.length > 0) {
    const width = Math.max(MIN_NAME_WIDTH, ...subcommands.map((command) => command.name.length))
    parts.push(
      `Available Commands:\n${commandLines(
        subcommands.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
        width + 3,
      )}`,
    )
  }
  if (spec.flags.some((flag) => flag.hidden !== true)) parts.push(`Options:\n${flagLines(spec.flags)}`)
  const options = spec.flags.length > 0 || subcommands.length > 0 ? ' [options]' : ''
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
