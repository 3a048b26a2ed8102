// Flags as data: their names, their types, what they are when nobody gives them.

/**
 * `slice` splits each value at commas (as a CSV line), `array` takes each value whole, `optional` is a string that may be given without
 * a value.
 */
export type FlagType = 'bool' | 'string' | 'optional' | 'int' | 'duration' | 'slice' | 'array'

export interface FlagSpec {
  readonly name: string
  /** One letter, or ''. */
  readonly short: string
  readonly type: FlagType
  /** As written in help and used when the flag is not given. Lists start empty. */
  readonly initial: string
  /** What `--flag` alone means, for `optional`. */
  readonly alone?: string
  readonly usage: string
  /** Accepted by kubectl, not by this simulator; the text says what to use. */
  readonly unsupported?: string
  readonly hidden?: boolean
  /** Works, and kubectl says that it will not always: the text behind `Flag --name has been deprecated, `. */
  readonly deprecated?: string
}

/** `name` or `name|short`. */
export function flag(names: string, type: FlagType, initial: string, usage: string, more: Partial<FlagSpec> = {}): FlagSpec {
  const [name = '', short = ''] = names.split('|')
  return { name, short, type, initial, usage, ...more }
}

/** What the flag means without a value, or undefined when it needs one. */
export function valueAlone(spec: FlagSpec): string | undefined {
  return spec.type === 'bool' ? 'true' : spec.alone
}

const TRUE = new Set(['1', 't', 'T', 'true', 'TRUE', 'True'])
const FALSE = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False'])

export function isTrue(value: string): boolean {
  return TRUE.has(value)
}

/** As Go reads truth: undefined for what is neither. */
export function truthOf(value: string): boolean | undefined {
  return TRUE.has(value) ? true : FALSE.has(value) ? false : undefined
}
