// Applets that tell about files: stat, readlink, realpath, du, df, mount.
// @source busybox coreutils/stat.c readlink.c du.c df.c, util-linux/mount.c

import type { FileSystemNode } from '../../api/file-system.ts'
import { toByteText, toText } from '../shell/byte-text.ts'
import { errorText } from '../shell/file-error.ts'
import { entriesAt, find, locate, mountAt, pathOf, permits } from '../shell/file-tree.ts'
import { mountLines } from '../shell/mount-table.ts'
import type { Applet, AppletCall } from './applet.ts'
import { commandLine } from './command-line.ts'
import { nameFor } from './identity.ts'
import { blocksOf, human, inodeOf, linksOf, modeText, sizeOf } from './list.ts'

function kindText(node: FileSystemNode, size: number): string {
  if (node.kind === 'directory') return 'directory'
  if (node.kind === 'link') return 'symbolic link'
  if ((node.mode & 0o170000) !== 0) return 'character special file'
  return size === 0 ? 'regular empty file' : 'regular file'
}

function longTime(epochMs: number): string {
  const iso = new Date(epochMs).toISOString()
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}000000 +0000`
}

export const stat: Applet = (call) => {
  const line = commandLine(call, 'Lftc:', { format: 'c', dereference: 'L' })
  if (line === undefined) return 1
  if (line.rest.length === 0) return call.usage('[-ltf] [-c FMT] FILE...')
  let failed = 0
  for (const name of line.rest) {
    const found = find(call.world, call.process.directory, name, line.has('L') ? 'follow' : 'keep')
    if (!found.ok) {
      failed = call.complain(`can't stat '${name}': ${errorText(found.problem)}`)
      continue
    }
    const { node, parts } = found.value
    const field = fieldsOf(call, name, node, parts)
    const format = line.value('c')
    if (format !== undefined) call.print(`${format.replace(/%([A-Za-z%])/g, (whole, letter: string) => field[letter] ?? whole)}\n`)
    else if (line.has('f'))
      call.print(
        `  File: "${name}"\n    ID: 0        Namelen: 255     Type: ${mountAt(call.machine.files, parts)?.fileSystemType ?? 'overlayfs'}\n`,
      )
    else {
      const arrow = node.kind === 'link' ? ` -> '${toByteText(node.target)}'` : ''
      const pad = (letter: string, width: number): string => (field[letter] ?? '').padEnd(width)
      call.print(`  File: ${node.kind === 'link' ? `'${name}'${arrow}` : name}\n`)
      call.print(`  Size: ${pad('s', 10)}\tBlocks: ${pad('b', 10)} IO Block: ${pad('o', 6)} ${field['F'] ?? ''}\n`)
      call.print(`Device: ${field['D'] ?? ''}h/${field['d'] ?? ''}d\tInode: ${pad('i', 10)}  Links: ${field['h'] ?? ''}\n`)
      const owner = (letter: string, other: string): string => `(${(field[letter] ?? '').padStart(5)}/${(field[other] ?? '').padStart(8)})`
      call.print(
        `Access: (${(field['a'] ?? '').padStart(4, '0')}/${field['A'] ?? ''})  Uid: ${owner('u', 'U')}   Gid: ${owner('g', 'G')}\n`,
      )
      call.print(`Access: ${field['x'] ?? ''}\nModify: ${field['y'] ?? ''}\nChange: ${field['z'] ?? ''}\n`)
    }
  }
  return failed
}

function fieldsOf(call: AppletCall, name: string, node: FileSystemNode, parts: readonly string[]): Readonly<Record<string, string>> {
  const size = sizeOf(call, node, parts)
  const seconds = String(Math.floor(node.modifiedAtEpochMs / 1000))
  const time = longTime(node.modifiedAtEpochMs)
  const type = node.kind === 'directory' ? 0o040000 : node.kind === 'link' ? 0o120000 : (node.mode & 0o170000) === 0 ? 0o100000 : 0
  const device = mountAt(call.machine.files, parts)?.fileSystemType === 'tmpfs' ? 45 : 38
  return {
    '%': '%',
    a: (node.mode & 0o7777).toString(8),
    A: modeText(node),
    b: String(blocksOf(call, node, parts) * 2),
    B: '512',
    d: String(device),
    D: device.toString(16),
    f: (node.mode | type).toString(16),
    F: kindText(node, size),
    g: String(node.gid),
    G: nameFor(call, '/etc/group', node.gid) ?? 'UNKNOWN',
    h: String(linksOf(call, node, parts)),
    i: String(inodeOf(parts)),
    n: name,
    N: node.kind === 'link' ? `'${name}' -> '${toByteText(node.target)}'` : name,
    o: '4096',
    s: String(size),
    t: '0',
    T: '0',
    u: String(node.uid),
    U: nameFor(call, '/etc/passwd', node.uid) ?? 'UNKNOWN',
    x: time,
    X: seconds,
    y: time,
    Y: seconds,
    z: time,
    Z: seconds,
  }
}

