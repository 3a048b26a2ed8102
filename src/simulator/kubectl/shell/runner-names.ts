// The names of the programs that run other programs, and of what is built in for scripts. What they do comes with sets of tools.

export const RUNNER_NAMES: ReadonlySet<string> = new Set('. ash bash eval sh source sudo time timeout watch xargs'.split(' '))
export const SCRIPT_BUILTIN_NAMES: ReadonlySet<string> = new Set(
  'break command continue declare let local read return set shift type typeset'.split(' '),
)
