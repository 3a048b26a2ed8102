// Filters that work line by line: head, wc, cut, sort, uniq, rev, tac, nl, paste, fold, tr, strings.
// @source busybox coreutils/head.c wc.c cut.c sort.c uniq.c tr.c nl.c

import type { Applet } from './applet.ts'
import { MORE } from './applet.ts'
import { commandLine, wholeNumber } from './command-line.ts'
import { inputsOf, linesOf } from './inputs.ts'
import { errorText } from '../shell/file-error.ts'
import { peekInput } from '../shell/stream.ts'

export const head: Applet = (call) => {
  const words = call.words.map((word) => (/^-\d+$/.test(word) ? `-n${word.slice(1)}` : word))
  const line = commandLine(call, 'n:c:qv', { lines: 'n', bytes: 'c' }, words)
  if (line === undefined) return 1
  const bytes = line.value('c')
  const text = bytes ?? line.value('n') ?? '10'
  const number = wholeNumber(text.replace(/^-/, ''))
  if (number === undefined) return call.complain(`invalid number '${text}'`)
  const first = (content: string): string => {
    if (bytes !== undefined) return text.startsWith('-') ? content.slice(0, Math.max(0, content.length - number)) : content.slice(0, number)
    const lines = content.split(/(?<=\n)/)
    return (text.startsWith('-') ? lines.slice(0, Math.max(0, lines.length - number)) : lines.slice(0, number)).join('')
  }
  if (line.rest.length === 0 && !text.startsWith('-')) {
    // It has enough before its input ends, and whoever writes it is told so.
    const waiting = call.input()
    const known = waiting ?? call.collected
    const enough = bytes === undefined ? known.split('\n').length > number : known.length >= number
    if (waiting === undefined && !enough) return MORE
    call.print(first(known))
    return 0
  }
  const inputs = inputsOf(call, line.rest)
  if (inputs === undefined) return MORE
  inputs.texts.forEach(({ name, text: content }, index) => {
    if ((line.rest.length > 1 && !line.has('q')) || line.has('v'))
      call.print(`${index === 0 ? '' : '\n'}==> ${name === '-' ? 'standard input' : name} <==\n`)
    call.print(first(content))
  })
  return inputs.failed ? 1 : 0
}

export const wc: Applet = (call) => {
  const line = commandLine(call, 'lwcmL')
  if (line === undefined) return 1
  const letters = [...'lwmcL'].filter((letter) => line.has(letter))
  const columns = letters.length === 0 ? ['l', 'w', 'c'] : letters
  const inputs = inputsOf(call, line.rest)
  if (inputs === undefined) return MORE
  const count = (text: string): readonly number[] =>
    columns.map((letter) => {
      if (letter === 'l') return text.split('\n').length - 1
      if (letter === 'w') return text.split(/[ \t\n\v\f\r]+/).filter((word) => word !== '').length
      return letter === 'L' ? linesOf(text).reduce((most, each) => Math.max(most, each.length), 0) : text.length
    })
  const show = (counts: readonly number[], name: string): void => {
    const numbers = columns.length === 1 ? String(counts[0] ?? 0) : counts.map((each) => String(each).padStart(9)).join(' ')
    call.print(`${numbers}${name === '-' ? '' : ` ${name}`}\n`)
  }
  const all = inputs.texts.map(({ text }) => count(text))
  inputs.texts.forEach(({ name }, index) => {
    show(all[index] ?? [], line.rest.length === 0 ? '-' : name)
  })
  if (line.rest.length > 1)
    show(
      columns.map((_, column) => all.reduce((sum, each) => sum + (each[column] ?? 0), 0)),
      'total',
    )
  return inputs.failed ? 1 : 0
}

interface Range {
  readonly first: number
  readonly last: number
}

function rangesFrom(list: string): readonly Range[] | undefined {
  const ranges: Range[] = []
  for (const item of list.split(',')) {
    const match = /^(\d{1,9})?(-)?(\d{1,9})?$/.exec(item)
    if (match === null || (match[1] === undefined && match[3] === undefined)) return undefined
    const first = match[1] === undefined ? 1 : Number(match[1])
    const last = match[2] === undefined ? first : match[3] === undefined ? Infinity : Number(match[3])
    if (first === 0 || last < first) return undefined
    ranges.push({ first, last })
  }
  return ranges
}

