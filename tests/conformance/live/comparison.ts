// When two outputs of a live cluster are the same: after taking out what differs from one machine and one moment to the next.

import { isRecord } from '../source.ts'

const LETTERS = '[bcdfghjklmnpqrstvwxz2456789]'
const TEMPLATE_HASH = new RegExp(`-(${LETTERS}{8,10})(?=-${LETTERS}{5}\\b|-\\\\?"|\\b(?!-))`, 'g')
const SUFFIX = new RegExp(`(-<hash\\d+>|\\b[a-z][a-z-]*)-(?!<)(?=[a-z0-9]*\\d|<|[a-z]*)${LETTERS}{5}\\b`, 'g')

/** The same hash as a label: `pod-template-hash=…`, `"pod-template-hash": "…"`. */
const LABEL_HASH = new RegExp(`(?<=pod-template-hash[=:"]+ *"?)(${LETTERS}{8,10})\\b`, 'g')

const BLANKS: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uid>'],
  [/containerd:\/\/[0-9a-f]{64}/g, '<container>'],
  // The recorder wrote the container's name where the runtime has its id.
  [/(?<=start exec \\?")[0-9a-f]{64}/g, '<exec>'],
  [/(?<=\/k8s\.io\/)[0-9a-f]{64}(?=\/rootfs)/g, '<container>'],
  [/(?:[\w./-]+@)?sha256:[0-9a-f]{64}/g, '<image>'],
  [/\.\.\d{4}_\d{2}_\d{2}_\d{2}_\d{2}_\d{2}\.\d+/g, '..<written>'],
  [/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g, '<time>'],
  [/[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}/g, '<time>'],
  // The Service `kubernetes` has the same address everywhere.
  [/\b(?!10\.96\.0\.1\b)\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '<ip>'],
  [/\(x\d+ over (?:\d+[smhd])+\)/g, '(x<count> over <age>)'],
  [/(?<=\s)(?:\d+[dhms])+(?=\s|$)/g, '<age>'],
  [/\((?:\d+[dhms])+ ago\)/g, '(<age> ago)'],
  [/\(\d+ms including waiting\)|\(\d+(?:\.\d+)?m?s including waiting\)/g, '(<age> including waiting)'],
  [/^([A-Z])\d{4} \d{2}:\d{2}:\d{2}\.\d+ +\d+ ([\w.]+):\d+\]/gm, '$1 $2]'],
  [/^total \d+$/gm, 'total <blocks>'],
  [/(?<=resourceVersion: )"?\d+"?/g, '<version>'],
  [/(?<=\s)[A-Z][a-z]{2} +\d+ \d{2}:\d{2}(?= )/g, '<date>'],
  // Of a file system that is mounted: where, its type, and whether it can be written.
  [/^\S+ on (\S+) type (\S+) \((ro|rw)\b[^)]*\)$/gm, '<device> on $1 type $2 ($3)'],
  [/^\S+ (\/\S*) (\S+) (ro|rw)\b\S* 0 0$/gm, '<device> $1 $2 $3'],
  [/^\S+ +(?:[\d.]+[KMGT]? +){3}\d+% (\/\S*)$/gm, '<device> <sizes> $1'],
]
/** A directory's size is the file system's business. */
const DIRECTORY = /^(d[rwxsStT-]{9} +\d+ +\S+ +\S+) +\d+/gm
/** What the recorder's own shell complained of. */
const RECORDER = /^.*\bpyenv\b.*\n/gm
/** The name of a volume's version ends in a random number, of up to ten digits. */
const VERSION_LINK = /^(l\S+ +\S+ +\S+) +\d+ (?=.* \.\.data -> )/gm

/** Numbers the names of one side in the order in which they come up in the scenario. */
/** A line of `kubectl get` that begins with the name of a ReplicaSet and ends with its age. */
const AGED_ROW = /^[a-z][a-z-]*-([bcdf456789]{8,10}) +(?:\d+ +)+(\d+)([smh])\S*$/gm
const AGE_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 }

export class Names {
  readonly #hashes = new Map<string, number>()

  blank(text: string): string {
    this.#meetByAge(text)
    let blanked = text
    for (const [pattern, words] of BLANKS) blanked = blanked.replace(pattern, words)
    blanked = blanked.replace(DIRECTORY, '$1')
    blanked = blanked.replace(VERSION_LINK, '$1 ').replace(RECORDER, '')
    blanked = blanked.replace(TEMPLATE_HASH, (_, hash: string) => `-<hash${String(this.#numberOf(hash))}>`)
    blanked = blanked.replace(LABEL_HASH, (_, hash: string) => `<hash${String(this.#numberOf(hash))}>`)
    blanked = blanked.replace(SUFFIX, (whole, before: string) => (isSuffix(whole) ? `${before}-<suffix>` : whole))
    blanked = blanked.replace(/(?:^KUBERNETES_.*\n)+/gm, sortLines)
    // Columns are as wide as what was taken out.
    return blanked.replace(/ {2,}/g, '  ').replace(/ +$/gm, '')
  }

  /** Hashes that a table shows first are numbered from the oldest row on: the order of names is chance. */
  #meetByAge(text: string): void {
    const rows = [...text.matchAll(AGED_ROW)].map(([, hash = '', count, unit = 's']) => ({
      hash,
      age: Number(count) * (AGE_SECONDS[unit] ?? 1),
    }))
    for (const { hash } of rows.sort((a, b) => b.age - a.age)) this.#numberOf(hash)
  }

  #numberOf(hash: string): number {
    const known = this.#hashes.get(hash)
    if (known !== undefined) return known
    this.#hashes.set(hash, this.#hashes.size + 1)
    return this.#hashes.size
  }
}

