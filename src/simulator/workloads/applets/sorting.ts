// sort.
// @source busybox coreutils/sort.c

import type { Applet } from './applet.ts'
import { MORE } from './applet.ts'
import { commandLine } from './command-line.ts'
import { inputsOf, linesOf } from './inputs.ts'
import { store } from './storing.ts'
import { errorText } from '../shell/file-error.ts'

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
  if (line === undefined) return 2
  const inputs = inputsOf(call, line.rest)
  if (inputs === undefined) return MORE
  if (inputs.failed) return 2
  const flags = [...'nrgMhVbdf'].filter((letter) => line.has(letter)).join('')
  const separator = line.value('t')
  const keys = line.values('k').map((specification) => keyFrom(specification, separator))
  if (keys.includes(undefined)) {
    call.complain('bad field specification')
    return 2
  }
  const end = line.has('z') ? '\0' : '\n'
  const lines = inputs.texts.flatMap(({ text }) => (end === '\n' ? linesOf(text) : text.replace(/\0$/, '').split(end)))
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
    if (order !== 0 || line.has('s')) return order
    const last = a < b ? -1 : a > b ? 1 : 0
    return flags.includes('r') ? -last : last
  }
  if (line.has('c')) {
    const wrong = lines.findIndex((each, index) => index > 0 && compareKeys(lines[index - 1] ?? '', each) > 0)
    if (wrong === -1) return 0
    call.printed.push({ stream: 2, text: `Check line ${String(wrong)}\n` })
    return 1
  }
  const sorted = [...lines].sort(compare)
  const kept = line.has('u') ? sorted.filter((each, index) => index === 0 || compareKeys(sorted[index - 1] ?? '', each) !== 0) : sorted
  const text = kept.map((each) => `${each}${end}`).join('')
  const target = line.value('o')
  if (target === undefined) call.print(text)
  else {
    const problem = store(call, target, text)
    if (problem !== undefined) {
      call.complain(`can't open '${target}': ${errorText(problem)}`)
      return 2
    }
  }
  return 0
}
