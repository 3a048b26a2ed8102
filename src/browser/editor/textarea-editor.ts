// A textarea as an editor. It never was anything else, so it works before and without everything that is loaded.

import type { EditorHandlers, EditorPlace, TextChange, TextEditor } from './text-editor.ts'
import { changeBetween, withChanges } from './text-editor.ts'

export function createTextareaEditor(area: HTMLTextAreaElement, handlers: EditorHandlers): TextEditor {
  const places = new Map<string, EditorPlace>()
  let file: string | undefined
  /** Before the learner was here there is no history to keep, and nobody expects the keyboard to come. */
  let wasUsed = false
  const told = () => {
    handlers.oncaret(area.selectionStart)
  }
  const used = () => {
    wasUsed = true
  }
  area.ownerDocument.addEventListener('selectionchange', told)
  area.addEventListener('focus', used)

  const place = (): EditorPlace => ({ selection: { start: area.selectionStart, end: area.selectionEnd }, scrollTop: area.scrollTop })
  const put = ({ selection, scrollTop }: EditorPlace) => {
    area.setSelectionRange(selection.start, selection.end)
    area.scrollTop = scrollTop
  }
  const change = (changes: readonly TextChange[]) => {
    const difference = changeBetween(area.value, withChanges(area.value, changes))
    if (difference === undefined) return
    // One is made as it is given: the caret ends behind it, also where the smallest difference would lie further on.
    insert(area, (changes.length === 1 ? changes[0] : undefined) ?? difference)
    handlers.ontype(area.value)
    told()
  }

  return {
    open(name, text) {
      if (file !== undefined && file !== name) places.set(file, place())
      const isOther = file !== name
      file = name
      const difference = changeBetween(area.value, text)
      if (difference === undefined) return
      if (!isOther && wasUsed) insert(area, difference)
      else {
        area.value = text
        put(places.get(name) ?? { selection: { start: 0, end: 0 }, scrollTop: 0 })
      }
    },
    place,
    goTo(there, focus) {
      if (focus) area.focus({ preventScroll: true })
      put(there)
    },
    select({ start, end }) {
      area.focus()
      area.setSelectionRange(start, Math.max(start, end))
      bringIntoSight(area, start)
    },
    change,
    // These are drawn around the textarea.
    suggest: () => undefined,
    showProblems: () => undefined,
    showVersions: () => undefined,
    hasFocus: () => area.ownerDocument.activeElement === area,
    dispose() {
      area.ownerDocument.removeEventListener('selectionchange', told)
      area.removeEventListener('focus', used)
    },
  }
}

/** Scrolls to the line of an offset, unless it is in sight. */
function bringIntoSight(area: HTMLTextAreaElement, offset: number): void {
  const lineHeight = area.scrollHeight / Math.max(1, area.value.split('\n').length)
  const line = area.value.slice(0, offset).split('\n').length - 1
  const isSeen = line * lineHeight >= area.scrollTop && (line + 1) * lineHeight <= area.scrollTop + area.clientHeight
  if (!isSeen) area.scrollTop = Math.max(0, line * lineHeight - area.clientHeight / 3)
}

/** The browser's own insertion keeps its history of steps that can be undone; where it refuses, the text is set all the same. */
function insert(area: HTMLTextAreaElement, { range, newText }: TextChange): void {
  const { activeElement } = area.ownerDocument
  area.focus({ preventScroll: true })
  area.setSelectionRange(range.start, range.end)
  const isDone = newText === '' ? area.ownerDocument.execCommand('delete') : area.ownerDocument.execCommand('insertText', false, newText)
  if (!isDone) area.setRangeText(newText, range.start, range.end, 'end')
  if (activeElement === area) return
  if (activeElement instanceof HTMLElement && activeElement !== area.ownerDocument.body) activeElement.focus({ preventScroll: true })
  else area.blur()
}