export const cut: Applet = (call) => {
  const line = commandLine(call, 'b:c:f:d:sn', { fields: 'f', delimiter: 'd', characters: 'c' })
  if (line === undefined) return 1
  const list = line.value('f') ?? line.value('c') ?? line.value('b')
  if (list === undefined) return call.complain('expected a list of bytes, characters, or fields')
  const ranges = rangesFrom(list)
  if (ranges === undefined) return call.complain(`invalid range ${list}`)
  const inputs = inputsOf(call, line.rest)
  if (inputs === undefined) return MORE
  const delimiter = (line.value('d') ?? '\t').slice(0, 1)
  const chosen = (index: number): boolean => ranges.some(({ first, last }) => index + 1 >= first && index + 1 <= last)
  for (const { text } of inputs.texts) {
    for (const each of linesOf(text)) {
      if (line.value('f') === undefined) call.print(`${[...each].filter((_, index) => chosen(index)).join('')}\n`)
      else if (delimiter === '' || !each.includes(delimiter)) {
        if (!line.has('s')) call.print(`${each}\n`)
      } else
        call.print(
          `${each
            .split(delimiter)
            .filter((_, index) => chosen(index))
            .join(delimiter)}\n`,
        )
    }
  }
  return inputs.failed ? 1 : 0
}

type Key = (line: string) => string

/** `-k2`, `-k2,2`, `-k1.3,1.4n`: where the compared part lies. */
function keyFrom(specification: string, separator: string | undefined): { readonly key: Key; readonly flags: string } | undefined {
  const match = /^(\d{1,4})(?:\.(\d{1,4}))?([bdfghiMnrV]*)(?:,(\d{1,4})(?:\.(\d{1,4}))?([bdfghiMnrV]*))?$/.exec(specification)
  if (match === null) return undefined
  const [, first = '1', firstCharacter, flags = '', last, lastCharacter, moreFlags = ''] = match
  const key: Key = (line) => {
    const fields = separator === undefined ? (line.match(/[ \t]*[^ \t]*/g) ?? []) : line.split(separator)
    const chosen = fields.slice(Number(first) - 1, last === undefined ? undefined : Number(last))
    const text = chosen.join(separator ?? '')
    const start = firstCharacter === undefined ? 0 : Number(firstCharacter) - 1
    return text.slice(start, lastCharacter === undefined || first !== last ? undefined : Number(lastCharacter))
  }
  return { key, flags: flags + moreFlags }
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']

function compareTexts(left: string, right: string, flags: string): number {
  if (flags.includes('n') || flags.includes('g')) return numberAtStart(left) - numberAtStart(right)
  if (flags.includes('h')) return humanNumber(left) - humanNumber(right)
  if (flags.includes('M'))
    return MONTHS.indexOf(left.trim().slice(0, 3).toUpperCase()) - MONTHS.indexOf(right.trim().slice(0, 3).toUpperCase())
  if (flags.includes('V')) return compareVersions(left, right)
  const prepare = (text: string): string => {
    const trimmed = flags.includes('b') ? text.replace(/^[ \t]+/, '') : text
    const bare = flags.includes('d') ? trimmed.replace(/[^A-Za-z0-9 \t]/g, '') : trimmed
    return flags.includes('f') ? bare.toUpperCase() : bare
  }
  const [a, b] = [prepare(left), prepare(right)]
  return a < b ? -1 : a > b ? 1 : 0
}

function numberAtStart(text: string): number {
  return Number(/^\s*[-+]?(?:\d+\.?\d*|\.\d+)/.exec(text)?.[0] ?? '0')
}

function humanNumber(text: string): number {
  const unit = /^\s*[-+]?[\d.]+([KMGTPkmgtp])/.exec(text)?.[1]?.toUpperCase() ?? ''
  return numberAtStart(text) * 1024 ** (' KMGTP'.indexOf(unit) < 1 ? 0 : ' KMGTP'.indexOf(unit))
}

function compareVersions(left: string, right: string): number {
  const [a, b] = [left.match(/\d+|\D+/g) ?? [], right.match(/\d+|\D+/g) ?? []]
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const [x = '', y = ''] = [a[index], b[index]]
    const order = /^\d/.test(x) && /^\d/.test(y) ? Number(x) - Number(y) : x < y ? -1 : x > y ? 1 : 0
    if (order !== 0) return order
  }
  return 0
}

