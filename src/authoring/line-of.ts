// Where in a content file something is written, so that a message about it can name the line.

import type { Event } from 'js-yaml'
import { EVENT_ID, getScalarValue, parseEvents } from 'js-yaml'

/** A list or map that the events are in: what the next of its members is called, and whether that is a key still to be read. */
interface Open {
  readonly path: string
  readonly list: boolean
  index: number
  /** Of a map: the path that its next value has; undefined while a key comes next. */
  value: string | undefined
}

/**
 * @param path  As problems name places: `tasks[1].check.pods`. For what is not written the line is that of the map that lacks it.
 * @returns A line, counted from 1; undefined when the text is empty.
 */
export function lineOf(source: string, path: string): number | undefined {
  const starts = startsIn(source)
  for (let sought = path; ; sought = sought.replace(/(\.|^)[^.[\]]*$|\[\d+\]$/, '')) {
    const start = starts.get(sought)
    if (start !== undefined) return source.slice(0, start).split('\n').length
    if (sought === '') return undefined
  }
}

/** Where each key, and each item of a list, begins: offsets by path. */
function startsIn(source: string): ReadonlyMap<string, number> {
  const starts = new Map<string, number>()
  const open: Open[] = []
  for (const event of parseEvents(source, {})) {
    if (event.type === EVENT_ID.DOCUMENT) continue
    if (event.type === EVENT_ID.POP) {
      open.pop()
      continue
    }
    const inside = open.at(-1)
    const path = inside === undefined ? '' : pathOf(inside, event, source)
    if (!starts.has(path)) starts.set(path, startOf(event))
    const list = event.type === EVENT_ID.SEQUENCE
    if (list || event.type === EVENT_ID.MAPPING) open.push({ path, list, index: 0, value: undefined })
  }
  return starts
}

/** The path of a member, key or value; the next one is another. */
function pathOf(inside: Open, event: Event, source: string): string {
  if (inside.list) return `${inside.path}[${String(inside.index++)}]`
  if (inside.value !== undefined) {
    const { value } = inside
    inside.value = undefined
    return value
  }
  const key = event.type === EVENT_ID.SCALAR ? getScalarValue(source, event) : ''
  inside.value = inside.path === '' ? key : `${inside.path}.${key}`
  return inside.value
}

function startOf(event: Event): number {
  if ('valueStart' in event) return event.valueStart
  if ('start' in event) return event.start
  return 'anchorStart' in event ? event.anchorStart : 0
}
