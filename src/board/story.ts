// The run as a story in plain words: one line an entry that matters, each with its cause. The transcript, "why?" and the live region say these.

import type { EntryId, TimelineEntry } from '../simulator/index.ts'
import { showValue } from './shown-value.ts'
import type { StoryWords } from './story-words.ts'
import { say } from './story-words.ts'
import type { VersionBook } from './versions.ts'
import { idOf, versionOfObject } from './versions.ts'

/** What a story is told with. */
export interface Telling {
  readonly words: StoryWords
  readonly versions: VersionBook
  /** Ids of the Secrets whose values may be said. */
  readonly revealed: readonly string[]
}

export interface StoryLine {
  readonly id: EntryId
  readonly atMs: number
  readonly who: string
  readonly says: string
  /** In plain words, or undefined where nobody caused it. */
  readonly because: string | undefined
  /** Which lane of the time strip it belongs to. */
  readonly lane: 'you' | 'cluster' | 'node' | 'processes'
  /** Of the object or value that it is about; 0 where it is about none or about several. */
  readonly version: number
}

export interface CauseLine {
  readonly id: EntryId
  /** When it happened; of what happened several times over, the last time. */
  readonly atMs: number
  readonly who: string
  readonly says: string
  /** How often the same led to the same. */
  readonly times: number
  readonly firstMs: number
}

/** What was told, and of what. */
export interface Story {
  readonly entries: readonly TimelineEntry[]
  readonly fromMs: number
  readonly telling: Telling
  readonly lines: readonly StoryLine[]
}

/** Lines of the entries that matter, in order. `from`: entries before this moment are the setting, not the story. */
export function tellStory(entries: readonly TimelineEntry[], fromMs: number, telling: Telling): readonly StoryLine[] {
  return linesFrom(0, entries, fromMs, telling)
}

/** The same, where a run goes on: what was told of its beginning is not told again, and its lines stay the same objects. */
export function goOnTelling(before: Story | undefined, entries: readonly TimelineEntry[], fromMs: number, telling: Telling): Story {
  const told = before?.entries.length ?? 0
  const goesOn =
    before !== undefined &&
    before.fromMs === fromMs &&
    before.telling === telling &&
    told <= entries.length &&
    before.entries.at(-1) === entries[told - 1]
  if (!goesOn) return { entries, fromMs, telling, lines: tellStory(entries, fromMs, telling) }
  const more = linesFrom(told, entries, fromMs, telling)
  return { entries, fromMs, telling, lines: more.length === 0 ? before.lines : [...before.lines, ...more] }
}

function linesFrom(index: number, entries: readonly TimelineEntry[], fromMs: number, telling: Telling): readonly StoryLine[] {
  return entries.slice(index).flatMap((entry) => {
    const says = entry.atMs < fromMs ? undefined : sentence(entry, telling)
    if (says === undefined) return []
    // What its time brings about says so itself.
    const isDue = entry.kind === 'pod-synced' && entry.because === 'resync'
    const because = entry.causedBy === undefined || isDue ? undefined : causeOf(entries, entry.causedBy, telling)
    const { id, atMs, actor } = entry
    return [{ id, atMs, who: telling.words.who[actor], says, because, lane: laneOf(entry), version: versionIn(entry, telling) }]
  })
}

function causeOf(entries: readonly TimelineEntry[], id: EntryId, telling: Telling): string | undefined {
  for (let entry = entries[id]; entry !== undefined; entry = entry.causedBy === undefined ? undefined : entries[entry.causedBy]) {
    const says = sentence(entry, telling)
    if (says !== undefined) return says
  }
  return undefined
}

/** "Why?": the way back from an entry to what began it as sentences, the entry itself first. What is tried again and again is one line. */
export function explain(entries: readonly TimelineEntry[], from: EntryId, telling: Telling): readonly CauseLine[] {
  const chain: CauseLine[] = []
  for (let entry = entries[from], effect: TimelineEntry | undefined; entry !== undefined;) {
    const says = entry.kind === 'cache-updated' ? hadHeard(entry, telling) : sentence(entry, telling)
    const { id, atMs, actor } = entry
    const who = telling.words.who[actor]
    const last = chain.at(-1)
    if (says !== undefined && last?.who === who && last.says === says)
      chain[chain.length - 1] = { ...last, times: last.times + 1, firstMs: atMs }
    else if (says !== undefined) chain.push({ id, atMs, who, says, times: 1, firstMs: atMs })
    const cause = whatWasHeard(entries, entry, effect) ?? (entry.causedBy === undefined ? undefined : entries[entry.causedBy])
    effect = entry
    entry = cause
  }
  return chain
}

/** Files that are written again hold what the node has heard of: that led to them, and not what made the node look at their Pod. */
function whatWasHeard(
  entries: readonly TimelineEntry[],
  look: TimelineEntry,
  effect: TimelineEntry | undefined,
): TimelineEntry | undefined {
  if (look.kind !== 'pod-synced' || look.because !== 'resync' || effect?.kind !== 'volume-written') return undefined
  return entries
    .slice(0, look.id)
    .findLast(
      (entry) =>
        entry.kind === 'cache-updated' &&
        entry.node === look.node &&
        effect.sources.some(
          ({ object, version }) =>
            version === entry.version &&
            object.kind === entry.object?.kind &&
            object.name === entry.object.name &&
            object.namespace === entry.object.namespace,
        ),
    )
}

