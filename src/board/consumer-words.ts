// What a row of the board says of how a value is consumed, and of a process about which nothing is told.

export type HowConsumed = 'variable' | 'all keys as variables' | 'literal' | 'field of the Pod' | 'argument' | 'file' | 'subPath file'

/** No process is there, or none any more; it works with other values than this; it reads nothing at all; its program is not one that tells. */
export type Silence = 'not running' | 'ended' | 'does not read it' | 'reads nothing' | 'not known'

const WORDS: Readonly<Record<HowConsumed, string>> = {
  variable: 'variable',
  'all keys as variables': 'variable, envFrom',
  literal: 'literal variable',
  'field of the Pod': 'field of the Pod',
  argument: 'argument',
  file: 'file',
  'subPath file': 'file, subPath',
}

/** @param mode  Permissions of a file; a line does not break before them. */
export function howText(how: HowConsumed, mode: string | undefined): string {
  return mode === undefined ? WORDS[how] : `${WORDS[how]},\u00a0${mode}`
}

export const SILENCES: Readonly<Record<Silence, string>> = {
  'not running': 'No process of this container runs.',
  ended: 'The container has ended, and its process with it.',
  'does not read it': 'The process works with other values than this one.',
  'reads nothing': 'The process reads no configuration.',
  'not known': 'This program does not say which values it works with.',
}
