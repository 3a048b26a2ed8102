// Shapes: what a value in a content file must look like. A shape reads a value of unknown origin into ours, notes everything that is wrong
// with it on the way, and can say what it expects, so that errors and the authors' reference are made from the same words.

import type { ContentProblem } from './problem.ts'
import { describeValue, nearest } from './problem.ts'

export interface Shape<T> {
  /** Ends the sentence "expected …": `a text`, `a duration such as 90s`. */
  readonly expected: string
  /** How an author would write a value; as JSON, if nothing is said. */
  show?(value: T): string
  /** undefined after a problem was noted. */
  read(value: unknown, path: string, problems: ContentProblem[]): T | undefined
}

export interface Field<T> {
  readonly shape: Shape<T>
  /** For the reference: what it means, in a sentence. */
  readonly says: string
  readonly presence: 'required' | 'optional' | 'defaulted'
  /** Taken when the author wrote nothing. */
  readonly fallback: T | undefined
}

export type Fields<T> = { readonly [K in keyof T]-?: Field<Required<T>[K]> }

/** What a reference page says of a field. */
export interface FieldPage {
  readonly name: string
  readonly expected: string
  readonly presence: Field<unknown>['presence']
  readonly fallback: string | undefined
  readonly says: string
}

export function required<T>(shape: Shape<T>, says: string): Field<T> {
  return { shape, says, presence: 'required', fallback: undefined }
}

export function optional<T>(shape: Shape<T>, says: string): Field<T> {
  return { shape, says, presence: 'optional', fallback: undefined }
}

export function defaulted<T>(shape: Shape<T>, fallback: T, says: string): Field<T> {
  return { shape, says, presence: 'defaulted', fallback }
}

/** Refuses a value in a sentence. For shapes that other files define. */
export function refuse(
  { expected }: { readonly expected: string },
  value: unknown,
  path: string,
  problems: ContentProblem[],
  fix: string,
): undefined {
  problems.push({ path, expected, received: describeValue(value), fix })
  return undefined
}

export const text: Shape<string> = {
  expected: 'a text',
  read(value, path, problems) {
    if (typeof value === 'string' && value !== '') return value
    const fix =
      typeof value === 'number' || typeof value === 'boolean'
        ? `Put it in quotes: ${JSON.stringify(String(value))}.`
        : value instanceof Date
          ? 'Put it in quotes, or YAML reads a date.'
          : 'Write a text.'
    return refuse(this, value, path, problems, fix)
  },
}

/** May be empty: values of variables, contents of files. */
export const anyText: Shape<string> = {
  expected: 'a text, which may be empty',
  read: (value, path, problems) => (value === '' ? '' : text.read(value, path, problems)),
}

export const integer: Shape<number> = {
  expected: 'a whole number, 0 or more',
  read(value, path, problems) {
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value
    return refuse(this, value, path, problems, 'Write a number without quotes.')
  },
}

export const flag: Shape<boolean> = {
  expected: 'true or false',
  read(value, path, problems) {
    return typeof value === 'boolean' ? value : refuse(this, value, path, problems, 'Write true or false without quotes.')
  },
}

/** Always true: for members that are there or not. */
export const yes: Shape<true> = {
  expected: 'true',
  read(value, path, problems) {
    return value === true ? true : refuse(this, value, path, problems, 'Write true, or take the line out.')
  },
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** `500ms`, `90s`, `2m`, `1h`: in milliseconds once read. */
export const duration: Shape<number> = {
  expected: 'a duration such as 500ms, 90s, 2m or 1h',
  show: (ms) => (ms % 1000 === 0 ? `${String(ms / 1000)}s` : `${String(ms)}ms`),
  read(value, path, problems) {
    const [, count, unit = ''] = typeof value === 'string' ? (/^(\d+)(ms|s|m|h)$/.exec(value) ?? []) : []
    const factor = UNITS[unit]
    if (count !== undefined && factor !== undefined) return Number(count) * factor
    return refuse(this, value, path, problems, 'Write a whole number and its unit: 90s.')
  },
}

/** A date with time and zone; milliseconds since the Unix epoch once read. */
export const instant: Shape<number> = {
  expected: 'a time such as 2026-11-24T09:00:00Z',
  show: (ms) => new Date(ms).toISOString().replace('.000Z', 'Z'),
  read(value, path, problems) {
    const ms = value instanceof Date ? value.getTime() : typeof value === 'string' ? Date.parse(value) : Number.NaN
    return Number.isNaN(ms) ? refuse(this, value, path, problems, 'Write date, time and Z.') : ms
  },
}

/** Lower-case words joined by hyphens: what addresses, folders and stored progress are made of. */
export const identifier: Shape<string> = {
  expected: 'an id: lower-case letters, digits and hyphens',
  read(value, path, problems) {
    if (typeof value === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)) return value
    return refuse(this, value, path, problems, 'Write something like no-outage. It must never change once it is published.')
  },
}

export function oneOf<const T extends string>(...words: readonly T[]): Shape<T> {
  return {
    expected: `one of ${words.join(', ')}`,
    read(value, path, problems) {
      const found = words.find((word) => word === value)
      if (found !== undefined) return found
      const near = typeof value === 'string' ? nearest(value, words) : undefined
      return refuse(this, value, path, problems, near === undefined ? 'Take one of these.' : `Did you mean ${near}?`)
    },
  }
}

