// What the keys of a terminal do to the line that is being typed: history, search in it, completion. Values in, values out.

export interface LineEditor {
  readonly text: string
  /** Where the caret stands, in UTF-16 units. */
  readonly caret: number
  /** How many lines back in the history; 0 is what is being typed. */
  readonly back: number
  /** What was being typed before going back. */
  readonly draft: string
  /** What is looked for in the history, while Ctrl-R is on. */
  readonly search: string | undefined
  /** Lines of a command that wants more. */
  readonly earlier: readonly string[]
}

export const EMPTY_LINE: LineEditor = { text: '', caret: 0, back: 0, draft: '', search: undefined, earlier: [] }

export function typedText(editor: LineEditor, text: string, caret = text.length): LineEditor {
  return { ...editor, text, caret, back: 0, draft: text }
}

/** An older line (`older`) or a newer one; beyond the newest is what was being typed. */
export function walkHistory(editor: LineEditor, history: readonly string[], direction: 'older' | 'newer'): LineEditor {
  const back = Math.min(history.length, Math.max(0, editor.back + (direction === 'older' ? 1 : -1)))
  if (back === editor.back) return editor
  const text = back === 0 ? editor.draft : (history.at(-back) ?? '')
  return { ...editor, back, text, caret: text.length }
}

/** The newest line that holds the search text, older than `before` lines back. */
function findInHistory(history: readonly string[], search: string, before: number): number | undefined {
  for (let back = before + 1; back <= history.length; back += 1) if (search !== '' && history.at(-back)?.includes(search)) return back
  return undefined
}

/** Looks for a text; without one more found, all stays as it was. */
export function searchHistory(editor: LineEditor, history: readonly string[], search: string, how: 'anew' | 'older'): LineEditor {
  const back = findInHistory(history, search, how === 'older' ? editor.back : 0)
  const found = back === undefined ? undefined : history.at(-back)
  if (back === undefined || found === undefined) return { ...editor, search }
  return { ...editor, search, back, text: found, caret: found.length }
}

export interface Completion {
  /** What stands between these offsets is completed. */
  readonly from: number
  readonly to: number
  /** In the order in which they are shown. */
  readonly candidates: readonly string[]
}

/** Fills in what all candidates share; the only one gets a space after it, unless it is a folder or a flag that wants a value. */
export function completeLine(editor: LineEditor, { from, to, candidates }: Completion): LineEditor {
  const [first] = candidates
  if (first === undefined) return editor
  const shared = candidates.reduce((prefix, each) => commonPrefix(prefix, each), first)
  if (candidates.length > 1 && shared.length <= to - from) return editor
  const ending = candidates.length === 1 && !/[/=]$/.test(shared) && editor.text[to] !== ' ' ? ' ' : ''
  const text = editor.text.slice(0, from) + shared + ending + editor.text.slice(to)
  return typedText(editor, text, from + shared.length + ending.length)
}

function commonPrefix(one: string, other: string): string {
  let length = 0
  while (length < one.length && one[length] === other[length]) length += 1
  return one.slice(0, length)
}

/** All lines that were typed for this command, the last one included. */
export function wholeCommand({ earlier, text }: LineEditor): string {
  return [...earlier, text].join('\n')
}