export const sort: Applet = (call) => {
  const line = commandLine(call, 'nrugMhVbdfizsck:t:o:T:S:', { reverse: 'r', unique: 'u', key: 'k', 'numeric-sort': 'n' })
  if (line === undefined) return 1
  const inputs = inputsOf(call, line.rest)
  if (inputs === undefined) return MORE
  if (inputs.failed) return 1
  const flags = [...'nrgMhVbdf'].filter((letter) => line.has(letter)).join('')
  const separator = line.value('t')
  const keys = line.values('k').map((specification) => keyFrom(specification, separator))
  if (keys.includes(undefined)) return call.complain('bad field specification')
  const lines = inputs.texts.flatMap(({ text }) => linesOf(text))
  call.machine.budget -= lines.length >> 2
  const compareKeys = (a: string, b: string): number => {
    for (const each of keys) {
      if (each === undefined) continue
      const own = each.flags === '' ? flags : each.flags
      const order = compareTexts(each.key(a), each.key(b), own)
      if (order !== 0) return own.includes('r') ? -order : order
    }
    return keys.length > 0 ? 0 : flags.includes('r') ? -compareTexts(a, b, flags) : compareTexts(a, b, flags)
  }
  const compare = (a: string, b: string): number => {
    const order = compareKeys(a, b)
    if (order !== 0 || line.has('u') || line.has('s')) return order
    const last = a < b ? -1 : a > b ? 1 : 0
    return flags.includes('r') ? -last : last
  }
  if (line.has('c')) {
    const wrong = lines.findIndex((each, index) => index > 0 && compareKeys(lines[index - 1] ?? '', each) > 0)
    if (wrong === -1) return 0
    return call.complain(`Check line ${String(wrong + 1)}`)
  }
  const sorted = [...lines].sort(compare)
  const kept = line.has('u') ? sorted.filter((each, index) => index === 0 || compareKeys(sorted[index - 1] ?? '', each) !== 0) : sorted
  call.print(kept.map((each) => `${each}\n`).join(''))
  return 0
}

export const uniq: Applet = (call) => {
  const line = commandLine(call, 'cduif:s:w:')
  if (line === undefined) return 1
  const inputs = inputsOf(call, line.rest.slice(0, 1))
  if (inputs === undefined) return MORE
  const skipFields = Number(line.value('f') ?? '0') || 0
  const comparable = (text: string): string => {
    const fields = skipFields === 0 ? text : (text.match(/[ \t]*[^ \t]*/g) ?? []).slice(skipFields).join('')
    const cutText = fields.slice(Number(line.value('s') ?? '0') || 0).slice(0, Number(line.value('w') ?? '1000000') || undefined)
    return line.has('i') ? cutText.toLowerCase() : cutText
  }
  const runs: { readonly text: string; count: number }[] = []
  for (const each of inputs.texts.flatMap(({ text }) => linesOf(text))) {
    const last = runs.at(-1)
    if (last !== undefined && comparable(last.text) === comparable(each)) last.count += 1
    else runs.push({ text: each, count: 1 })
  }
  for (const { text, count } of runs) {
    if ((line.has('d') && count === 1) || (line.has('u') && count > 1)) continue
    call.print(`${line.has('c') ? `${String(count).padStart(7)} ` : ''}${text}\n`)
  }
  return inputs.failed ? 1 : 0
}

export const rev: Applet = (call) => {
  const inputs = inputsOf(call, call.words)
  if (inputs === undefined) return MORE
  for (const { text } of inputs.texts) for (const each of linesOf(text)) call.print(`${[...each].reverse().join('')}\n`)
  return inputs.failed ? 1 : 0
}

export const tac: Applet = (call) => {
  const inputs = inputsOf(call, call.words)
  if (inputs === undefined) return MORE
  for (const { text } of inputs.texts)
    call.print(
      [...linesOf(text)]
        .reverse()
        .map((each) => `${each}\n`)
        .join(''),
    )
  return inputs.failed ? 1 : 0
}

export const nl: Applet = (call) => {
  const line = commandLine(call, 'b:w:s:v:i:n:')
  if (line === undefined) return 1
  const inputs = inputsOf(call, line.rest)
  if (inputs === undefined) return MORE
  let number = Number(line.value('v') ?? '1') || 0
  const width = Math.min(100, Number(line.value('w') ?? '6') || 6)
  const separator = line.value('s') ?? '\t'
  for (const { text } of inputs.texts) {
    for (const each of linesOf(text)) {
      const counts = each !== '' || line.value('b') === 'a'
      call.print(counts ? `${String(number).padStart(width)}${separator}${each}\n` : `${' '.repeat(width + separator.length)}\n`)
      if (counts) number += Number(line.value('i') ?? '1') || 1
    }
  }
  return inputs.failed ? 1 : 0
}

export const paste: Applet = (call) => {
  const line = commandLine(call, 'd:s')
  if (line === undefined) return 1
  const inputs = inputsOf(call, line.rest)
  if (inputs === undefined) return MORE
  const separators = (line.value('d') ?? '\t').replaceAll('\\n', '\n').replaceAll('\\t', '\t')
  const between = (index: number): string => separators.charAt(index % Math.max(1, separators.length))
  const columns = inputs.texts.map(({ text }) => linesOf(text))
  const join = (cells: readonly string[]): string => cells.map((cell, index) => (index === 0 ? cell : between(index - 1) + cell)).join('')
  if (line.has('s')) for (const column of columns) call.print(`${join(column)}\n`)
  else {
    const height = columns.reduce((most, column) => Math.max(most, column.length), 0)
    for (let row = 0; row < height; row += 1) call.print(`${join(columns.map((column) => column[row] ?? ''))}\n`)
  }
  return inputs.failed ? 1 : 0
}

