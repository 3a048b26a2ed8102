// A whole file written by an applet: made when it is not there, emptied when it is.

import { create, mayWrite, rewrite } from '../shell/file-changes.ts'
import type { FileError } from '../shell/file-error.ts'
import { locate } from '../shell/file-tree.ts'
import type { AppletCall } from './applet.ts'

/** @returns what is wrong, or undefined when it was written */
export function store(call: AppletCall, path: string, text: string): FileError | undefined {
  const place = locate(call.world, call.process.directory, path, 'follow')
  if (!place.ok) return place.problem
  const denied = mayWrite(call.world, place.value)
  if (denied !== undefined) return denied
  const isThere = place.value.node !== undefined
  return call.change(
    isThere
      ? rewrite(call.world, place.value, text)
      : create(call.world, place.value, { kind: 'file', content: text, mode: 0o666 & ~call.process.umask }),
  )
}
