// The sentences of the transcript as data: written in content/words/story.yaml, checked when the site is built.

import type { Actor, TimelineEntry } from '../simulator/index.ts'
import type { Hindrance } from './why-stale.ts'

type Look = Extract<TimelineEntry, { kind: 'pod-synced' }>['because']

/** Each sentence and the names that it may use in braces. */
export const SENTENCES = {
  command: ['line'],
  stored: ['kind', 'name', 'version'],
  'stored-fields': ['kind', 'name', 'version', 'fields'],
  made: ['kind', 'name'],
  deleted: ['kind', 'name'],
  'let-go': ['kind', 'name'],
  'asked-to-end': ['kind', 'name'],
  refused: ['message'],
  bound: ['name', 'node'],
  heard: ['name', 'version'],
  'heard-gone': ['name'],
  'had-heard': ['name', 'version'],
  'had-heard-gone': ['name'],
  looked: ['name', 'because'],
  written: ['volume', 'name'],
  'volume-failed': ['message', 'volume', 'name'],
  started: ['container', 'name'],
  'started-again': ['container', 'name', 'count'],
  waiting: ['container', 'name', 'reason', 'message'],
  exited: ['container', 'name', 'code'],
  'exited-spinning': ['container', 'name', 'code'],
  uses: ['container', 'name', 'source', 'value'],
  'uses-now': ['container', 'name', 'source', 'value'],
  warned: ['reason', 'name', 'message'],
  runaway: ['steps'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type SentenceName = keyof typeof SENTENCES

export interface StoryWords {
  readonly who: Readonly<Record<Actor, string>>
  readonly looks: Readonly<Record<Look, string>>
  readonly sentences: Readonly<Record<SentenceName, string>>
  /** What is said of an exit code after the code. */
  readonly signals: Readonly<Record<string, string>>
  readonly stays: Readonly<Record<Hindrance, string>>
  readonly request: string
  readonly counts: readonly string[]
}

/** A sentence with its blanks filled in. */
export function say<N extends SentenceName>(
  { sentences }: StoryWords,
  name: N,
  blanks: Readonly<Record<(typeof SENTENCES)[N][number], string>>,
): string {
  const texts = new Map<string, string>(Object.entries(blanks))
  return sentences[name].replace(/\{(\w+)\}/g, (whole, blank: string) => texts.get(blank) ?? whole)
}