export const fold: Applet = (call) => {
  const line = commandLine(call, 'w:sb')
  if (line === undefined) return 1
  const inputs = inputsOf(call, line.rest)
  if (inputs === undefined) return MORE
  const width = Math.max(1, wholeNumber(line.value('w') ?? '80') ?? 80)
  for (const { text } of inputs.texts) {
    for (const each of linesOf(text)) {
      let rest = each
      while (rest.length > width) {
        const blank = line.has('s') ? rest.lastIndexOf(' ', width - 1) : -1
        const end = blank > 0 ? blank + 1 : width
        call.print(`${rest.slice(0, end)}\n`)
        rest = rest.slice(end)
      }
      call.print(`${rest}\n`)
    }
  }
  return inputs.failed ? 1 : 0
}

export const strings: Applet = (call) => {
  const inputs = inputsOf(
    call,
    call.words.filter((word) => !word.startsWith('-')),
  )
  if (inputs === undefined) return MORE
  for (const { text } of inputs.texts) for (const run of text.match(/[ -~\t]{4,}/g) ?? []) call.print(`${run}\n`)
  return inputs.failed ? 1 : 0
}

/** The characters that a set of tr names. */
function setOf(text: string): string {
  let result = ''
  for (let at = 0; at < text.length; at += 1) {
    const named = /^\[:([a-z]+):\]/.exec(text.slice(at, at + 12))
    if (named !== null) {
      const members = CLASSES[named[1] ?? '']
      if (members !== undefined) {
        result += members
        at += named[0].length - 1
        continue
      }
    }
    const [low, length] = characterAt(text, at)
    const after = at + length
    if (text.charAt(after) === '-' && after + 1 < text.length) {
      const [high, highLength] = characterAt(text, after + 1)
      for (let code = low.charCodeAt(0); code <= high.charCodeAt(0); code += 1) result += String.fromCharCode(code)
      at = after + highLength
    } else {
      result += low
      at = after - 1
    }
  }
  return result
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const DIGITS = '0123456789'
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'
const CLASSES: Readonly<Record<string, string>> = {
  upper: UPPER,
  lower: UPPER.toLowerCase(),
  digit: DIGITS,
  alpha: UPPER + UPPER.toLowerCase(),
  alnum: DIGITS + UPPER + UPPER.toLowerCase(),
  space: '\t\n\v\f\r ',
  blank: '\t ',
  punct: PUNCTUATION,
  xdigit: `${DIGITS}ABCDEFabcdef`,
}

function characterAt(text: string, at: number): readonly [character: string, length: number] {
  if (text.charAt(at) !== '\\' || at + 1 >= text.length) return [text.charAt(at), 1]
  const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0]
  if (octal !== undefined) return [String.fromCharCode(parseInt(octal, 8) & 0xff), octal.length + 1]
  const letter = text.charAt(at + 1)
  const named: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' }
  return [Object.hasOwn(named, letter) ? (named[letter] ?? letter) : letter, 2]
}

export const tr: Applet = (call) => {
  const line = commandLine(call, '+cCdst')
  if (line === undefined) return 1
  const [firstText, secondText] = line.rest
  if (firstText === undefined || (secondText === undefined && !line.has('d') && !line.has('s')))
    return call.usage('[-cds] STRING1 [STRING2]')
  const input = peekInput(call.machine, call.process, 0)
  if (input.kind === 'failed') return call.complain(`read error: ${errorText(input.error)}`)
  const text = call.input()
  if (text === undefined) return MORE
  const named = setOf(firstText)
  const complement = line.has('c') || line.has('C')
  const first = complement
    ? Array.from({ length: 256 }, (_, code) => String.fromCharCode(code))
        .filter((each) => !named.includes(each))
        .join('')
    : named
  const second = secondText === undefined ? undefined : setOf(secondText)
  const squeezed = line.has('s') ? new Set((line.has('d') ? second : (second ?? first)) ?? '') : new Set<string>()
  const places = new Map([...first].map((character, index) => [character, index]))
  let result = ''
  let last = ''
  for (const character of text) {
    const place = places.get(character)
    if (place !== undefined && line.has('d')) continue
    const shown =
      place === undefined || second === undefined || line.has('d') ? character : second.charAt(Math.min(place, second.length - 1))
    if (shown === last && squeezed.has(shown)) continue
    result += shown
    last = shown
  }
  call.print(result)
  return 0
}
