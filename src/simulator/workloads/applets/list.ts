// ls.
// @source busybox coreutils/ls.c
// @simplified `ls` shows no colours, and counts blocks of 4096 bytes.

import type { FileSystemNode } from '../../api/file-system.ts'
import { errorText } from '../shell/file-error.ts'
import { toByteText, toText } from '../shell/byte-text.ts'
import { nowEpochMs } from '../shell/machine.ts'
import { entriesAt, find, locate, mountAt, mountsBelow, nodeAt } from '../shell/file-tree.ts'
import type { Applet, AppletCall } from './applet.ts'
import type { CommandLine } from './command-line.ts'
import { commandLine } from './command-line.ts'
import { nameFor } from './identity.ts'

const BLOCK_BYTES = 4096
/** @source linux mm/shmem.c BOGO_DIRENT_SIZE */
const TMPFS_ENTRY_BYTES = 20

interface Entry {
  readonly name: string
  readonly node: FileSystemNode
  readonly parts: readonly string[]
  /** As it was found, when the node shown is what it leads to. */
  readonly target: string | undefined
}

/** Number of bytes as stat shows it. */
export function sizeOf(call: AppletCall, node: FileSystemNode, parts: readonly string[]): number {
  if (node.kind === 'link') return toByteText(node.target).length
  if (node.kind === 'file') return typeof node.content === 'string' ? toByteText(node.content).length : node.content.length
  if (mountAt(call.machine.files, parts)?.fileSystemType !== 'tmpfs') return parts[0] === 'proc' ? 0 : BLOCK_BYTES
  return (entriesAt(call.world, parts).length + 2) * TMPFS_ENTRY_BYTES
}

/** How many names lead to it. A directory of the image into which a mount point was put is merged by overlayfs, which counts one. */
export function linksOf(call: AppletCall, node: FileSystemNode, parts: readonly string[]): number {
  if (node.kind !== 'directory') return 1
  const { files } = call.machine
  const isMerged = mountAt(files, parts) === undefined && mountsBelow(files, parts).length > 0 && isInImage(call, parts)
  return isMerged ? 1 : 2 + entriesAt(call.world, parts).filter(([, each]) => each.kind === 'directory').length
}

function isInImage({ machine }: AppletCall, parts: readonly string[]): boolean {
  let node: FileSystemNode | undefined = machine.files.own
  for (const part of parts) node = node?.kind === 'directory' ? node.entries.get(part) : undefined
  return node !== undefined && !(node.kind === 'directory' && node.isMountPlace === true)
}

/** In units of 1024 bytes. */
export function blocksOf(call: AppletCall, node: FileSystemNode, parts: readonly string[]): number {
  if (node.kind === 'link' || parts[0] === 'proc' || (node.mode & 0o170000) !== 0) return 0
  const isTmpfs = mountAt(call.machine.files, parts)?.fileSystemType === 'tmpfs'
  if (node.kind === 'directory') return isTmpfs ? 0 : BLOCK_BYTES / 1024
  return (Math.ceil(sizeOf(call, node, parts) / BLOCK_BYTES) * BLOCK_BYTES) / 1024
}

