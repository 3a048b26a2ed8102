// What a learner has done, as a value: events go in, the next progress comes out. It is kept in the browser and nowhere else, and it can be
// written to a file and read back. Ids of lessons, exercises and questions never change, so it survives every new version of the course.

export interface Progress {
  readonly version: typeof PROGRESS_VERSION
  /** When each was done first, in milliseconds since the Unix epoch. */
  readonly solved: Times
  readonly answered: Times
  readonly opened: Times
  readonly read: Times
  /** The lesson that was open last. */
  readonly last: string | undefined
}

export type Times = Readonly<Record<string, number>>

export type ProgressEvent =
  | { readonly kind: 'opened' | 'read'; readonly lesson: string; readonly atEpochMs: number }
  | { readonly kind: 'solved'; readonly exercise: string; readonly atEpochMs: number }
  | { readonly kind: 'answered'; readonly question: string; readonly atEpochMs: number }

const PROGRESS_VERSION = 2

export const NO_PROGRESS: Progress = { version: PROGRESS_VERSION, solved: {}, answered: {}, opened: {}, read: {}, last: undefined }

export function progressAfter(progress: Progress, event: ProgressEvent): Progress {
  const { atEpochMs } = event
  switch (event.kind) {
    case 'opened':
      return { ...progress, opened: first(progress.opened, event.lesson, atEpochMs), last: event.lesson }
    case 'read':
      return { ...progress, read: first(progress.read, event.lesson, atEpochMs) }
    case 'solved':
      return { ...progress, solved: first(progress.solved, event.exercise, atEpochMs) }
    case 'answered':
      return { ...progress, answered: first(progress.answered, event.question, atEpochMs) }
  }
}

function first(times: Times, id: string, atEpochMs: number): Times {
  return id in times ? times : { ...times, [id]: atEpochMs }
}

/** Nothing that either of them knows is lost; of two times the earlier counts. */
export function mergeProgress(left: Progress, right: Progress): Progress {
  return {
    version: PROGRESS_VERSION,
    solved: mergeTimes(left.solved, right.solved),
    answered: mergeTimes(left.answered, right.answered),
    opened: mergeTimes(left.opened, right.opened),
    read: mergeTimes(left.read, right.read),
    last: left.last ?? right.last,
  }
}

function mergeTimes(left: Times, right: Times): Times {
  const ids = [...new Set([...Object.keys(left), ...Object.keys(right)])]
  return Object.fromEntries(ids.map((id) => [id, Math.min(left[id] ?? Number.POSITIVE_INFINITY, right[id] ?? Number.POSITIVE_INFINITY)]))
}

/** Progress of any version that there has been; undefined for anything else. */
export function decodeProgress(value: unknown): Progress | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const members = new Map<string, unknown>(Object.entries(value))
  const version = members.get('version')
  if (version === 1) return fromVersion1(members)
  if (version !== PROGRESS_VERSION) return undefined
  const last = members.get('last')
  return {
    version: PROGRESS_VERSION,
    solved: timesFrom(members.get('solved')),
    answered: timesFrom(members.get('answered')),
    opened: timesFrom(members.get('opened')),
    read: timesFrom(members.get('read')),
    last: typeof last === 'string' ? last : undefined,
  }
}

/** Version 1 knew only which exercises were solved, and not when. */
function fromVersion1(members: ReadonlyMap<string, unknown>): Progress {
  const solved = members.get('solved')
  const ids = Array.isArray(solved) ? solved.filter((id) => typeof id === 'string') : []
  return { ...NO_PROGRESS, solved: Object.fromEntries(ids.map((id) => [id, 0])) }
}

/** What is no time is left out; the rest counts. */
function timesFrom(value: unknown): Times {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return Object.fromEntries(Object.entries(value).filter(([, atEpochMs]) => typeof atEpochMs === 'number' && Number.isFinite(atEpochMs)))
}

export type LessonState = 'untouched' | 'begun' | 'done'

/** A lesson is done once all its exercises are solved; one without exercises, once it was read to its end. */
export function lessonState(progress: Progress, lesson: string, exercises: readonly string[]): LessonState {
  const solved = exercises.filter((id) => id in progress.solved)
  const done = exercises.length > 0 ? solved.length === exercises.length : lesson in progress.read
  if (done) return 'done'
  return solved.length > 0 || lesson in progress.opened ? 'begun' : 'untouched'
}
