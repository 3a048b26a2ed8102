// The run as a story in plain words: one line an entry that matters, each with its cause. The transcript, "why?" and the live region say these.

import type { EntryId, TimelineEntry } from '../simulator/index.ts'

export interface StoryLine {
  readonly id: EntryId
  readonly atMs: number
  readonly who: string
  readonly says: string
  /** In plain words, or undefined where nobody caused it. */
  readonly because: string | undefined
  /** Which lane of the time strip it belongs to. */
  readonly lane: 'you' | 'cluster' | 'node' | 'processes'
}

const WHO: Readonly<Record<TimelineEntry['actor'], string>> = {
  you: 'you',
  'api-server': 'API server',
  scheduler: 'scheduler',
  'deployment-controller': 'Deployment controller',
  'replicaset-controller': 'ReplicaSet controller',
  'statefulset-controller': 'StatefulSet controller',
  'daemonset-controller': 'DaemonSet controller',
  'job-controller': 'Job controller',
  'cronjob-controller': 'CronJob controller',
  'ttl-after-finished-controller': 'TTL controller',
  'namespace-controller': 'namespace controller',
  'serviceaccount-controller': 'service account controller',
  'root-ca-publisher': 'root CA publisher',
  'garbage-collector': 'garbage collector',
  kubelet: 'kubelet',
  process: 'process',
  simulator: 'simulator',
}

/** Lines of the entries that matter, in order. `from`: entries before this moment are the setting, not the story. */
export function tellStory(entries: readonly TimelineEntry[], fromMs: number): readonly StoryLine[] {
  return entries.flatMap((entry) => {
    const says = entry.atMs < fromMs ? undefined : sentence(entry)
    return says === undefined
      ? []
      : [{ id: entry.id, atMs: entry.atMs, who: WHO[entry.actor], says, because: cause(entries, entry), lane: laneOf(entry) }]
  })
}

/** The way back from an entry to what began it, the entry itself first. */
export function causesOf(entries: readonly TimelineEntry[], id: EntryId): readonly TimelineEntry[] {
  const chain: TimelineEntry[] = []
  for (let entry = entries[id]; entry !== undefined; entry = entry.causedBy === undefined ? undefined : entries[entry.causedBy])
    chain.push(entry)
  return chain
}

/** "Why?": the chain as sentences, what began it last. */
export function explain(
  entries: readonly TimelineEntry[],
  id: EntryId,
): readonly { readonly atMs: number; readonly who: string; readonly says: string }[] {
  return causesOf(entries, id).flatMap((entry) => {
    const says = sentence(entry)
    return says === undefined ? [] : [{ atMs: entry.atMs, who: WHO[entry.actor], says }]
  })
}

function cause(entries: readonly TimelineEntry[], { causedBy }: TimelineEntry): string | undefined {
  if (causedBy === undefined) return undefined
  for (const entry of causesOf(entries, causedBy)) {
    const says = sentence(entry)
    if (says !== undefined) return says
  }
  return undefined
}

function laneOf({ actor }: TimelineEntry): StoryLine['lane'] {
  if (actor === 'you') return 'you'
  if (actor === 'kubelet') return 'node'
  return actor === 'process' ? 'processes' : 'cluster'
}

const SYNC_CAUSES = {
  added: 'it is new on this node',
  changed: 'its object changed',
  resync: 'its time had come, as it does every 60 to 90 seconds',
  retry: 'the last look ended with an error',
  'container-changed': 'a container started or ended',
  probe: 'a probe changed its answer',
  deleted: 'it is to go',
} as const

/** undefined for what happens all the time and tells nothing. */
function sentence(entry: TimelineEntry): string | undefined {
  const name = entry.object?.name ?? ''
  switch (entry.kind) {
    case 'command':
      return `$ ${entry.text}`
    case 'object-stored':
      return storedSentence(entry, name)
    case 'request-refused':
      return `refused: ${entry.status.message}`
    case 'pod-bound':
      return `gave ${name} to ${entry.node}`
    case 'cache-updated':
      return entry.version === undefined
        ? `heard that ${name} is gone; that starts nothing`
        : `heard of ${name}, resourceVersion ${entry.version}; that starts nothing`
    case 'pod-synced':
      return `looked at ${name}, because ${SYNC_CAUSES[entry.because]}`
    case 'volume-written':
      return `wrote the files of volume ${entry.volume} in ${name} and turned ..data`
    case 'volume-failed':
      return entry.message
    case 'container-started':
      return `started ${entry.container} in ${name}${entry.restartCount > 0 ? `, for the ${ordinal(entry.restartCount + 1)} time` : ''}`
    case 'container-waiting':
      return `cannot start ${entry.container} in ${name}: ${entry.reason}: ${entry.message}`
    case 'container-exited':
      return `${entry.container} in ${name} ended with exit code ${String(entry.exitCode)}`
    case 'process-read':
      return `${entry.container} in ${name} ${entry.how === 'start' ? 'uses' : 'now uses'} ${entry.source} = ${entry.value.trim()}`
    case 'runaway-stopped':
      return `stopped: ${String(entry.steps)} steps within one second. Something starts itself again without end; look at the last lines.`
    case 'event-recorded':
      return entry.type === 'Warning' ? `${entry.reason} on ${name}: ${entry.message}` : undefined
    case 'signal-sent':
    case 'process-printed':
      return undefined
  }
}

function storedSentence(entry: Extract<TimelineEntry, { kind: 'object-stored' }>, name: string): string | undefined {
  const what = `${entry.object?.kind ?? ''} ${name}`
  if (entry.change === 'created') return entry.actor === 'you' ? `stored ${what}, resourceVersion ${entry.version}` : `made ${what}`
  if (entry.change === 'deleted') return `${what} is gone`
  const fields = entry.changedFields.filter((field) => !field.startsWith('status') && field !== 'metadata.annotations')
  if (fields.length === 0) return undefined
  if (fields.some((field) => field === 'metadata.deletionTimestamp')) return `asked ${what} to end`
  return `stored ${what}, resourceVersion ${entry.version}: ${fields.join(', ')}`
}

function ordinal(count: number): string {
  const words = ['first', 'second', 'third', 'fourth', 'fifth']
  return words[count - 1] ?? `${String(count)}th`
}
