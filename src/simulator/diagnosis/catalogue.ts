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
  let bestRank: Rank = [-1, 0, 0]
  for (const pattern of patterns) {
    if (!text.startsWith(pattern.start) || (pattern.message.empty && !isEmpty)) continue
    const rank = rankAt(pattern, field)
    if (rank === undefined || !isAbove(rank, bestRank)) continue
    const found = pattern.says.exec(text)
    if (found === null) continue
    bestRank = rank
    best = { message: pattern.message, values: Object.fromEntries(pattern.names.map((name, index) => [name, found[index + 1] ?? ''])) }
  }
  return best
}

/** How much of the text is explained; whether what is empty is called so, and not missing; how exactly the field is named. */
type Rank = readonly [text: number, empty: number, field: number]

/** Undefined where the message is about other fields. */
function rankAt({ fields, message, weight }: Pattern, field: string): Rank | undefined {
  const own = message.empty ? 1 : 0
  if (fields.length === 0) return [weight, own, 0]
  const weights = fields.filter(({ pattern }) => pattern.test(field)).map((each) => each.weight + 1)
  return weights.length === 0 ? undefined : [weight, own, Math.max(...weights)]
}

function isAbove(rank: Rank, other: Rank): boolean {
  const index = rank.findIndex((each, position) => each !== other[position])
  return index >= 0 && (rank[index] ?? 0) > (other[index] ?? 0)
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
