// What a shell is in the middle of: a stack of frames, innermost last. Each names the part of the script it is in and how far it got.

import type { Command, CaseItem, IfBranch, Redirection, SequenceItem, SimpleCommand, Word, AndOrItem } from './syntax.ts'

/** What a command substitution gave. */
export interface Captured {
  readonly text: string
  readonly status: number
}

/** Where something that a process reads or writes comes from or goes to. */
export type Descriptor =
  | { readonly kind: 'session'; readonly session: number; readonly stream: 'stdin' | 'stdout' | 'stderr' }
  | { readonly kind: 'pipe'; readonly id: number; readonly end: 'read' | 'write' }
  | { readonly kind: 'file'; readonly id: number }
  | { readonly kind: 'device'; readonly name: 'null' | 'zero' | 'full' | 'random' }

export interface Variable {
  /** undefined: exported or read-only without a value. */
  readonly value: string | undefined
  readonly exported: boolean
  readonly readOnly: boolean
  /** Counts variables in the order of their making. */
  readonly order: number
}

export interface SavedVariable {
  readonly name: string
  readonly variable: Variable | undefined
}

export type Frame =
  /** A script as text: `-c`, a file, `eval`, `.`, a trap. */
  | {
      readonly kind: 'source'
      readonly text: string
      readonly position: number
      readonly line: number
      readonly origin: 'script' | 'eval' | 'dot' | 'trap'
      /** Of a file that `.` reads. */
      readonly path?: string
    }
  /** Commands come from standard input. */
  | { readonly kind: 'dialogue'; readonly text: string; readonly line: number; readonly prompted: boolean }
  | { readonly kind: 'run'; readonly command: Command }
  | { readonly kind: 'sequence'; readonly items: readonly SequenceItem[]; readonly index: number }
  | { readonly kind: 'and-or'; readonly rest: readonly AndOrItem[]; readonly index: number }
  | { readonly kind: 'negate' }
  | { readonly kind: 'if'; readonly branches: readonly IfBranch[]; readonly otherwise: Command | undefined; readonly index: number }
  | {
      readonly kind: 'loop'
      readonly until: boolean
      readonly condition: Command
      readonly body: Command
      readonly phase: 'start' | 'condition' | 'body'
      readonly status: number
    }
  | {
      readonly kind: 'for'
      readonly variable: string
      readonly words: readonly Word[]
      readonly body: Command
      readonly line: number
      readonly results: readonly Captured[]
      readonly values: readonly string[] | undefined
      readonly index: number
    }
  | {
      readonly kind: 'case'
      readonly word: Word
      readonly items: readonly CaseItem[]
      readonly line: number
      readonly results: readonly Captured[]
    }
  | { readonly kind: 'simple'; readonly command: SimpleCommand; readonly results: readonly Captured[] }
  | {
      readonly kind: 'redirected'
      readonly body: Command
      readonly redirections: readonly Redirection[]
      readonly line: number
      readonly results: readonly Captured[]
    }
  /** Undoes redirections and the assignments before a builtin or function. */
  | { readonly kind: 'restore'; readonly descriptors: readonly (Descriptor | undefined)[]; readonly variables: readonly SavedVariable[] }
  | { readonly kind: 'function'; readonly parameters: readonly string[]; readonly locals: readonly SavedVariable[] }
  /** Restores the status from before a trap. */
  | { readonly kind: 'after-trap'; readonly status: number }
  | { readonly kind: 'capture'; readonly child: number; readonly pipe: number; readonly text: string }
  /** Waits for the processes of a pipeline or a foreground command. */
  | { readonly kind: 'foreground'; readonly children: readonly number[]; readonly statuses: readonly (number | undefined)[] }
  /** `read`, which waits for input: the text so far, and its words. */
  | { readonly kind: 'reading'; readonly words: readonly string[]; readonly text: string; readonly until: number | undefined }
  /** `wait`: for these, or for all. */
  | { readonly kind: 'waiting'; readonly children: readonly number[]; readonly all: boolean }
