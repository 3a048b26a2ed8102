// What commands do to the learner's files: those that they wrote become files of the editor, those that they removed leave it, and what
// `kubectl edit` wants to have edited is opened as long as it waits.

import type { Session } from '../session.ts'
import { changedTexts } from '../session.ts'
import type { Files } from '../workspace/file-list.ts'
import type { Bench } from './bench.ts'

/** @param before  The session before a command ran; undefined when it begins. */
export function followCommand(bench: Bench, before: Session | undefined): void {
  if (before !== undefined) takeTexts(bench, before)
  followEditing(bench)
}

/** Without what `kubectl edit` waits for. */
export function ownFiles({ stage }: Bench): Files {
  return Object.fromEntries(Object.entries(stage.files).filter(([name]) => name !== stage.editing?.fileName))
}

function takeTexts({ stage, texts }: Bench, before: Session): void {
  if (stage.session === undefined) return
  const changed = changedTexts(before, stage.session)
  if (changed.size === 0) return
  // A file keeps its place among the tabs.
  const kept = Object.keys(stage.files).filter((name) => !changed.has(name) || changed.get(name) !== undefined)
  const names = [...kept, ...[...changed.keys()].filter((name) => changed.get(name) !== undefined && !kept.includes(name))]
  texts.show(Object.fromEntries(names.map((name) => [name, changed.get(name) ?? stage.files[name] ?? ''])))
  texts.keep()
}

/** Opens what `kubectl edit` wants to have edited, opens it again when the API server refused it, and closes it in the end. */
function followEditing(bench: Bench): void {
  const { stage, texts } = bench
  const edits = stage.session?.run.foreground?.waiting.edits
  if (edits?.fileName === stage.editing?.fileName && edits?.text === stage.editing?.text) return
  const own = ownFiles(bench)
  const isKept = edits !== undefined && stage.editing === undefined && edits.fileName in stage.files
  stage.editing = edits
  if (edits === undefined) texts.change(own, Object.keys(own)[0] ?? '')
  else texts.change({ ...own, [edits.fileName]: isKept ? (stage.files[edits.fileName] ?? '') : edits.text }, edits.fileName)
}
