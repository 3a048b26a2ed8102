// The names of the programs that run other programs. What they do comes with the set for the terminal.

export const RUNNER_NAMES: ReadonlySet<string> = new Set('. ash bash eval sh source sudo time timeout watch xargs'.split(' '))
