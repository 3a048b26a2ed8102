// Filters that work line by line: head, wc, uniq, rev, tac, nl, paste, fold, strings.
// @source busybox coreutils/head.c wc.c uniq.c nl.c

import type { Applet } from './applet.ts'
import { MORE } from './applet.ts'
import { commandLine, wholeNumber } from './command-line.ts'
import { inputsOf, linesOf } from './inputs.ts'

export const head: Applet = (call) => {
  const words = call.words.map((word, index) => (index === 0 && /^-\d+$/.test(word) ? `-n${word.slice(1)}` : word))
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
  const inputs = inputsOf(call, line.rest, 'finds directories unreadable')
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
  const inputs = inputsOf(call, line.rest, 'counts directories')
  if (inputs === undefined) return MORE
  const count = (text: string): readonly number[] =>
    columns.map((letter) => {
      if (letter === 'l') return text.split('\n').length - 1
      if (letter === 'w') return text.split(/[ \t\n\v\f\r]+/).filter((word) => word !== '').length
      return letter === 'L' ? linesOf(text).reduce((most, each) => Math.max(most, each.length), 0) : text.length
    })
  const show = (counts: readonly number[], name: string): void => {
    const numbers =
      columns.length === 1 && line.rest.length < 2 ? String(counts[0] ?? 0) : counts.map((each) => String(each).padStart(9)).join(' ')
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

export const uniq: Applet = (call) => {
  const line = commandLine(call, 'cduif:s:w:')
  if (line === undefined) return 1
  const inputs = inputsOf(call, line.rest.slice(0, 1), "can't open")
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
  for (const { text } of inputs.texts) call.print(text.replace(/[^\n]+/g, (each) => [...each].reverse().join('')))
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
    for (let row = 0; row < height; row += 1) {
      // A file that has ended leaves out its cell and what would stand behind it. @source busybox coreutils/paste.c paste_files
      const present = columns.flatMap((column, index) => (row < column.length ? [{ cell: column[row] ?? '', index }] : []))
      call.print(present.map(({ cell, index }, at) => cell + (index === columns.length - 1 ? '\n' : between(at))).join(''))
    }
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
