// The parts of a recorded line behind its first pipe: they only cut out what is compared, and are played here, not in the cluster's terminal.

import { isRecord } from '../source.ts'

export interface SplitLine {
  /** For the cluster's terminal. */
  readonly command: string
  readonly projections: readonly string[]
}

/** What cannot be played here is left to the cluster's terminal, which has the same programs. */
export function splitLine(line: string): SplitLine {
  const split = cutAtPipes(line)
  return split.projections.every(isKnown) ? split : { command: line, projections: [] }
}

const KNOWN =
  /^(?:awk '\{print [^}]*\}'|cut -c\d+-\d+|sort|uniq -c|wc -l|grep (?:-E )?(?:'[^']*'|"[^"$`\\]*"|[^-'"\s]\S*)|jq -c '\[\.items\[\] \| \{[^}]*\}\]')$/

function isKnown(projection: string): boolean {
  return KNOWN.test(projection)
}

/** Cuts at pipes that stand outside of quotes. */
function cutAtPipes(line: string): SplitLine {
  const parts: string[] = []
  let start = 0
  let quote: string | undefined
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at)
    if (character === '\\' && quote !== "'") at += 1
    else if (quote !== undefined) {
      if (character === quote) quote = undefined
    } else if (character === '"' || character === "'") quote = character
    else if (character === '|' && line.charAt(at + 1) !== '|' && line.charAt(at - 1) !== '|') {
      parts.push(line.slice(start, at))
      start = at + 1
    }
  }
  const [command = '', ...projections] = [...parts, line.slice(start)].map((part) => part.trim())
  return { command, projections }
}

export function project(text: string, projections: readonly string[]): string {
  return projections.reduce(projectOnce, text)
}

function projectOnce(text: string, projection: string): string {
  const fields = /^awk '\{print ([^}]*)\}'$/.exec(projection)?.[1]
  if (fields !== undefined) return printFields(text, fields)
  const range = /^cut -c(\d+)-(\d+)$/.exec(projection)
  if (range !== null) return mapLines(text, (line) => line.slice(Number(range[1]) - 1, Number(range[2])))
  if (projection === 'sort') return joinLines(linesOf(text).sort())
  if (projection === 'uniq -c') return countRepeated(text)
  if (projection === 'wc -l') return `${String(text.split('\n').length - 1)}\n`
  const pattern = /^grep (?:-E )?(['"]?)(.*)\1$/.exec(projection)?.[2]
  if (pattern !== undefined) return joinLines(linesOf(text).filter((line) => new RegExp(pattern).test(line)))
  const shape = /^jq -c '\[\.items\[\] \| \{([^}]*)\}\]'$/.exec(projection)?.[1]
  if (shape !== undefined) return projectItems(text, shape)
  throw new Error(`no projection for: ${projection}`)
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}

function joinLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}

function mapLines(text: string, change: (line: string) => string): string {
  return joinLines(linesOf(text).map(change))
}

/** `$2, $3`: with a comma between them, fields are joined by a space. */
function printFields(text: string, fields: string): string {
  const wanted = fields.split(',').map((field) => Number(field.trim().slice(1)))
  return mapLines(text, (line) => {
    const words = line.trim().split(/\s+/)
    return wanted.map((field) => words[field - 1] ?? '').join(' ')
  })
}

function countRepeated(text: string): string {
  const counts: (readonly [line: string, count: number])[] = []
  for (const line of linesOf(text)) {
    const last = counts.at(-1)
    if (last?.[0] === line) counts[counts.length - 1] = [line, last[1] + 1]
    else counts.push([line, 1])
  }
  return joinLines(counts.map(([line, count]) => `${String(count).padStart(7)} ${line}`))
}

/** `kind: .involvedObject.kind, type`: a name alone is the field of that name. */
function projectItems(text: string, shape: string): string {
  const list: unknown = JSON.parse(text)
  const items = isRecord(list) && Array.isArray(list['items']) ? list['items'] : []
  const fields = shape.split(',').map((part): readonly [string, readonly string[]] => {
    const [name = '', path] = part.split(':').map((word) => word.trim())
    return [name, (path ?? `.${name}`).split('.').slice(1)]
  })
  const projected = items.map((item: unknown) => Object.fromEntries(fields.map(([name, path]) => [name, valueAt(item, path)])))
  return `${JSON.stringify(projected)}\n`
}

function valueAt(item: unknown, path: readonly string[]): unknown {
  return path.reduce((value, step) => (isRecord(value) ? (value[step] ?? null) : null), item)
}
