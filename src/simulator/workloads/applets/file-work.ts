// Applets that change files: touch, mkdir, rmdir, rm, unlink, ln, chmod, chown, chgrp, mktemp, truncate.
// @source busybox coreutils/touch.c mkdir.c rm.c ln.c chmod.c chown.c, libbb/remove_file.c make_directory.c
// @simplified `ln` without `-s` makes a copy, so a hard link does not follow its file.

import type { FileSystemNode } from '../../api/file-system.ts'
import { fromContent, toText } from '../shell/byte-text.ts'
import { alter, create, mayWrite, remove, rewrite } from '../shell/file-changes.ts'
import type { FileError } from '../shell/file-error.ts'
import { errorText } from '../shell/file-error.ts'
import type { Place } from '../shell/file-tree.ts'
import { entriesAt, find, locate } from '../shell/file-tree.ts'
import { draw, nowEpochMs } from '../shell/machine.ts'
import type { Applet, AppletCall } from './applet.ts'
import type { CommandLine } from './command-line.ts'
import { commandLine, wholeNumber } from './command-line.ts'
import { dateFrom } from './date.ts'
import { numberFor } from './identity.ts'
import { newMode } from './modes.ts'
import { baseName } from './words.ts'

export const touch: Applet = (call) => {
  const line = commandLine(call, 'cfhamd:t:r:')
  if (line === undefined) return 1
  if (line.rest.length === 0) return call.usage('[-cham] [-d DATE] [-t DATE] [-r FILE] FILE...')
  const asked = timeAskedFor(call, line)
  if (asked === undefined) return 1
  let failed = 0
  for (const name of line.rest) {
    const place = locate(call.world, call.process.directory, name, 'follow')
    if (!place.ok) {
      failed = call.complainOf(name, place.problem)
      continue
    }
    if (place.value.node === undefined && line.has('c')) continue
    const isNew = place.value.node === undefined
    const made = isNew
      ? call.change(create(call.world, place.value, { kind: 'file', content: '', mode: 0o666 & ~call.process.umask }))
      : undefined
    const now = locate(call.world, call.process.directory, name, 'follow')
    const problem = made ?? (now.ok ? call.change(alter(call.world, now.value, { modifiedAtEpochMs: asked })) : now.problem)
    if (problem !== undefined) failed = call.complainOf(name, problem)
  }
  return failed
}

/** Milliseconds since the epoch. @returns undefined when there is no such time or file; that was said */
function timeAskedFor(call: AppletCall, line: CommandLine): number | undefined {
  const nowMs = nowEpochMs(call.machine.view)
  const reference = line.value('r')
  if (reference !== undefined) {
    const found = find(call.world, call.process.directory, reference)
    if (found.ok) return found.value.node.modifiedAtEpochMs
    call.complainOf(reference, found.problem)
    return undefined
  }
  const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(line.value('t') ?? '')
  const text =
    digits === null
      ? (line.value('d') ?? line.value('t'))
      : `${digits.slice(1, 4).join('-')} ${digits.slice(4, 6).join(':')}:${digits[6] ?? '00'}`
  if (text === undefined) return nowMs
  const asked = dateFrom(text, nowMs)
  if (asked === undefined) call.complain(`invalid date '${text}'`)
  return asked
}

function makeDirectory(call: AppletCall, path: string, mode: number, parents: boolean): FileError | undefined {
  const place = locate(call.world, call.process.directory, path.replace(/(?<=.)\/+$/, ''), 'follow')
  if (place.ok) {
    if (parents && place.value.node?.kind === 'directory') return undefined
    return call.change(create(call.world, place.value, { kind: 'directory', mode }))
  }
  const slash = path.replace(/\/+$/, '').lastIndexOf('/')
  if (place.problem !== 'ENOENT' || !parents || slash <= 0) return place.problem
  const above = makeDirectory(call, path.slice(0, slash), 0o777 & ~call.process.umask, true)
  return above ?? makeDirectory(call, path, mode, true)
}

export const mkdir: Applet = (call) => {
  const line = commandLine(call, 'm:pv', { parents: 'p', mode: 'm', verbose: 'v' })
  if (line === undefined) return 1
  if (line.rest.length === 0) return call.usage('[-m MODE] [-p] DIRECTORY...')
  const given = line.value('m')
  const mode = given === undefined ? 0o777 & ~call.process.umask : newMode(given, 0o777, true)
  if (mode === undefined) return call.complain(`invalid mode '${given ?? ''}'`)
  let failed = 0
  for (const name of line.rest) {
    const problem = makeDirectory(call, name, mode, line.has('p'))
    if (problem !== undefined) failed = call.complain(`can't create directory '${name}': ${errorText(problem)}`)
    else if (line.has('v')) call.print(`created directory: '${name}'\n`)
  }
  return failed
}

