// Which message explains what was printed: one table, matched by text and field. Of several that fit, the one that says most wins, and
// among equals the one that names its field most exactly.

import type { Message, MessageLink } from './message.ts'

/** Something Kubernetes printed. */
export interface Said {
  /** Without the field and what kubectl puts in front. */
  readonly text: string
  /** The field as the API server prints it, `spec.containers[0].image`; empty where there is none. */
  readonly field: string
  /** Whether the field is written and nothing stands behind it; left out where no text is known. */
  readonly isEmpty?: boolean
}

export interface Match {
  readonly message: Message
  readonly values: Readonly<Record<string, string>>
}

/** A message with its placeholders filled in: what a reader sees. */
export interface Explanation {
  readonly id: string
  readonly title: string
  readonly wrong: string
  readonly why: string
  readonly mend: string
  readonly lesson: string | undefined
  readonly rules: readonly string[]
  readonly links: readonly MessageLink[]
}

interface Pattern {
  readonly message: Message
  readonly says: RegExp
  /** What a text must begin with. */
  readonly start: string
  readonly names: readonly string[]
  readonly fields: readonly { readonly pattern: RegExp; readonly weight: number }[]
  /** How many letters of the text are its own. */
  readonly weight: number
}

export interface Catalogue {
  readonly messages: readonly Message[]
  readonly patterns: readonly Pattern[]
}

export const EMPTY_CATALOGUE: Catalogue = { messages: [], patterns: [] }

/** Placeholders for one word; all others may hold blanks. */
const WORDS: ReadonlySet<string> = new Set(['resource', 'kind'])

const PLACEHOLDER = /\{([a-zA-Z]+)\}/

export function createCatalogue(messages: readonly Message[]): Catalogue {
  return { messages, patterns: messages.flatMap((message) => message.says.map((says) => patternOf(message, says))) }
}

function patternOf(message: Message, says: string): Pattern {
  const parts = says.split(new RegExp(PLACEHOLDER, 'g'))
  const literals = parts.filter((_, index) => index % 2 === 0)
  return {
    message,
    says: new RegExp(
      `^${parts.map((part, index) => (index % 2 === 0 ? escapeText(part) : WORDS.has(part) ? '(\\S+)' : '([\\s\\S]*?)')).join('')}$`,
    ),
    start: literals[0] ?? '',
    names: parts.filter((_, index) => index % 2 === 1),
    fields: message.fields.map((field) => ({ pattern: fieldPattern(field), weight: field.replace(/[^A-Za-z]/g, '').length })),
    weight: literals.join('').length,
  }
}

/** `[*]` is any index or key, and may be missing, as in some paths of the API server; `*` is any name; `**.` is any way that leads there. */
function fieldPattern(field: string): RegExp {
  const source = field
    .split(/(\*\*\.|\[\*\]|\*)/)
    .map((part) =>
      part === '**.' ? '(?:.*\\.)?' : part === '[*]' ? '(?:\\[[\\s\\S]*\\])?' : part === '*' ? '[^.[\\]]+' : escapeText(part),
    )
    .join('')
  return new RegExp(`^${source}$`)
}

function escapeText(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** The message that fits best, or undefined when nobody has explained it. */
export function findMessage({ patterns }: Catalogue, { text, field, isEmpty = false }: Said): Match | undefined {
  let best: Match | undefined
  let bestWeight: readonly [number, number] = [-1, -1]
  for (const pattern of patterns) {
    if (!text.startsWith(pattern.start) || (pattern.message.empty && !isEmpty)) continue
    const fieldWeight = weightAt(pattern, field)
    if (fieldWeight === undefined || pattern.weight < bestWeight[0]) continue
    if (pattern.weight === bestWeight[0] && fieldWeight <= bestWeight[1]) continue
    const found = pattern.says.exec(text)
    if (found === null) continue
    bestWeight = [pattern.weight, fieldWeight]
    best = { message: pattern.message, values: Object.fromEntries(pattern.names.map((name, index) => [name, found[index + 1] ?? ''])) }
  }
  return best
}

/** 0 for a message about any field; undefined where it is about others. Of two about the same, what is said of an empty one is more exact. */
function weightAt({ fields, message }: Pattern, field: string): number | undefined {
  const own = message.empty ? 0.5 : 0
  if (fields.length === 0) return own
  const weights = fields.filter(({ pattern }) => pattern.test(field)).map(({ weight }) => weight + 1)
  return weights.length === 0 ? undefined : Math.max(...weights) + own
}

/** What to show for a code and the values that came with it: those of a diagnostic. */
export function explanationOf(
  { messages }: Catalogue,
  { code, values }: { readonly code: string; readonly values: Readonly<Record<string, string>> },
): Explanation | undefined {
  const message = messages.find(({ id }) => id === code)
  if (message === undefined) return undefined
  const { id, lesson, rules, links } = message
  const shown = (text: string) => withoutName(fillIn(text, values))
  return {
    id,
    title: shown(message.title),
    wrong: shown(message.wrong),
    why: shown(message.why),
    mend: shown(message.mend),
    lesson,
    rules,
    links,
  }
}

/** Where nobody knows which field was meant, it is "this field". */
function withoutName(text: string): string {
  const named = text.replace(/`?\{(?:last|path)\}`?/g, 'this field')
  return named.startsWith('this field') ? `T${named.slice(1)}` : named
}

/** A placeholder without a value stays as it is. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(new RegExp(PLACEHOLDER, 'g'), (whole, name: string) => values[name] ?? whole)
}
