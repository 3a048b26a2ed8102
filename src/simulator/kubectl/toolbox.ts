// Which parts of the program are there. A page that only applies a file needs few of them; whoever runs a terminal hands in more sets as lines
// ask for them. A line that lacks a set says so, and is run again with it: nothing of the first try counts.

import type { ServerPartName } from '../apiserver/index.ts'
import type { Part } from '../base/parts.ts'

/** Sets of kubectl's own, and parts of the API server that it talks to. */
export type ToolSetName =
  | 'terminal'
  | 'changes'
  | 'makers'
  | 'applying'
  | 'describe'
  | 'kustomize'
  | 'reference'
  | 'progress'
  | 'templates'
  | 'scripts'
  | ServerPartName

/** What a set holds is known to `tool-sets.ts` alone, and of a part to the API server. */
export type ToolSet = Part<ToolSetName>

export type Toolbox = ReadonlyMap<ToolSetName, ToolSet>

export function toolboxOf(sets: readonly ToolSet[]): Toolbox {
  return new Map(sets.map((set) => [set.name, set]))
}
