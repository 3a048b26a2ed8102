// A shell's variables, and the environment it gives to programs.
// @source busybox shell/ash.c setvareq listvars hashvar

import { PersistentMap } from '../../base/persistent-map.ts'
import type { EnvironmentList, Variable, Variables } from './process.ts'

const BUCKETS = 39

export function valueOf(variables: Variables, name: string): string | undefined {
  return variables.get(name)?.value
}

/** @returns the variables with one set, or undefined when it is read only */
export function assign(variables: Variables, name: string, value: string, exported = false): Variables | undefined {
  const old = variables.get(name)
  if (old?.readOnly === true) return undefined
  return variables.with(name, {
    value,
    exported: exported || old?.exported === true,
    readOnly: false,
    order: old?.order ?? nextOrder(variables),
  })
}

export function mark(variables: Variables, name: string, change: Partial<Pick<Variable, 'exported' | 'readOnly'>>): Variables {
  const old = variables.get(name) ?? { value: undefined, exported: false, readOnly: false, order: nextOrder(variables) }
  return variables.with(name, { ...old, ...change })
}

/** Large enough to come after all others; gaps do not matter. */
function nextOrder(variables: Variables): number {
  return variables.size + 1
}

/** The variables a shell starts with. Names that no shell could write are not its variables, and not passed on. */
export function variablesFrom(environment: EnvironmentList): Variables {
  let variables: Variables = PersistentMap.empty()
  variables = variables.with('IFS', { value: ' \t\n', exported: false, readOnly: false, order: 0 })
  variables = variables.with('PATH', { value: DEFAULT_PATH, exported: false, readOnly: false, order: 0 })
  variables = variables.with('PS1', { value: '\\w \\$ ', exported: false, readOnly: false, order: 0 })
  variables = variables.with('PS2', { value: '> ', exported: false, readOnly: false, order: 0 })
  variables = variables.with('PS4', { value: '+ ', exported: false, readOnly: false, order: 0 })
  variables = variables.with('OPTIND', { value: '1', exported: false, readOnly: false, order: 0 })
  for (const [name, value] of environment) if (isName(name)) variables = assign(variables, name, value, true) ?? variables
  return variables
}

export const DEFAULT_PATH = '/sbin:/usr/sbin:/bin:/usr/bin'

export function isName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text)
}

/** Exported variables in the order in which the shell's hash table holds them. */
export function environmentFrom(variables: Variables): EnvironmentList {
  return variables
    .entries()
    .flatMap(([name, { value, exported, order }]) =>
      exported && value !== undefined ? [{ name, value, bucket: bucketOf(name), order }] : [],
    )
    .sort((a, b) => a.bucket - b.bucket || a.order - b.order)
    .map(({ name, value }) => [name, value])
}

function bucketOf(name: string): number {
  let sum = name.charCodeAt(0) << 4
  for (let index = 0; index < name.length; index += 1) sum += name.charCodeAt(index)
  return sum % BUCKETS
}
