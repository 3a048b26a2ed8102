// Three truths of one consumed value: what the API server says, what the container has, what the process uses.

import type { ContainerReport, EntryId, ObjectByKind, PodReport, Snapshot, TimelineEntry } from '../simulator/index.ts'
import type { BoardOptions } from './board-options.ts'
import { isFollowed } from './board-options.ts'
import type { HowConsumed, Silence } from './consumer-words.ts'
import { howText, SILENCES } from './consumer-words.ts'
import type { ShownValue } from './shown-value.ts'
import { showValue } from './shown-value.ts'
import { idOf, textOfBytes, textsOf, versionOfValue } from './versions.ts'

type Pod = ObjectByKind['Pod']
type Container = NonNullable<Pod['spec']['containers']>[number]
type Source = NonNullable<ContainerReport['environment'][number]['source']>

export interface ConsumerRow {
  readonly id: string
  readonly container: string
  readonly how: HowConsumed
  /** The variable, the argument or the path. */
  readonly place: string
  /** The object and key that it comes from; undefined where it comes from none. */
  readonly from: { readonly id: string; readonly kind: string; readonly name: string; readonly key: string } | undefined
  /** Permissions of a file: `0644`. */
  readonly mode: string | undefined
  /** How it is consumed, in words: `file, 0644`. */
  readonly howSays: string
  /** What keeps the container's copy as it is. */
  readonly hold: 'frozen' | 'pinned' | undefined
  /** Truth one; undefined when the key is gone or there never was one. */
  readonly stored: ShownValue | undefined
  /** Truth two. */
  readonly has: ShownValue
  /** Undefined of a container that has ended, as all that is told of its process is the end. */
  readonly hasSinceMs: number | undefined
  /** The same, where the process uses it for another time. */
  readonly hasApartMs: number | undefined
  /** Truth three; undefined where the program has not said. */
  readonly uses: ShownValue | undefined
  /** Why nothing is told of the process. */
  readonly silence: Silence | undefined
  /** The same as a sentence. */
  readonly silenceSays: string | undefined
  readonly usesSinceMs: number | undefined
  /** What is used, or else what the container has, is not what is stored. Never of a container that has ended: it uses nothing. */
  readonly isStale: boolean
  /** The entry that "why?" begins at. */
  readonly reason: EntryId | undefined
}

/** A process that follows a file does so within this time: until then the two are one age. */
const SOON_MS = 3000

/** What a container holds before it is compared with what is stored. */
interface Holding {
  readonly how: ConsumerRow['how']
  readonly place: string
  readonly text: string
  readonly source: Source | undefined
  readonly mode?: string
  readonly sinceMs: number | undefined
}

export function describeConsumers(
  snapshot: Snapshot,
  pod: Pod,
  report: PodReport,
  options: BoardOptions,
  reasons: ReadonlyMap<string, EntryId>,
): readonly ConsumerRow[] {
  const specs = [...(pod.spec.initContainers ?? []), ...(pod.spec.containers ?? [])]
  const ended = endedForGood(pod)
  return report.containers.flatMap((container) => {
    const hasEnded = !container.running && ended.has(container.name)
    const spec = specs.find(({ name }) => name === container.name)
    const holdings = [...variablesOf(container, spec), ...argumentsOf(container, spec), ...filesOf(container)]
    return holdings
      .filter(({ source }) =>
        source === undefined
          ? options.focus.length === 0
          : isFollowed(options.focus, source.kind, report.namespace, source.name, source.key),
      )
      .map((holding) => describeRow(snapshot, report, { container, spec, hasEnded }, holding, options, reasons))
  })
}

/** Names of containers that no kubelet starts again: those of a Pod that is over or on its way out, and what prepared it. */
function endedForGood({ metadata, status }: Pod): ReadonlySet<string> {
  const isOver = status.phase === 'Succeeded' || status.phase === 'Failed' || metadata.deletionTimestamp !== undefined
  const prepared = (status.initContainerStatuses ?? []).filter(({ state }) => state.terminated?.exitCode === 0)
  const over = isOver ? (status.containerStatuses ?? []).filter(({ state }) => state.terminated !== undefined) : []
  return new Set([...prepared, ...over].map(({ name }) => name))
}

