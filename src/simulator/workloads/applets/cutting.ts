// cut: chosen bytes, characters or fields of each line.
// @source busybox coreutils/cut.c

import type { Applet, AppletCall } from './applet.ts'
import { MORE } from './applet.ts'
import { commandLine } from './command-line.ts'
import { inputsOf, linesOf } from './inputs.ts'

/** Both ends belong to it; counted from 0. */
interface Range {
  readonly first: number
  readonly last: number
}

/** `1,3-5,-2,7-` in order. @returns undefined when something is wrong; that was said */
function rangesFrom(call: AppletCall, list: string): readonly Range[] | undefined {
  const ranges: Range[] = []
  for (const item of list.split(',')) {
    if (item === '') continue
    const [start = '', end] = item.split(/-(.*)/s)
    const wrong = [start, end ?? ''].find((each) => !/^\d{0,9}$/.test(each))
    if (wrong !== undefined) {
      call.complain(`invalid number '${wrong}'`)
      return undefined
    }
    const first = Math.max(0, Number(start) - 1)
    if (end !== undefined && end !== '' && Number(end) < first) {
      call.complain(`${end}<${String(first)}`)
      return undefined
    }
    ranges.push({ first, last: end === undefined ? first : end === '' ? Infinity : Number(end) - 1 })
  }
  if (ranges.length > 0) return ranges.sort((a, b) => a.first - b.first)
  call.complain('missing list of positions')
  return undefined
}

/** Overlapping ranges give each character once. */
function cutCharacters(line: string, ranges: readonly Range[]): string {
  let text = ''
  let from = 0
  for (const { first, last } of ranges) {
    text += line.slice(Math.max(from, first), last + 1)
    from = Math.max(from, last + 1)
  }
  return text
}

/**
 * The fields of a line, joined by the delimiter.
 *
 * A range that begins behind the last field still gives an empty text, which is joined like any other.
 *
 * @returns undefined when there is no delimiter in the line, and such lines are left out
 */
function cutFields(line: string, delimiter: string, ranges: readonly Range[], suppresses: boolean): string | undefined {
  const fields = line.split(delimiter)
  if (fields.length === 1) return suppresses ? undefined : line
  const parts: string[] = []
  let from = 0
  for (const { first, last } of ranges) {
    const chosen = fields.slice(Math.max(from, first), last + 1)
    if (chosen.length > 0) parts.push(...chosen)
    else if (first >= fields.length) parts.push('')
    from = Math.max(from, last + 1)
  }
  return parts.join(delimiter)
}

export const cut: Applet = (call) => {
  const line = commandLine(call, 'b:c:f:d:sn', { fields: 'f', delimiter: 'd', characters: 'c' })
  if (line === undefined) return 1
  const lists = ['f', 'c', 'b'].flatMap((letter) => line.values(letter).map((list) => ({ letter, list })))
  const [chosen] = lists
  if (chosen === undefined) return call.complain('expected a list of bytes, characters, or fields')
  if (lists.length > 1) return call.usage('[OPTIONS] [FILE]...')
  const byFields = chosen.letter === 'f'
  if (!byFields && line.has('s')) return call.complain('suppressing non-delimited lines makes sense only when operating on fields')
  if (!byFields && line.has('d')) return call.complain('a delimiter may be specified only when operating on fields')
  const ranges = rangesFrom(call, chosen.list)
  if (ranges === undefined) return 1
  const inputs = inputsOf(call, line.rest)
  if (inputs === undefined) return MORE
  const delimiter = (line.value('d') ?? '').slice(0, 1) || '\t'
  for (const { text } of inputs.texts) {
    for (const each of linesOf(text)) {
      const shown = byFields ? cutFields(each, delimiter, ranges, line.has('s')) : cutCharacters(each, ranges)
      if (shown !== undefined) call.print(`${shown}\n`)
    }
  }
  return inputs.failed ? 1 : 0
}
