// Which parts of kubectl are there. A page that only applies a file needs few of them; whoever runs a terminal hands in more sets as lines
// ask for them. A line that lacks a set says so, and is run again with it: nothing of the first try counts.

export type ToolSetName = 'terminal' | 'changes' | 'describe' | 'kustomize' | 'reference' | 'templates'

/** What a set holds is known to `tool-sets.ts` alone. */
export interface ToolSet {
  readonly name: ToolSetName
}

export type Toolbox = ReadonlyMap<ToolSetName, ToolSet>

export function toolboxOf(sets: readonly ToolSet[]): Toolbox {
  return new Map(sets.map((set) => [set.name, set]))
}