export function modeText(node: FileSystemNode): string {
  const { mode } = node
  const type = node.kind === 'directory' ? 'd' : node.kind === 'link' ? 'l' : (mode & 0o170000) !== 0 ? 'c' : '-'
  const triple = (shift: number, special: number, letter: string): string => {
    const bits = mode >> shift
    const execute = (bits & 1) !== 0
    const last = (mode & special) !== 0 ? (execute ? letter : letter.toUpperCase()) : execute ? 'x' : '-'
    return ((bits & 4) !== 0 ? 'r' : '-') + ((bits & 2) !== 0 ? 'w' : '-') + last
  }
  return type + triple(6, 0o4000, 's') + triple(3, 0o2000, 's') + triple(0, 0o1000, 't')
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const HALF_YEAR_MS = 365 * 24 * 3600 * 500

/** `Nov 24 00:13`, or with the year when it is long ago. */
function shortTime(epochMs: number, nowMs: number): string {
  const iso = new Date(epochMs).toISOString()
  const day = String(Number(iso.slice(8, 10))).padStart(2)
  const recent = nowMs - epochMs < HALF_YEAR_MS && epochMs <= nowMs + 60_000
  return `${MONTHS[Number(iso.slice(5, 7)) - 1] ?? ''} ${day} ${recent ? iso.slice(11, 16) : ` ${iso.slice(0, 4)}`}`
}

export const ls: Applet = (call) => {
  const line = commandLine(call, '1AaCxdLHRFplinshrSXvctukqbwT:', { all: 'a', recursive: 'R', 'full-time': 'l', color: '1' })
  if (line === undefined) return 1
  let failed = 0
  const files: Entry[] = []
  const directories: Entry[] = []
  for (const name of line.rest.length === 0 ? ['.'] : line.rest) {
    const keeps = (line.has('l') || line.has('d') || line.has('i')) && !line.has('L') && !name.endsWith('/')
    const found = find(call.world, call.process.directory, name, keeps && !line.has('H') ? 'keep' : 'follow')
    if (!found.ok) {
      failed = call.complain(`${name}: ${errorText(found.problem)}`)
      continue
    }
    const entry = { name, ...found.value, target: undefined }
    if (entry.node.kind === 'directory' && !line.has('d')) directories.push(entry)
    else files.push(entry)
  }
  if (files.length > 0) call.print(showEntries(call, line, sorted(call, line, files)))
  const titled = line.has('R') || line.rest.length > 1
  let isFirst = files.length === 0
  const show = (directory: Entry): void => {
    call.machine.budget -= 5
    if (titled) call.print(`${isFirst ? '' : '\n'}${directory.name}:\n`)
    isFirst = false
    if (!readable(call, directory.node)) {
      failed = call.complain(`can't open '${directory.name}': ${errorText('EACCES')}`)
      return
    }
    const entries = sorted(call, line, entriesIn(call, line, directory))
    call.machine.budget -= entries.length * 2
    if (line.has('l') || line.has('s'))
      call.print(
        `total ${totalText(
          entries.reduce((sum, { node, parts }) => sum + blocksOf(call, node, parts), 0),
          line.has('h'),
        )}\n`,
      )
    call.print(showEntries(call, line, entries))
    if (!line.has('R')) return
    for (const entry of entries) {
      if (entry.node.kind === 'directory' && entry.name !== '.' && entry.name !== '..' && call.machine.budget > 0)
        show({ ...entry, name: `${directory.name.replace(/\/$/, '')}/${entry.name}` })
    }
  }
  for (const directory of sorted(call, line, directories)) show(directory)
  return failed
}

function readable(call: AppletCall, node: FileSystemNode): boolean {
  const { uid, gid, groups } = call.machine.view.identity
  if (uid === 0) return true
  const shift = node.uid === uid ? 6 : node.gid === gid || groups.includes(node.gid) ? 3 : 0
  return ((node.mode >> shift) & 4) !== 0
}

function entriesIn(call: AppletCall, line: CommandLine, { parts }: Entry): readonly Entry[] {
  const { world } = call
  const own = entriesAt(world, parts).flatMap(([name, node]): readonly Entry[] => {
    if (name.startsWith('.') && !line.has('a') && !line.has('A')) return []
    const path = [...parts, toText(name)]
    if (!line.has('L') || node.kind !== 'link') return [{ name, node, parts: path, target: undefined }]
    const found = locate(world, '/', `/${path.join('/')}`, 'follow')
    return found.ok && found.value.node !== undefined
      ? [{ name, node: found.value.node, parts: found.value.parts, target: undefined }]
      : [{ name, node, parts: path, target: undefined }]
  })
  if (!line.has('a')) return own
  const above = parts.slice(0, -1)
  const here = nodeAt(world, parts)
  const parent = nodeAt(world, above)
  const dots: Entry[] = []
  if (here !== undefined) dots.push({ name: '.', node: here, parts, target: undefined })
  if (parent !== undefined) dots.push({ name: '..', node: parent, parts: above, target: undefined })
  return [...dots, ...own]
}

function sorted(call: AppletCall, line: CommandLine, entries: readonly Entry[]): readonly Entry[] {
  const byName = (a: Entry, b: Entry): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  const compare = (a: Entry, b: Entry): number => {
    const first = line.has('t')
      ? b.node.modifiedAtEpochMs - a.node.modifiedAtEpochMs
      : line.has('S')
        ? sizeOf(call, b.node, b.parts) - sizeOf(call, a.node, a.parts)
        : 0
    return first === 0 ? byName(a, b) : first
  }
  const result = [...entries].sort(compare)
  return line.has('r') ? result.reverse() : result
}

function showEntries(call: AppletCall, line: CommandLine, entries: readonly Entry[]): string {
  const mark = ({ node }: Entry): string => {
    if ((line.has('F') || line.has('p')) && node.kind === 'directory') return '/'
    if (!line.has('F')) return ''
    return node.kind === 'link' ? '@' : (node.mode & 0o111) !== 0 ? '*' : ''
  }
  const inode = (entry: Entry): string => (line.has('i') ? `${String(inodeOf(entry.parts)).padStart(7)} ` : '')
  const blocks = ({ node, parts }: Entry): string => (line.has('s') ? `${String(blocksOf(call, node, parts)).padStart(6)} ` : '')
  if (!line.has('l') && !line.has('n')) {
    const terminal = call.process.descriptors[1]
    const wide = terminal?.kind === 'session' && call.machine.sessions.get(terminal.session)?.terminal === true && !line.has('1')
    const names = entries.map((entry) => inode(entry) + blocks(entry) + entry.name + mark(entry))
    return line.has('x')
      ? columns(names, 'across')
      : wide || line.has('C')
        ? columns(names, 'down')
        : names.map((name) => `${name}\n`).join('')
  }
  const now = nowEpochMs(call.machine.view)
  const names = new Map<string, string>()
  const nameOf = (file: '/etc/passwd' | '/etc/group', number: number): string => {
    const known = names.get(`${file} ${String(number)}`) ?? nameFor(call, file, number) ?? String(number)
    names.set(`${file} ${String(number)}`, known)
    return known
  }
  return entries
    .map((entry) => {
      const { node, parts } = entry
      const user = line.has('n') ? String(node.uid) : nameOf('/etc/passwd', node.uid)
      const group = line.has('n') ? String(node.gid) : nameOf('/etc/group', node.gid)
      const name = (text: string): string => text.slice(0, 8).padEnd(8)
      const size =
        (node.mode & 0o170000) !== 0 ? '1,   3' : line.has('h') ? human(sizeOf(call, node, parts)) : String(sizeOf(call, node, parts))
      const target = node.kind === 'link' ? ` -> ${toByteText(node.target)}` : ''
      const links = String(linksOf(call, node, parts)).padStart(4)
      const time = shortTime(node.modifiedAtEpochMs, now)
      return `${inode(entry)}${blocks(entry)}${modeText(node)} ${links} ${name(user)} ${name(group)} ${size.padStart(line.has('h') ? HUMAN_WIDTH : 9)} ${time} ${entry.name}${target}${mark(entry)}\n`
    })
    .join('')
}

/** A number for a path that stays the same. */
export function inodeOf(parts: readonly string[]): number {
  let sum = 7
  for (const character of parts.join('/')) sum = (sum * 31 + character.charCodeAt(0)) % 1_000_003
  return 1_000_000 + sum
}

/** `4.0K`, `1.1M`. @source busybox libbb/human_readable.c */
export function human(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < 4) {
    value /= 1024
    unit += 1
  }
  return unit === 0 ? String(bytes) : `${value < 10 || value < 100 ? value.toFixed(1) : String(Math.round(value))}${' KMGT'.charAt(unit)}`
}

const TERMINAL_WIDTH = 80

/** @source busybox include/libbb.h HUMAN_READABLE_MAX_WIDTH */
const HUMAN_WIDTH = 7

function totalText(kilobytes: number, isHuman: boolean): string {
  return isHuman
    ? human(kilobytes * 1024)
        .replace(/\.0$|\.0(?=[KMGT])/, '')
        .padEnd(HUMAN_WIDTH)
    : String(kilobytes)
}

function columns(names: readonly string[], direction: 'across' | 'down'): string {
  const width = names.reduce((most, name) => Math.max(most, name.length), 0) + 2
  const count = Math.max(1, Math.floor(TERMINAL_WIDTH / width))
  const rows = Math.ceil(names.length / count)
  let text = ''
  for (let row = 0; row < rows; row += 1) {
    const cells = names.filter((_, index) => (direction === 'down' ? index % rows : Math.floor(index / count)) === row)
    text += `${cells.map((name, index) => (index === cells.length - 1 ? name : name.padEnd(width))).join('')}\n`
  }
  return text
}
