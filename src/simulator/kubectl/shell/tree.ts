// A line of the terminal as a tree: lists with `;`, `&&`, `||`, pipes, redirections, loops, conditions, functions, and words with all
// that is replaced in them.

/** `quoted` parts are neither split into words nor matched against file names. */
export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | {
      readonly kind: 'variable'
      readonly name: string
      /** `${!NAME}`: the variable that the value names. */
      readonly isIndirect: boolean
      /** `${NAME[1]}`, or `@` and `*` for all of a list. */
      readonly index: Word | undefined
      readonly change: VariableChange | undefined
      readonly quoted: boolean
    }
  | { readonly kind: 'command'; readonly script: Script; readonly quoted: boolean }
  | { readonly kind: 'arithmetic'; readonly expression: Word; readonly quoted: boolean }
export type Word = readonly WordPart[]

/** What takes letters away or puts others in their place. */
export type TextChange = '#' | '##' | '%' | '%%' | '/' | '//' | '^' | '^^' | ',' | ',,'

/** `${NAME:-word}` and the like; `length` is `${#NAME}`, `:` a part by places, `^` and `,` other letters. */
export interface VariableChange {
  readonly operator: ':-' | '-' | ':=' | '=' | ':+' | '+' | ':?' | '?' | ':' | 'length' | TextChange
  readonly operand: Word
}

export interface Redirection {
  /** Where it goes: a file, the text of a here-document, or another stream. */
  readonly kind: 'read' | 'write' | 'append' | 'here' | 'duplicate'
  readonly stream: 0 | 1 | 2 | 'both'
  readonly target: Word
}

export interface Assignment {
  readonly name: string
  /** `NAME+=value` */
  readonly appends: boolean
  /** `NAME[1]=value` */
  readonly index: Word | undefined
  readonly value: Word
  /** `NAME=(a b)` */
  readonly items: readonly Word[] | undefined
}

export interface SimpleCommand {
  readonly kind: 'simple'
  readonly assignments: readonly Assignment[]
  readonly words: readonly Word[]
  readonly redirections: readonly Redirection[]
}

export interface Loop {
  readonly kind: 'loop'
  /** Runs until the test succeeds, and not while it does. */
  readonly isUntil: boolean
  readonly test: Script
  /** A sum to work out after each round, of `for ((…))`. */
  readonly step: Word | undefined
  readonly body: Script
}

export interface ForEach {
  readonly kind: 'for'
  readonly name: string
  /** Without any, the arguments of the script or function. */
  readonly words: readonly Word[] | undefined
  readonly body: Script
}

export interface Condition {
  readonly kind: 'if'
  readonly clauses: readonly { readonly test: Script; readonly body: Script }[]
  readonly otherwise: Script
}

export interface Choice {
  readonly kind: 'case'
  readonly word: Word
  readonly branches: readonly { readonly patterns: readonly Word[]; readonly body: Script }[]
}

/** A part of `[[ … ]]`: a sign or option as it is, or a word. */
export type ConditionToken = string | Word

export type Compound = { readonly redirections: readonly Redirection[] } & (
  | Loop
  | ForEach
  | Condition
  | Choice
  | { readonly kind: 'group' | 'subshell'; readonly body: Script }
  | { readonly kind: 'arithmetic'; readonly expression: Word }
  | { readonly kind: 'conditional'; readonly tokens: readonly ConditionToken[] }
  | { readonly kind: 'function'; readonly name: string; readonly body: Command }
)

export type Command = SimpleCommand | Compound

export interface ListItem {
  readonly pipeline: readonly Command[]
  readonly negated: boolean
  /** When it runs, given the one before. */
  readonly after: 'always' | 'success' | 'failure'
}
export type Script = readonly ListItem[]