function hadHeard({ object, version }: Extract<TimelineEntry, { kind: 'cache-updated' }>, { words }: Telling): string {
  return say(words, version === undefined ? 'had-heard-gone' : 'had-heard', { name: object?.name ?? '', version: version ?? '' })
}

function laneOf({ actor }: TimelineEntry): StoryLine['lane'] {
  if (actor === 'you') return 'you'
  if (actor === 'kubelet') return 'node'
  return actor === 'process' ? 'processes' : 'cluster'
}

/** undefined for what happens all the time and tells nothing. */
function sentence(entry: TimelineEntry, telling: Telling): string | undefined {
  const { words } = telling
  const name = entry.object?.name ?? ''
  switch (entry.kind) {
    case 'command':
      return say(words, 'command', { line: entry.text })
    case 'object-stored':
      return storedSentence(entry, words)
    case 'request-refused':
      // Commands look whether something is there before they make it.
      if (entry.verb === 'get' && entry.status.code === 404) return undefined
      // Before its object is known a request is of an object with no name.
      return say(words, 'refused', { message: entry.status.message.replace(/^ ""/, words.request) })
    case 'pod-bound':
      return say(words, 'bound', { name, node: entry.node })
    case 'cache-updated':
      return say(words, entry.version === undefined ? 'heard-gone' : 'heard', { name, version: entry.version ?? '' })
    case 'pod-synced':
      return say(words, 'looked', { name, because: words.looks[entry.because] })
    case 'volume-written':
      return say(words, 'written', { name, volume: entry.volume })
    case 'volume-failed':
      return say(words, 'volume-failed', { name, volume: entry.volume, message: entry.message })
    case 'container-started':
      return say(words, entry.restartCount === 0 ? 'started' : 'started-again', {
        container: entry.container,
        name,
        count: ordinal(words, entry.restartCount + 1),
      })
    case 'container-waiting':
      return say(words, 'waiting', { container: entry.container, name, reason: entry.reason, message: entry.message })
    case 'container-exited':
      return say(words, entry.spun === true ? 'exited-spinning' : 'exited', {
        container: entry.container,
        name,
        code: `${String(entry.exitCode)}${entry.spun === true ? '' : (words.signals[String(entry.exitCode)] ?? '')}`,
      })
    case 'process-read':
      return say(words, entry.how === 'start' ? 'uses' : 'uses-now', {
        container: entry.container,
        name,
        source: entry.source,
        value: valueSaid(entry.value, telling),
      })
    case 'runaway-stopped':
      return say(words, 'runaway', { steps: String(entry.steps) })
    case 'event-recorded':
      return entry.type === 'Warning' ? say(words, 'warned', { reason: entry.reason, name, message: entry.message }) : undefined
    case 'signal-sent':
    case 'process-printed':
      return undefined
  }
}

/** Values of Secrets are said to those who asked for them. */
function valueSaid(value: string, { versions, revealed }: Telling): string {
  const isHidden = [...versions.values].some(
    ([place, texts]) => place.startsWith('Secret/') && !revealed.includes(place.slice(0, place.indexOf(' '))) && texts.includes(value),
  )
  return isHidden ? showValue(value, 0, true).text : value.trim()
}

function versionIn(entry: TimelineEntry, { versions }: Telling): number {
  const of = (object: TimelineEntry['object'], resourceVersion: string | undefined) =>
    object === undefined ? 0 : versionOfObject(versions, idOf(object.kind, object.namespace, object.name), resourceVersion)
  switch (entry.kind) {
    case 'object-stored':
    case 'cache-updated':
      return of(entry.object, entry.version)
    case 'volume-written':
      return only(entry.sources.map(({ object, version }) => of(object, version)))
    case 'process-read':
      return only([...versions.values.values()].map((texts) => texts.indexOf(entry.value) + 1).filter((version) => version > 0))
    default:
      return 0
  }
}

function only(versions: readonly number[]): number {
  const [first = 0, ...others] = new Set(versions)
  return others.length === 0 ? first : 0
}

function storedSentence(entry: Extract<TimelineEntry, { kind: 'object-stored' }>, words: StoryWords): string | undefined {
  const { change, version, actor } = entry
  const what = { kind: entry.object?.kind ?? '', name: entry.object?.name ?? '', version }
  if (change === 'created') return say(words, actor === 'you' ? 'stored' : 'made', what)
  // The kubelet asks for a Pod's end when its containers have ended: that asks nobody, and it is gone at once.
  const letsGo = actor === 'kubelet' && what.kind === 'Pod'
  if (change === 'deleted') return say(words, letsGo ? 'let-go' : 'deleted', what)
  const fields = entry.changedFields.filter((field) => !field.startsWith('status') && field !== 'metadata.annotations')
  if (fields.length === 0) return undefined
  if (letsGo && fields.every((field) => field.startsWith('metadata.deletion'))) return undefined
  if (fields.includes('metadata.deletionTimestamp')) return say(words, 'asked-to-end', what)
  return say(words, 'stored-fields', { ...what, fields: fields.join(', ') })
}

function ordinal({ counts }: StoryWords, count: number): string {
  return counts[count - 1] ?? `${String(count)}th`
}