/** @param least  How many there must be. */
export function listOf<T>(shape: Shape<T>, least = 0): Shape<readonly T[]> {
  const expected =
    least === 0 ? `a list; each item: ${shape.expected}` : `a list of at least ${String(least)}; each item: ${shape.expected}`
  return {
    expected,
    read(value, path, problems) {
      if (!Array.isArray(value)) return refuse(this, value, path, problems, 'Begin each item on a line of its own with a hyphen.')
      if (value.length < least) return refuse(this, value, path, problems, `Add ${String(least - value.length)} more.`)
      const items = value.map((each: unknown, index) => shape.read(each, `${path}[${String(index)}]`, problems))
      return items.every((item) => item !== undefined) ? items : undefined
    },
  }
}

/** A map from names of the author's choice. */
export function mapOf<T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    expected: `a map; each value: ${shape.expected}`,
    read(value, path, problems) {
      if (!isMap(value)) return refuse(this, value, path, problems, 'Write name: value lines.')
      const read = Object.entries(value).map(([key, each]) => [key, shape.read(each, join(path, key), problems)] as const)
      const whole = read.flatMap(([key, each]) => (each === undefined ? [] : [[key, each] as const]))
      return whole.length === read.length ? Object.fromEntries(whole) : undefined
    },
  }
}

/** A map with exactly these fields. */
export function record<T extends object>(expected: string, fields: Fields<T>): Shape<T> {
  return recordOf<T>(expected, Object.entries<Field<unknown>>(fields), {})
}

/** A map whose `kind` is known already and that has these other fields. */
export function tagged<T extends { readonly kind: string }>(kind: T['kind'], fields: Fields<Omit<T, 'kind'>>): Shape<T> {
  return recordOf<T>(`a map of kind ${kind}`, Object.entries<Field<unknown>>(fields), { kind })
}

function recordOf<T extends object>(expected: string, table: readonly (readonly [string, Field<unknown>])[], known: object): Shape<T> {
  const names = table.map(([name]) => name)
  return {
    expected,
    read(value, path, problems) {
      if (!isMap(value)) return refuse(this, value, path, problems, `Write a map with ${names.join(', ')}.`)
      const before = problems.length
      for (const name of Object.keys(value)) if (!names.includes(name) && !(name in known)) refuseField(name, names, path, problems)
      const result: Record<string, unknown> = { ...known }
      for (const [name, { shape, presence, fallback }] of table) {
        const given = value[name]
        if (given !== undefined && given !== null) result[name] = shape.read(given, join(path, name), problems)
        else if (presence === 'defaulted') result[name] = fallback
        else if (presence === 'required')
          problems.push({ path: join(path, name), expected: shape.expected, received: 'nothing', fix: `Add the field ${name}.` })
      }
      // Every field was read by the shape that its type asks for.
      return problems.length === before ? (result as T) : undefined
    },
  }
}

function refuseField(name: string, names: readonly string[], path: string, problems: ContentProblem[]): void {
  const near = nearest(name, names)
  problems.push({
    path: join(path, name),
    expected: `only ${names.join(', ')}`,
    received: `the field ${name}`,
    fix: near === undefined ? 'Take it out.' : `Did you mean ${near}?`,
  })
}

/** A shape whose value is written in one way and kept in another. */
export function mapped<A, B>(shape: Shape<A>, keep: (value: A) => B): Shape<B> {
  return {
    expected: shape.expected,
    read(value, path, problems) {
      const read = shape.read(value, path, problems)
      return read === undefined ? undefined : keep(read)
    },
  }
}

/** Exactly one of several members, each with its own shape: `{ equals: debug }`. */
export function exactlyOne<T extends object>(
  expected: string,
  shapes: readonly { readonly name: string; readonly shape: Shape<T> }[],
): Shape<T> {
  return {
    expected,
    read(value, path, problems) {
      const found = isMap(value) ? shapes.filter(({ name }) => name in value) : []
      const [only] = found
      if (only === undefined || found.length > 1)
        return refuse(this, value, path, problems, `Write exactly one of ${shapes.map(({ name }) => name).join(', ')}.`)
      return only.shape.read(value, path, problems)
    },
  }
}

/** A map whose field `kind` says which other fields it has. */
export function taggedBy<T extends object>(expected: string, shapes: () => Readonly<Record<string, Shape<T>>>): Shape<T> {
  return {
    expected,
    read(value, path, problems) {
      const known = Object.keys(shapes())
      if (!isMap(value)) return refuse(this, value, path, problems, 'Write a map that begins with kind: …')
      const { kind } = value
      const shape = typeof kind === 'string' ? shapes()[kind] : undefined
      if (shape !== undefined) return shape.read(value, path, problems)
      const near = typeof kind === 'string' ? nearest(kind, known) : undefined
      return refuse(
        { expected: `one of ${known.join(', ')}` },
        kind,
        join(path, 'kind'),
        problems,
        near === undefined ? 'Take one of these.' : `Did you mean ${near}?`,
      )
    },
  }
}

export function pagesOf(fields: Readonly<Record<string, Field<unknown>>>): readonly FieldPage[] {
  return Object.entries(fields).map(([name, { shape, presence, fallback, says }]) => {
    const shown = shape.show === undefined ? JSON.stringify(fallback) : shape.show(fallback)
    return { name, expected: shape.expected, presence, fallback: presence === 'defaulted' ? shown : undefined, says }
  })
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}
