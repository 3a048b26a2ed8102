// grep, egrep, fgrep.
// @source busybox findutils/grep.c

import type { Applet, AppletCall } from './applet.ts'
import { MORE } from './applet.ts'
import type { CommandLine } from './command-line.ts'
import { commandLine } from './command-line.ts'
import { linesOf } from './inputs.ts'
import type { Match, Regex } from './regex.ts'
import { compileRegex, literalRegex, searchRegex } from './regex.ts'
import { errorText } from '../shell/file-error.ts'
import { find, foundEntries } from '../shell/file-tree.ts'

interface Search {
  readonly call: AppletCall
  readonly line: CommandLine
  readonly regexes: readonly Regex[]
  readonly showsNames: boolean
}

export const grep: Applet = (call) => {
  const words = call.words.map((word, index) => (index === 0 && /^-\d+$/.test(word) ? `-C${word.slice(1)}` : word))
  const line = commandLine(
    call,
    'clnqvsohHiwxFErRLe:f:m:A:B:C:aI',
    LONG,
    words.filter((word) => !/^--colou?r(?:=|$)/.test(word)),
  )
  if (line === undefined) return 2
  let patterns = line.values('e')
  for (const path of line.values('f')) {
    const content = call.read(path)
    if (content.ok) patterns = [...patterns, ...linesOf(content.value)]
    else {
      call.complainOf(path, content.problem)
      return 2
    }
  }
  const given = line.values('e').length > 0 || line.values('f').length > 0
  const [first] = line.rest
  if (!given && first === undefined) {
    call.usage('[-HhnlLoqvsrRiwFE] [-m N] [-A|B|C N] { PATTERN | -e PATTERN... | -f FILE... } [FILE]...')
    return 2
  }
  const sources = (given ? patterns : (first ?? '').split('\n')).flatMap((pattern) => pattern.split('\n'))
  const regexes: Regex[] = []
  for (const source of sources) {
    if (line.has('F') || call.name === 'fgrep') {
      regexes.push(literalRegex(source, line.has('i')))
      continue
    }
    const compiled = compileRegex(source, line.has('E') || call.name === 'egrep' ? 'extended' : 'basic', line.has('i'))
    if (!compiled.ok) {
      call.complain(`bad regex '${source}': ${compiled.problem}`)
      return 2
    }
    regexes.push(compiled.value)
  }
  const recursive = line.has('r') || line.has('R')
  const names = given ? line.rest : line.rest.slice(1)
  const files = names.length === 0 ? [recursive ? '.' : '-'] : names
  const showsNames = !line.has('h') && (line.has('H') || files.length > 1 || recursive)
  return searchAll({ call, line, regexes, showsNames }, files, recursive)
}

const LONG: Readonly<Record<string, string>> = {
  count: 'c',
  'ignore-case': 'i',
  'invert-match': 'v',
  'line-number': 'n',
  quiet: 'q',
  silent: 'q',
  recursive: 'r',
  'extended-regexp': 'E',
  'fixed-strings': 'F',
  'only-matching': 'o',
  'word-regexp': 'w',
  'files-with-matches': 'l',
}

