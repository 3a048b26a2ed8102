// The learner's progress in the browser's storage, and as a file. A storage that is full, forbidden or spoilt never breaks a page.

import type { Progress, ProgressEvent } from '../exercise/progress.ts'
import { decodeProgress, mergeProgress, NO_PROGRESS, progressAfter } from '../exercise/progress.ts'
import { keysEnding, load, save } from './storage.ts'

const KEY = 'progress'
/** Heard by everything on the page that shows progress. */
export const PROGRESS_CHANGED = 'third-factor-progress'

export function readProgress(): Progress {
  const kept = load(KEY, (value): value is unknown => decodeProgress(value) !== undefined)
  return decodeProgress(kept) ?? earlierProgress()
}

/** Before there was one value for everything, each solved exercise had a key of its own. */
function earlierProgress(): Progress {
  const solved = keysEnding('/solved').map((key) => key.slice(0, -'/solved'.length))
  return decodeProgress({ version: 1, solved }) ?? NO_PROGRESS
}

/** Whether it could be kept. */
export function noteProgress(event: ProgressEvent): boolean {
  return writeProgress(progressAfter(readProgress(), event))
}

export function markQuestion(question: string): void {
  noteProgress({ kind: 'answered', question, atEpochMs: Date.now() })
}

export function markSolved(exercise: string): void {
  noteProgress({ kind: 'solved', exercise, atEpochMs: Date.now() })
}

function writeProgress(progress: Progress): boolean {
  const kept = save(KEY, progress)
  document.dispatchEvent(new CustomEvent(PROGRESS_CHANGED))
  return kept
}

/** Offers a file to save. */
export function exportProgress(): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(readProgress(), undefined, 2)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'third-factor-progress.json'
  link.click()
  URL.revokeObjectURL(address)
}

/** Adds what a file knows. What happened, in a sentence. */
export async function importProgress(file: Blob): Promise<string> {
  const read = decodeProgress(parse(await file.text()))
  if (read === undefined) return 'This is not a progress file of this course. Nothing was changed.'
  const before = readProgress()
  const merged = mergeProgress(before, read)
  const added = Object.keys(merged.solved).length - Object.keys(before.solved).length
  if (!writeProgress(merged)) return 'The browser does not keep anything here, so nothing was changed.'
  return added === 1 ? 'One more exercise is solved now.' : `${String(added)} more exercises are solved now.`
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: decoded like nothing.
    return undefined
  }
}