function describeRow(
  { view }: Snapshot,
  pod: PodReport,
  { container, spec, hasEnded }: { readonly container: ContainerReport; readonly spec: Container | undefined; readonly hasEnded: boolean },
  { how, place, text, source, mode, sinceMs }: Holding,
  { versions, revealed }: BoardOptions,
  reasons: ReadonlyMap<string, EntryId>,
): ConsumerRow {
  const objectId = source && idOf(source.kind, pod.namespace, source.name)
  const isHidden = source?.kind === 'Secret' && objectId !== undefined && !revealed.includes(objectId)
  const show = (value: string): ShownValue =>
    showValue(value, source && objectId !== undefined ? versionOfValue(versions, objectId, source.key, value) : 0, isHidden)
  const object = source && view.get(source.kind, { namespace: pod.namespace, name: source.name })
  const storedText = source && object && textsOf(object).get(source.key)
  // An argument holds more than the value; its version is that of the value in it.
  const isWhole = how !== 'argument'
  const use = isWhole && !hasEnded ? container.uses.find((each) => each.source === place) : undefined
  const podKey = `${pod.namespace}/${pod.name}`
  const inside = isWhole || source === undefined ? undefined : container.environment.find((each) => each.source?.key === source.key)
  const silence = hasEnded ? 'ended' : use === undefined ? silenceOf(container, spec) : undefined
  const compared = use?.value ?? inside?.value ?? text
  // A file that is written again as it was holds what was read from it before.
  const hasSinceMs = sinceMs !== undefined && use?.value === text ? Math.min(sinceMs, use.atMs) : sinceMs
  return {
    id: `${pod.uid}/${container.name}/${how}/${place}`,
    container: container.name,
    how,
    place,
    from: source && objectId !== undefined ? { id: objectId, kind: source.kind, name: source.name, key: source.key } : undefined,
    mode,
    howSays: howText(how, mode),
    hold: how === 'subPath file' ? 'pinned' : how === 'file' ? undefined : 'frozen',
    stored: storedText === undefined ? undefined : show(storedText),
    has: inside === undefined ? show(text) : { ...show(text), version: show(inside.value).version },
    hasSinceMs: hasEnded ? undefined : hasSinceMs,
    hasApartMs: hasSinceMs !== undefined && Math.abs((use?.atMs ?? hasSinceMs) - hasSinceMs) > SOON_MS ? hasSinceMs : undefined,
    uses: use === undefined ? undefined : show(use.value),
    silence,
    silenceSays: silence && SILENCES[silence],
    usesSinceMs: use?.atMs,
    isStale: source !== undefined && !hasEnded && compared !== storedText,
    reason: reasons.get(`${podKey}/${container.name}/${place}`) ?? reasons.get(`${podKey}/${container.name}`) ?? reasons.get(podKey),
  }
}

function silenceOf({ running, uses }: ContainerReport, spec: Container | undefined): Silence {
  if (!running) return 'not running'
  if (uses.length > 0) return 'does not read it'
  return spec?.command?.[0] === 'sleep' ? 'reads nothing' : 'not known'
}

/** Those that the author of the Pod asked for: not the image's own and not those of Services. */
function variablesOf({ environment, startedAtMs }: ContainerReport, spec: Container | undefined): readonly Holding[] {
  return environment.flatMap(({ name, value, source }): readonly Holding[] => {
    const named = spec?.env?.findLast((each) => each.name === name)
    if (named === undefined && source === undefined) return []
    const how =
      named === undefined
        ? 'all keys as variables'
        : source !== undefined
          ? 'variable'
          : named.valueFrom === undefined
            ? 'literal'
            : 'field of the Pod'
    return [{ how, place: name, text: value, source, sinceMs: startedAtMs }]
  })
}

const REFERENCE = /\$\$|\$\(([^)\s]+)\)/g

/** Words of the command line that name variables which come from an object. */
function argumentsOf({ environment, startedAtMs }: ContainerReport, spec: Container | undefined): readonly Holding[] {
  const variables = new Map(environment.map((each) => [each.name, each]))
  return [...(spec?.command ?? []), ...(spec?.args ?? [])].flatMap((word): readonly Holding[] => {
    const sources = Array.from(word.matchAll(REFERENCE), ([, name]) => variables.get(name ?? '')?.source).filter(
      (source) => source !== undefined,
    )
    if (sources.length === 0) return []
    const text = word.replace(REFERENCE, (whole, name: string | undefined) =>
      name === undefined ? '$' : (variables.get(name)?.value ?? whole),
    )
    return [{ how: 'argument', place: word, text, source: sources[0], sinceMs: startedAtMs }]
  })
}

function filesOf({ files, startedAtMs }: ContainerReport): readonly Holding[] {
  return files.map(({ path, content, mode, writtenAtMs, source, pinned }) => ({
    how: pinned ? 'subPath file' : 'file',
    place: path,
    text: typeof content === 'string' ? content : textOfBytes(content),
    source,
    mode: `0${mode.toString(8)}`,
    sinceMs: pinned ? startedAtMs : writtenAtMs,
  }))
}

/** For each place the last entry that made it as it is: the process read it, the container started, the volume was written. */
export function indexReasons(entries: readonly TimelineEntry[]): ReadonlyMap<string, EntryId> {
  const reasons = new Map<string, EntryId>()
  for (const entry of entries) {
    const pod = `${entry.object?.namespace ?? ''}/${entry.object?.name ?? ''}`
    if (entry.kind === 'process-read') reasons.set(`${pod}/${entry.container}/${entry.source}`, entry.id)
    else if (entry.kind === 'container-started') reasons.set(`${pod}/${entry.container}`, entry.id)
    else if (entry.kind === 'volume-written') reasons.set(pod, entry.id)
  }
  return reasons
}