export const rmdir: Applet = (call) => {
  const line = commandLine(call, 'p', { parents: 'p' })
  if (line === undefined) return 1
  let failed = 0
  for (const first of line.rest) {
    for (let name = first; ; name = name.replace(/\/+[^/]*\/*$/, '')) {
      const found = find(call.world, call.process.directory, name, 'keep')
      const problem = found.ok ? call.change(remove(call.world, found.value, 'directory')) : found.problem
      if (problem !== undefined) failed = call.complain(`'${name}': ${errorText(problem)}`)
      if (problem !== undefined || !line.has('p') || !/[^/]\/+[^/]/.test(name)) break
    }
  }
  return failed
}

function removeTree(call: AppletCall, name: string, place: Place, tells: boolean): boolean {
  call.machine.budget -= 1
  if (place.node?.kind !== 'directory') return removeOne(call, name, place, 'file', tells)
  let done = true
  for (const [entry, node] of entriesAt(call.world, place.parts)) {
    done = removeTree(call, `${name.replace(/\/$/, '')}/${entry}`, { parts: [...place.parts, toText(entry)], node }, tells) && done
  }
  return done && removeOne(call, name, place, 'directory', tells)
}

function removeOne(call: AppletCall, name: string, place: Place, what: 'file' | 'directory', tells: boolean): boolean {
  const problem = call.change(remove(call.world, place, what))
  if (problem !== undefined) call.complain(`can't remove '${name}': ${errorText(problem)}`)
  else if (tells) call.print(`removed '${name}'\n`)
  return problem === undefined
}

export const rm: Applet = (call) => {
  const line = commandLine(call, 'firRv', { force: 'f', recursive: 'r' })
  if (line === undefined) return 1
  if (line.rest.length === 0) return line.has('f') ? 0 : call.usage('[-irf] FILE...')
  let failed = 0
  for (const name of line.rest) {
    const base = baseName(name)
    if (base === '.' || base === '..') {
      failed = call.complain(`can't remove '.' or '..'`)
      continue
    }
    const found = find(call.world, call.process.directory, name.replace(/(?<=.)\/+$/, ''), 'keep')
    if (!found.ok) {
      if (!(line.has('f') && found.problem === 'ENOENT')) failed = call.complain(`can't remove '${name}': ${errorText(found.problem)}`)
    } else if (found.value.node.kind === 'directory' && !line.has('r') && !line.has('R')) failed = call.complain(`'${name}' is a directory`)
    else if (!removeTree(call, name, found.value, line.has('v'))) failed = 1
  }
  return failed
}

export const unlink: Applet = (call) => {
  const [name = ''] = call.words
  const found = find(call.world, call.process.directory, name, 'keep')
  const problem = found.ok ? call.change(remove(call.world, found.value, 'file')) : found.problem
  return problem === undefined ? 0 : call.complain(`can't remove file '${name}': ${errorText(problem)}`)
}

export const ln: Applet = (call) => {
  const line = commandLine(call, 'sfnbS:vT')
  if (line === undefined) return 1
  const names = line.rest
  if (names.length === 0) return call.usage('[-sfnbtv] [-S SUF] TARGET... LINK|DIR')
  const last = names.length === 1 ? baseName(names[0] ?? '') : (names.at(-1) ?? '')
  const sources = names.length === 1 ? names : names.slice(0, -1)
  const target = find(call.world, call.process.directory, last, line.has('n') ? 'keep' : 'follow')
  const intoDirectory = target.ok && target.value.node.kind === 'directory' && !line.has('T')
  if (sources.length > 1 && !intoDirectory) return call.complain(`${last}: ${errorText('ENOTDIR')}`)
  let failed = 0
  for (const source of sources) {
    const path = intoDirectory ? `${last.replace(/\/$/, '')}/${baseName(source)}` : last
    const place = locate(call.world, call.process.directory, path, 'keep')
    if (!place.ok) {
      failed = call.complainOf(path, place.problem)
      continue
    }
    if (line.has('f') && place.value.node !== undefined && place.value.node.kind !== 'directory')
      call.change(remove(call.world, place.value, 'file'))
    const now = locate(call.world, call.process.directory, path, 'keep')
    const original = line.has('s') ? undefined : find(call.world, call.process.directory, source)
    if (original?.ok === false || !now.ok) {
      failed = call.complainOf(source, original?.ok === false ? original.problem : 'ENOENT')
      continue
    }
    const node = original?.ok === true ? original.value.node : undefined
    const problem =
      node === undefined
        ? call.change(create(call.world, now.value, { kind: 'link', target: toText(source) }))
        : node.kind === 'file'
          ? call.change(create(call.world, now.value, { kind: 'file', content: fromContent(node.content), mode: node.mode }))
          : 'EPERM'
    if (problem !== undefined) failed = call.complainOf(path, problem)
  }
  return failed
}

/** Applies a change to files, with `-R` also to all that is below. */
function changeAll(
  call: AppletCall,
  names: readonly string[],
  recursive: boolean,
  quiet: boolean,
  change: (node: FileSystemNode) => Parameters<typeof alter>[2],
): 0 | 1 {
  let failed: 0 | 1 = 0
  const visit = (name: string, place: Place): void => {
    call.machine.budget -= 1
    if (place.node === undefined) return
    const problem = call.change(alter(call.world, place, change(place.node)))
    if (problem !== undefined) {
      failed = 1
      if (!quiet) call.complainOf(name, problem)
    }
    if (!recursive || place.node.kind !== 'directory') return
    for (const [entry, node] of entriesAt(call.world, place.parts))
      if (node.kind !== 'link') visit(`${name}/${entry}`, { parts: [...place.parts, toText(entry)], node })
  }
  for (const name of names) {
    const found = find(call.world, call.process.directory, name)
    if (found.ok) visit(name, found.value)
    else failed = call.complainOf(name, found.problem)
  }
  return failed
}

export const chmod: Applet = (call) => {
  // A mode may begin with a minus sign, so options are looked for by hand.
  const isOption = (word: string): boolean => /^-[Rvcf]+$/.test(word)
  const options = call.words.filter(isOption).join('')
  const [mode, ...names] = call.words.filter((word) => !isOption(word))
  if (mode === undefined || names.length === 0) return call.usage('[-Rcvf] MODE[,MODE]... FILE...')
  if (newMode(mode, 0, false) === undefined) return call.complain(`invalid mode '${mode}'`)
  return changeAll(call, names, options.includes('R'), options.includes('f'), (node) => ({
    mode: newMode(mode, node.mode, node.kind === 'directory') ?? node.mode,
  }))
}

export const chown: Applet = (call) => {
  const line = commandLine(call, 'RhLHPcvf')
  if (line === undefined) return 1
  const [owner, ...names] = line.rest
  if (owner === undefined || names.length === 0) return call.usage('[-Rhcvf]... USER[:[GRP]] FILE...')
  const onlyGroup = call.name === 'chgrp'
  const [user = '', group] = onlyGroup ? ['', owner] : owner.split(/[:.]/)
  const uid = user === '' ? undefined : numberFor(call, '/etc/passwd', user)
  const gid = group === undefined || group === '' ? undefined : numberFor(call, '/etc/group', group)
  if (user !== '' && uid === undefined) return call.complain(`unknown user ${user}`)
  if (group !== undefined && group !== '' && gid === undefined) return call.complain(`unknown group ${group}`)
  return changeAll(call, names, line.has('R'), line.has('f'), (node) => ({ uid: uid ?? node.uid, gid: gid ?? node.gid }))
}

export const mktemp: Applet = (call) => {
  const line = commandLine(call, 'dqtup:')
  if (line === undefined) return 1
  const template = line.rest[0] ?? '/tmp/tmp.XXXXXX'
  if (!template.endsWith('XXXXXX')) return call.complain(`${template}: ${errorText('EINVAL')}`)
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
  const suffix = Array.from({ length: 6 }, () => letters.charAt(draw(call.machine) % letters.length)).join('')
  const path = `${line.value('p') === undefined ? '' : `${line.value('p') ?? ''}/`}${template.slice(0, -6)}${suffix}`
  const place = locate(call.world, call.process.directory, path, 'keep')
  const made = line.has('d') ? ({ kind: 'directory', mode: 0o700 } as const) : ({ kind: 'file', content: '', mode: 0o600 } as const)
  const problem = !place.ok ? place.problem : line.has('u') ? undefined : call.change(create(call.world, place.value, made))
  if (problem !== undefined) return call.complainOf(path, problem)
  call.print(`${path}\n`)
  return 0
}

export const truncate: Applet = (call) => {
  const line = commandLine(call, 'cs:')
  const size = wholeNumber(line?.value('s') ?? '')
  if (line === undefined || size === undefined || line.rest.length === 0) return call.usage('[-c] -s SIZE FILE...')
  let failed = 0
  for (const name of line.rest) {
    const place = locate(call.world, call.process.directory, name, 'follow')
    if (!place.ok) {
      failed = call.complainOf(name, place.problem)
      continue
    }
    const { node } = place.value
    const old = node?.kind === 'file' ? fromContent(node.content) : ''
    const content = old.slice(0, size).padEnd(Math.min(size, 8_388_608), '\0')
    const denied = mayWrite(call.world, place.value)
    const problem =
      denied ??
      call.change(
        node === undefined
          ? create(call.world, place.value, { kind: 'file', content, mode: 0o666 & ~call.process.umask })
          : rewrite(call.world, place.value, content),
      )
    if (problem !== undefined) failed = call.complainOf(name, problem)
  }
  return failed
}
