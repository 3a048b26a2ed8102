// What a shell script is made of, after parsing: plain values, so that a running shell can hold on to the part it is in.
// All texts are byte texts.
// @source busybox shell/ash.c union node

/** Part of a word. `quoted`: not split into fields and no pattern. */
export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'parameter'; readonly parameter: Parameter; readonly quoted: boolean }
  | { readonly kind: 'command'; readonly body: Command | undefined; readonly quoted: boolean }
  | { readonly kind: 'arithmetic'; readonly expression: Word; readonly quoted: boolean }
  | { readonly kind: 'tilde'; readonly user: string }

export type Word = readonly WordPart[]

/** The forms of `${…}`. `orNull` is the colon: an empty value counts as none. */
export type ParameterForm =
  | { readonly kind: 'value' }
  | { readonly kind: 'length' }
  | { readonly kind: 'default' | 'assign' | 'alternative' | 'error'; readonly orNull: boolean; readonly word: Word }
  | { readonly kind: 'cut'; readonly end: 'front' | 'back'; readonly longest: boolean; readonly pattern: Word }
  | { readonly kind: 'replace'; readonly all: boolean; readonly pattern: Word; readonly replacement: Word }
  | { readonly kind: 'slice'; readonly offset: Word; readonly length: Word | undefined }
  /** Not a form that exists: found out only when it is expanded. */
  | { readonly kind: 'bad' }

export interface Parameter {
  /** A variable's name, digits, or one of `@ * # ? - $ !`. */
  readonly name: string
  readonly form: ParameterForm
}

export type Redirection =
  | {
      readonly kind: 'file'
      readonly descriptor: number
      readonly how: 'read' | 'write' | 'append' | 'update'
      readonly target: Word
      /** Also what `set -C` protects. */
      readonly overrides?: true
    }
  | { readonly kind: 'duplicate'; readonly descriptor: number; readonly target: Word }
  | { readonly kind: 'text'; readonly descriptor: number; readonly body: Word }

export interface Assignment {
  readonly name: string
  readonly value: Word
}

export interface SimpleCommand {
  readonly kind: 'simple'
  readonly assignments: readonly Assignment[]
  readonly words: readonly Word[]
  readonly redirections: readonly Redirection[]
  readonly line: number
}

export interface SequenceItem {
  readonly command: Command
  readonly background: boolean
}

export interface CaseItem {
  readonly patterns: readonly Word[]
  readonly body: Command | undefined
}

export type Command =
  | SimpleCommand
  | { readonly kind: 'pipeline'; readonly commands: readonly Command[]; readonly negated: boolean }
  | { readonly kind: 'and-or'; readonly first: Command; readonly rest: readonly AndOrItem[] }
  | { readonly kind: 'sequence'; readonly items: readonly SequenceItem[] }
  | { readonly kind: 'subshell'; readonly body: Command }
  | { readonly kind: 'redirected'; readonly body: Command; readonly redirections: readonly Redirection[]; readonly line: number }
  | { readonly kind: 'if'; readonly branches: readonly IfBranch[]; readonly otherwise: Command | undefined }
  | { readonly kind: 'loop'; readonly until: boolean; readonly condition: Command; readonly body: Command }
  | { readonly kind: 'for'; readonly variable: string; readonly words: readonly Word[]; readonly body: Command; readonly line: number }
  | { readonly kind: 'case'; readonly word: Word; readonly items: readonly CaseItem[]; readonly line: number }
  | { readonly kind: 'function'; readonly name: string; readonly body: Command }

export interface AndOrItem {
  readonly operator: '&&' | '||'
  readonly command: Command
}

export interface IfBranch {
  readonly condition: Command
  readonly body: Command
}
