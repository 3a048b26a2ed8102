// The value of `$x` and of all forms of `${x…}`.
// @source busybox shell/ash.c evalvar subevalvar varvalue

import { toText } from './byte-text.ts'
import type { Expansion, PieceOrBreak } from './expansion-state.ts'
import type { Pattern } from './pattern.ts'
import { cutPattern, replacePattern } from './pattern.ts'
import type { Parameter, ParameterForm, Word } from './syntax.ts'
import { draw } from './machine.ts'
import { assign, valueOf } from './variables.ts'
import { clockSeconds } from './virtual-files.ts'

interface WordReaders {
  readonly pieces: (expansion: Expansion, word: Word) => readonly PieceOrBreak[]
  readonly text: (expansion: Expansion, word: Word) => string
  readonly pattern: (expansion: Expansion, word: Word) => Pattern
  readonly number: (expansion: Expansion, word: Word) => number
}

/** Stands for the list of all parameters. */
type Value = { readonly list: readonly string[]; readonly joins: boolean } | { readonly text: string } | undefined

export function applyForm(expansion: Expansion, { name, form }: Parameter, quoted: boolean, readers: WordReaders): readonly PieceOrBreak[] {
  const value = lookUp(expansion, name)
  const separator = (valueOf(expansion.variables, 'IFS') ?? ' ').charAt(0)
  const texts = value === undefined ? [] : 'list' in value ? value.list : [value.text]
  const text = texts.join(value !== undefined && 'list' in value && value.joins ? separator : ' ')
  const isMissing = value === undefined || ('list' in value && value.list.length === 0)
  if (form.kind === 'bad') {
    expansion.problem ??= 'syntax error: bad substitution'
    return []
  }
  if (form.kind === 'default' || form.kind === 'assign' || form.kind === 'alternative' || form.kind === 'error') {
    const isAbsent = isMissing || (form.orNull && text === '')
    const chosen = chooseWord(expansion, name, form, isAbsent, quoted, readers)
    if (chosen !== undefined) return chosen
  } else if (isMissing && !'@*'.includes(name) && expansion.shell.options.includes('u')) {
    expansion.problem ??= `${name}: parameter not set`
    return []
  }
  if (form.kind === 'length') {
    const length = value !== undefined && 'list' in value ? value.list.length : text.length
    return [{ text: String(length), quoted, splits: !quoted }]
  }
  const change = changer(expansion, form, readers)
  const changed = texts.map(change)
  if (value === undefined || !('list' in value))
    return changed.length === 0 ? nothing(quoted) : [{ text: changed[0] ?? '', quoted, splits: !quoted }]
  if (!value.joins && quoted && changed.length === 0) return [{ text: '', quoted, splits: false, vanishes: true }]
  if (value.joins && quoted) return [{ text: changed.join(separator), quoted, splits: false }]
  return changed.flatMap((each, index): readonly PieceOrBreak[] => {
    const piece = { text: each, quoted, splits: !quoted }
    return index === 0 ? [piece] : ['break', piece]
  })
}

/** `"$x"` of nothing is an empty field, and `$x` none at all. */
function nothing(quoted: boolean): readonly PieceOrBreak[] {
  return quoted ? [{ text: '', quoted, splits: false }] : []
}

function chooseWord(
  expansion: Expansion,
  name: string,
  form: Extract<ParameterForm, { readonly word: Word }>,
  isAbsent: boolean,
  quoted: boolean,
  readers: WordReaders,
): readonly PieceOrBreak[] | undefined {
  if (form.kind === 'alternative') return isAbsent ? nothing(quoted) : wordPieces(expansion, form.word, quoted, readers)
  if (!isAbsent) return undefined
  if (form.kind === 'default') return wordPieces(expansion, form.word, quoted, readers)
  const text = readers.text(expansion, form.word)
  if (expansion.needs !== undefined || expansion.problem !== undefined) return []
  if (form.kind === 'error') {
    const message = text === '' ? `parameter not set${form.orNull ? ' or null' : ''}` : text
    expansion.problem = `${name}: ${message}`
    return []
  }
  const changed = /^[A-Za-z_]/.test(name) ? assign(expansion.variables, name, text) : undefined
  if (changed === undefined) expansion.problem = /^[A-Za-z_]/.test(name) ? `${name}: is read only` : `${name}: bad variable name`
  else expansion.variables = changed
  return [{ text, quoted, splits: !quoted }]
}