/** The variables of Services come from a map of Go's, in no order. */
function sortLines(text: string): string {
  return `${text.trimEnd().split('\n').sort().join('\n')}\n`
}

/** Words of a name may have only such letters, too; a drawn suffix nearly always has a digit or no vowel beside it. */
function isSuffix(name: string): boolean {
  const last = name.split('-').at(-1) ?? ''
  return last.length === 5 && new RegExp(`^${LETTERS}{5}$`).test(last)
}

export interface Output {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

/** What is different, in words; undefined when the two say the same. */
export function compareOutputs(
  recorded: Output,
  ours: Output,
  names: { readonly recorded: Names; readonly ours: Names },
): string | undefined {
  if (recorded.exitCode !== ours.exitCode) return `exit code ${String(ours.exitCode)}: ${ours.stderr}`
  for (const stream of ['stdout', 'stderr'] as const) {
    const wanted = names.recorded.blank(recorded[stream])
    const got = names.ours.blank(ours[stream])
    if (wanted === got) {
      const different = agesApart(recorded[stream], ours[stream])
      if (different === undefined) continue
      return `${stream}: ${different}`
    }
    if (areSameEvents(wanted, got) || areSameRows(wanted, got) || areSameSteps(wanted, got) || areSameVariables(wanted, got)) continue
    return `${stream}: ${got}`
  }
  return undefined
}

const AGE = /(?<=\s)(?:\d+[dhms])+(?=\s|$)|(?<=\()(?:\d+[dhms])+(?= ago\))/gm
const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }
/** A real machine starts containers at its own pace. */
const LEAST_SLACK_SECONDS = 3

/** Ages may differ by three seconds or by a third. @returns two that differ by more */
function agesApart(wanted: string, got: string): string | undefined {
  const [left, right] = [wanted.match(AGE) ?? [], got.match(AGE) ?? []]
  for (const [index, age] of left.entries()) {
    const [own, other] = [secondsOf(age), secondsOf(right[index] ?? '')]
    if (Math.abs(own - other) > Math.max(LEAST_SLACK_SECONDS, own / 3)) return `an age of ${right[index] ?? 'none'} where it was ${age}`
  }
  return undefined
}

function secondsOf(age: string): number {
  return [...age.matchAll(/(\d+)([dhms])/g)].reduce((sum, [, count, unit = 's']) => sum + Number(count) * (UNIT_SECONDS[unit] ?? 0), 0)
}

/** Rows of tables in the order of names: where a name holds the hash of a moment, its place among its neighbours is chance. */
function areSameRows(wanted: string, got: string): boolean {
  const rows = (text: string): string =>
    text.replace(/(?:^\S*<hash\d+>.*(?:\n|$))+/gm, (block) => sortLines(block.replace(/<hash\d+>/g, '<hash>')))
  return /^\S*<hash\d+>/m.test(wanted) && rows(wanted) === rows(got)
}

/** What happens again and again, at times that chance decides. */
const REPEATED = [
  'BackOff',
  'Failed',
  'FailedCreate',
  'FailedMount',
  'FailedToRetrieveImagePullSecret',
  'Pulled',
  'Pulling',
  'Unhealthy',
  'Created',
  'Started',
]

/** Lists of events: in any order, and what repeats may have come once more or less. */
function areSameEvents(wanted: string, got: string): boolean {
  if (!wanted.startsWith('[{') || !got.startsWith('[{')) return false
  const [left, right] = [eventsOf(wanted), eventsOf(got)]
  return (
    left.size === right.size &&
    [...left].every(([event, counts]) => {
      const others = right.get(event)
      const slack = REPEATED.some((reason) => event.includes(`"reason":"${reason}"`)) ? 1 : 0
      // Where a name of the moment was taken out of the message, each time is an event of its own.
      if (slack > 0 && others !== undefined && others.length !== counts.length) return Math.abs(total(others) - total(counts)) <= slack
      return others?.length === counts.length && counts.every((count, index) => Math.abs(count - (others[index] ?? 0)) <= slack)
    })
  )
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

function eventsOf(text: string): ReadonlyMap<string, readonly number[]> {
  const list: unknown = JSON.parse(text)
  const events = new Map<string, number[]>()
  for (const item of Array.isArray(list) ? list.filter(isRecord) : []) {
    const { count, ...rest } = item
    const key = JSON.stringify(rest)
    events.set(
      key,
      [...(events.get(key) ?? []), Number(count ?? 1)].sort((a, b) => a - b),
    )
  }
  return events
}

/** The kubelet keeps a container's variables in a map of Go's, in no order. */
function areSameVariables(wanted: string, got: string): boolean {
  const isListing = (text: string): boolean =>
    text
      .trimEnd()
      .split('\n')
      .every((line) => /^[^\s=]+=/.test(line))
  return isListing(wanted) && isListing(got) && sortLines(wanted) === sortLines(got)
}

/** What `rollout status` says on the way depends on how soon it was asked; what it says in the end does not. */
function areSameSteps(wanted: string, got: string): boolean {
  const isStep = (line: string): boolean => line.startsWith('Waiting for ')
  const [left, right] = [wanted.split('\n'), got.split('\n')]
  if (!left.some(isStep) && !right.some(isStep)) return false
  const rest = (lines: readonly string[]): string => lines.filter((line) => !isStep(line)).join('\n')
  return rest(left) === rest(right)
}

/** Whether `part` comes up in `whole` in this order. */
export function containsInOrder(whole: readonly string[], part: readonly string[]): boolean {
  let at = 0
  for (const text of whole) if (text === part[at]) at += 1
  return at === part.length
}