export const readlink: Applet = (call) => {
  const line = commandLine(call, 'fnevsqm')
  if (line === undefined) return 1
  if (line.rest.length === 0) return call.usage('[-fnv] FILE')
  const end = line.has('n') ? '' : '\n'
  let failed = 0
  for (const name of line.rest) {
    if (line.has('f') || line.has('e') || line.has('m')) {
      const place = locate(call.world, call.process.directory, name, 'follow')
      if (place.ok && !(line.has('e') && place.value.node === undefined)) call.print(`${pathOf(place.value)}${end}`)
      else failed = 1
      continue
    }
    const found = find(call.world, call.process.directory, name, 'keep')
    if (found.ok && found.value.node.kind === 'link') call.print(`${toByteText(found.value.node.target)}${end}`)
    else failed = 1
  }
  return failed
}

export const realpath: Applet = (call) => {
  let failed = 0
  if (call.words.length === 0) return call.usage('FILE...')
  for (const name of call.words) {
    const place = locate(call.world, call.process.directory, name, 'follow')
    if (place.ok) call.print(`${pathOf(place.value)}\n`)
    else failed = call.complainOf(name, place.problem)
  }
  return failed
}

export const du: Applet = (call) => {
  const line = commandLine(call, 'aHLdclsxhmk', {})
  if (line === undefined) return 1
  let failed = 0
  const size = (kilobytes: number): string =>
    line.has('h') ? human(kilobytes * 1024) : line.has('m') ? String(Math.ceil(kilobytes / 1024)) : String(kilobytes)
  const visit = (name: string, node: FileSystemNode, parts: readonly string[], isTop: boolean): number => {
    call.machine.budget -= 1
    let sum = blocksOf(call, node, parts)
    if (node.kind === 'directory' && !permits(node, call.world.who, 4))
      failed = call.complain(`can't open '${name}': ${errorText('EACCES')}`)
    else if (node.kind === 'directory') {
      for (const [entry, child] of entriesAt(call.world, parts))
        sum += visit(`${name.replace(/\/$/, '')}/${entry}`, child, [...parts, toText(entry)], false)
    }
    if (isTop || (!line.has('s') && (node.kind === 'directory' || line.has('a')))) call.print(`${size(sum)}\t${name}\n`)
    return sum
  }
  for (const name of line.rest.length === 0 ? ['.'] : line.rest) {
    const found = find(call.world, call.process.directory, name, 'keep')
    if (found.ok) visit(name, found.value.node, found.value.parts, true)
    else failed = call.complainOf(name, found.problem)
  }
  return failed
}

/** In units of 1024 bytes: a small node's disk, and the most its memory may hold. */
const DISK_KB = 20_971_520
const DISK_USED_KB = 5_242_880
const MEMORY_KB = 8_151_408

export const df: Applet = (call) => {
  const line = commandLine(call, 'kmhTPait:B:')
  if (line === undefined) return 1
  const all = mountLines(call.machine.files).filter(({ type }) => ['overlay', 'tmpfs', 'ext4'].includes(type))
  let failed = 0
  let shown = all
  if (line.rest.length > 0) {
    shown = line.rest.flatMap((name) => {
      const found = find(call.world, call.process.directory, name)
      if (!found.ok) {
        failed = call.complain(`${name}: can't find mount point`)
        return []
      }
      const path = pathOf(found.value)
      const mount = all.findLast((each) => each.path === '/' || path === each.path || path.startsWith(`${each.path}/`))
      return mount === undefined ? [] : [mount]
    })
  }
  const unit = line.has('m') ? 'MB-blocks' : '1K-blocks'
  const size = (kilobytes: number): string =>
    line.has('h') ? human(kilobytes * 1024) : line.has('m') ? String(Math.round(kilobytes / 1024)) : String(kilobytes)
  const type = line.has('T') ? 'Type       ' : ''
  call.print(`Filesystem           ${type}${line.has('h') ? '     Size' : unit.padStart(9)}      Used Available Use% Mounted on\n`)
  for (const { device, path, type: own } of shown) {
    const total = own === 'tmpfs' ? (path.startsWith('/dev') ? 65_536 : MEMORY_KB) : DISK_KB
    const used = own === 'tmpfs' ? 0 : DISK_USED_KB
    const percent = `${String(Math.ceil((used * 100) / total))}%`
    const columns = [size(total), size(used), size(total - used)].map((text) => text.padStart(9)).join(' ')
    call.print(`${device.padEnd(20)} ${line.has('T') ? own.padEnd(11) : ''}${columns} ${percent.padStart(4)} ${path}\n`)
  }
  return failed
}

export const mount: Applet = (call) => {
  const line = commandLine(call, 'afnrwt:o:O:v')
  if (line === undefined) return 1
  if (line.rest.length > 0) return call.complain('permission denied (are you root?)')
  for (const { device, path, type, options } of mountLines(call.machine.files)) {
    if (line.value('t') === undefined || line.value('t') === type) call.print(`${device} on ${path} type ${type} (${options})\n`)
  }
  return 0
}