/** The text of an unquoted `${x:-a b}` is split like the value it stands for. */
function wordPieces(expansion: Expansion, word: Word, quoted: boolean, readers: WordReaders): readonly PieceOrBreak[] {
  const pieces = readers.pieces(expansion, word)
  if (quoted) return pieces.length === 0 ? nothing(true) : pieces
  return pieces.map((piece) => (piece === 'break' || piece.quoted ? piece : { ...piece, splits: true }))
}

function changer(expansion: Expansion, form: ParameterForm, readers: WordReaders): (text: string) => string {
  switch (form.kind) {
    case 'cut': {
      const pattern = readers.pattern(expansion, form.pattern)
      return (text) => {
        expansion.machine.budget -= (text.length * pattern.length) >> 10
        return cutPattern(text, pattern, form.end, form.longest)
      }
    }
    case 'replace': {
      const pattern = readers.pattern(expansion, form.pattern)
      const replacement = readers.text(expansion, form.replacement)
      return (text) => {
        expansion.machine.budget -= (text.length * pattern.length) >> 4
        if (text.length > MOST_REPLACED) expansion.problem ??= 'out of memory'
        return expansion.problem === undefined ? replacePattern(text, pattern, replacement, form.all) : ''
      }
    }
    case 'slice': {
      const offset = readers.number(expansion, form.offset)
      const length = form.length === undefined ? undefined : readers.number(expansion, form.length)
      return (text) => slice(text, offset, length)
    }
    default:
      return (text) => text
  }
}

/** The longest text in which `${x/…}` looks, in bytes. */
const MOST_REPLACED = 32_768

function slice(text: string, offset: number, length: number | undefined): string {
  const start = offset < 0 ? Math.max(0, text.length + offset) : Math.min(offset, text.length)
  if (length === undefined) return text.slice(start)
  return text.slice(start, length < 0 ? Math.max(start, text.length + length) : start + length)
}

function lookUp(expansion: Expansion, name: string): Value {
  const { shell, process } = expansion
  switch (name) {
    case '@':
    case '*':
      return { list: shell.parameters, joins: name === '*' }
    case '#':
      return { text: String(shell.parameters.length) }
    case '?':
      return { text: String(shell.status) }
    case '$':
      return { text: String(shell.ownId) }
    case '!':
      return shell.lastBackground === undefined ? undefined : { text: String(shell.lastBackground) }
    case '-':
      return { text: shell.options.replace('p', '') }
    case '0':
      return { text: shell.zero }
    default:
  }
  if (/^[0-9]/.test(name)) {
    const text = shell.parameters[Number(name) - 1]
    return text === undefined ? undefined : { text }
  }
  const text = valueOf(expansion.variables, name) ?? madeUp(expansion, name)
  noteVariable(expansion, name, text)
  return text === undefined ? undefined : { text }
  function madeUp({ machine }: Expansion, wanted: string): string | undefined {
    if (wanted === 'RANDOM') return String(draw(machine) & 0x7fff)
    if (wanted === 'LINENO') return String(shell.line)
    if (wanted === 'EPOCHSECONDS') return String(clockSeconds(machine))
    if (wanted === 'PPID') return String(process.parent)
    return undefined
  }
}

/** Uses of what the container was started with, by process 1 and its children, are what lessons watch. */
function noteVariable({ machine, process }: Expansion, name: string, value: string | undefined): void {
  if (process.session !== 1 || value === undefined) return
  const given = machine.view.identity.environment.find(([each]) => each === name)
  if (given !== undefined && given[1] === toText(value)) machine.reads.push({ source: name, value: given[1] })
}
