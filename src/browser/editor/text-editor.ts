// What the stage needs of an editor. A textarea and Monaco both are one, so that either can take the other's place while somebody types.

import type { BytesView, Completion, CompletionList, FieldHelp, OutlineEntry } from '../../simulator/index.ts'

/** UTF-16 offsets, half open. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

export interface TextChange {
  readonly range: TextRange
  readonly newText: string
}

export interface ProblemFix {
  readonly title: string
  /** All refer to the text as it is. */
  readonly edits: readonly TextChange[]
}

/** Something to mark in the text. */
export interface EditorProblem {
  readonly severity: 'error' | 'warning'
  /** What Kubernetes prints. */
  readonly message: string
  /** In plain words, if somebody wrote them. */
  readonly title: string | undefined
  readonly range: TextRange
  readonly fixes: readonly ProblemFix[]
}

/** The version that the value of a line had when it was stored. */
export interface LineVersion {
  /** From 1. */
  readonly line: number
  readonly version: number
  /** From 1: which of the version colours and shapes. */
  readonly shade: number
}

/** What an editor may ask of a text. */
export interface EditorLanguage {
  complete(text: string, offset: number): CompletionList
  /** Those that go with what was typed, the best first. */
  fitting(list: CompletionList): readonly Completion[]
  help(text: string, offset: number): FieldHelp | undefined
  outline(text: string): readonly OutlineEntry[]
  /** None for a text that is in order; undefined when it can't be formatted safely. */
  format(text: string): readonly TextChange[] | undefined
  bytes(text: string, offset: number): BytesView | undefined
}

export interface EditorHandlers {
  /** The learner changed the text of the file that is open. */
  readonly ontype: (text: string) => void
  /** The caret is at another place. */
  readonly oncaret: (offset: number) => void
}

export interface EditorPlace {
  readonly selection: TextRange
  readonly scrollTop: number
}

export interface TextEditor {
  /** Shows a file. A text that is known already keeps its history; one that differs is a step that can be undone. */
  open(file: string, text: string): void
  place(): EditorPlace
  /** Goes to a place, and takes the keyboard if it should. */
  goTo(place: EditorPlace, focus: boolean): void
  /** Marks a range, brings it into view, and takes the keyboard. */
  select(range: TextRange): void
  /** As one step that can be undone. */
  change(changes: readonly TextChange[]): void
  /** Opens the list of what fits at the caret. */
  suggest(): void
  showProblems(problems: readonly EditorProblem[]): void
  showVersions(versions: readonly LineVersion[]): void
  hasFocus(): boolean
  dispose(): void
}

/** The smallest change that makes one text of another; undefined when they are the same. */
export function changeBetween(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined
  let start = 0
  while (start < before.length && start < after.length && before.charAt(start) === after.charAt(start)) start += 1
  let end = 0
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  return { range: { start, end: before.length - end }, newText: after.slice(start, after.length - end) }
}

export function withChanges(text: string, changes: readonly TextChange[]): string {
  let result = text
  for (const { range, newText } of changes.toSorted((a, b) => b.range.start - a.range.start))
    result = result.slice(0, range.start) + newText + result.slice(range.end)
  return result
}