function searchAll(search: Search, files: readonly string[], recursive: boolean): ReturnType<Applet> {
  const { call, line } = search
  let found = false
  let failed = false
  const visit = (name: string, isNamed: boolean): 'more' | undefined => {
    if (name === '-') {
      const text = call.input()
      if (text === undefined) return 'more'
      if (searchText(search, '(standard input)', text)) found = true
      return undefined
    }
    const at = find(call.world, call.process.directory, name, recursive && !isNamed ? 'keep' : 'follow')
    if (at.ok && at.value.node.kind === 'directory' && recursive) {
      for (const [entry, node] of foundEntries(call.world, at.value.parts)) {
        // Links inside are followed to files, and only by -R to directories.
        const path = `${name.replace(/\/$/, '')}/${entry}`
        const target = node.kind === 'link' ? find(call.world, call.process.directory, path) : undefined
        if (target !== undefined && (!target.ok || (target.value.node.kind === 'directory' && !line.has('R')))) continue
        if (visit(path, node.kind === 'link') === 'more') return 'more'
      }
      return undefined
    }
    // A directory can be opened, and has no lines.
    if (at.ok && at.value.node.kind === 'directory') return undefined
    const content = call.read(name)
    if (content.ok) {
      if (searchText(search, name, content.value)) found = true
    } else {
      failed = true
      if (!line.has('s')) call.complain(`${name}: ${errorText(content.problem)}`)
    }
    return undefined
  }
  for (const name of files) if (visit(name, true) === 'more') return MORE
  if (failed && !(line.has('q') && found)) return 2
  return found ? 0 : 1
}

/** @returns whether a line was chosen */
function searchText({ call, line, regexes, showsNames }: Search, name: string, text: string): boolean {
  const lines = linesOf(text)
  const most = Number(line.value('m') ?? '0') || Infinity
  const before = Number(line.value('B') ?? line.value('C') ?? '0') || 0
  const after = Number(line.value('A') ?? line.value('C') ?? '0') || 0
  let count = 0
  let shownUntil = -1
  const show = (index: number, sign: string, shown: string): void => {
    const number = line.has('n') ? `${String(index + 1)}${sign}` : ''
    call.print(`${showsNames ? `${name}${sign}` : ''}${number}${shown}\n`)
  }
  const quiet = line.has('q') || line.has('l') || line.has('L') || line.has('c')
  for (let index = 0, trailing = 0; index < lines.length; index += 1) {
    const content = lines[index] ?? ''
    call.machine.budget -= 1 + (content.length >> 7)
    const match = count < most ? firstMatch(regexes, content, 0, line) : undefined
    if ((match !== undefined) === line.has('v') || count >= most) {
      if (trailing > 0 && !quiet) {
        show(index, '-', content)
        shownUntil = index
        trailing -= 1
      }
      continue
    }
    count += 1
    trailing = after
    if (quiet) {
      if (line.has('q')) return true
      continue
    }
    if ((before > 0 || after > 0) && shownUntil >= 0 && index - before > shownUntil + 1) call.print('--\n')
    for (let each = Math.max(shownUntil + 1, index - before); each < index; each += 1) show(each, '-', lines[each] ?? '')
    if (line.has('o'))
      showMatches(regexes, content, line, (shown) => {
        show(index, ':', shown)
      })
    else show(index, ':', content)
    shownUntil = index
  }
  if (line.has('c')) call.print(`${showsNames ? `${name}:` : ''}${String(count)}\n`)
  if ((line.has('l') && count > 0) || (line.has('L') && count === 0)) call.print(`${name}\n`)
  return count > 0
}

function firstMatch(regexes: readonly Regex[], text: string, from: number, line: CommandLine): Match | undefined {
  let best: Match | undefined
  for (const regex of regexes) {
    for (let at = from; at <= text.length;) {
      const match = searchRegex(regex, text, at)
      if (match === undefined) break
      const isWhole = !line.has('x') || (match.start === 0 && match.end === text.length)
      const isWord = !line.has('w') || (!/\w/.test(text.charAt(match.start - 1)) && !/\w/.test(text.charAt(match.end)))
      if (isWhole && isWord) {
        if (best === undefined || match.start < best.start || (match.start === best.start && match.end > best.end)) best = match
        break
      }
      at = match.start + 1
    }
  }
  return best
}

function showMatches(regexes: readonly Regex[], text: string, line: CommandLine, show: (text: string) => void): void {
  for (let at = 0; at <= text.length;) {
    const match = firstMatch(regexes, text, at, line)
    if (match === undefined) return
    if (match.end > match.start) show(text.slice(match.start, match.end))
    at = match.end > match.start ? match.end : match.end + 1
  }
}
