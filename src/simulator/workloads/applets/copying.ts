// cp, mv, install's common use, and dd's: copies of files.
// @source busybox coreutils/cp.c mv.c, libbb/copy_file.c

import type { FileSystemNode } from '../../api/file-system.ts'
import { fromContent, toText } from '../shell/byte-text.ts'
import { alter, create, mayWrite, remove, rename, rewrite } from '../shell/file-changes.ts'
import type { FileError } from '../shell/file-error.ts'
import { errorText } from '../shell/file-error.ts'
import type { Place } from '../shell/file-tree.ts'
import { entriesAt, find, locate, permits } from '../shell/file-tree.ts'
import type { Applet, AppletCall } from './applet.ts'
import { commandLine } from './command-line.ts'
import { baseName } from './words.ts'

interface How {
  readonly recursive: boolean
  /** Links are copied as links. */
  readonly keepsLinks: boolean
  readonly keepsOwner: boolean
  readonly force: boolean
}

/** @returns whether all of it was copied; what was not was said */
function copy(call: AppletCall, source: string, from: Place, target: string, how: How): boolean {
  call.machine.budget -= 1
  const { node } = from
  const to = locate(call.world, call.process.directory, target, node?.kind === 'link' ? 'keep' : 'follow')
  if (node === undefined || !to.ok) return refuse(call, `can't create '${target}'`, to.ok ? 'ENOENT' : to.problem)
  if (to.value.node === node && to.value.parts.join('/') === from.parts.join('/')) {
    call.complain(`'${source}' and '${target}' are the same file`)
    return false
  }
  const done = copyNode(call, source, node, from, target, to.value, how)
  if (done && how.keepsOwner) {
    const made = find(call.world, call.process.directory, target, 'keep')
    if (made.ok)
      call.change(
        alter(call.world, made.value, { mode: node.mode, uid: node.uid, gid: node.gid, modifiedAtEpochMs: node.modifiedAtEpochMs }),
      )
  }
  return done
}

function refuse(call: AppletCall, what: string, problem: FileError): false {
  call.complain(`${what}: ${errorText(problem)}`)
  return false
}

function copyNode(call: AppletCall, source: string, node: FileSystemNode, from: Place, target: string, to: Place, how: How): boolean {
  const { world } = call
  switch (node.kind) {
    case 'link': {
      if (to.node !== undefined) call.change(remove(world, to, 'file'))
      const problem = call.change(create(call.world, { ...to, node: undefined }, { kind: 'link', target: node.target }))
      return problem === undefined ? true : refuse(call, `can't create symlink '${target}' to '${node.target}'`, problem)
    }
    case 'file': {
      if (!permits(node, world.who, 4)) return refuse(call, `can't open '${source}'`, 'EACCES')
      if (to.node !== undefined && how.force && mayWrite(world, to) !== undefined) call.change(remove(world, to, 'file'))
      const content = fromContent(node.content)
      const now = locate(call.world, call.process.directory, target, 'follow')
      if (!now.ok) return refuse(call, `can't create '${target}'`, now.problem)
      const mode = node.mode & 0o777 & ~call.process.umask
      const denied = mayWrite(call.world, now.value)
      const problem =
        denied ??
        call.change(
          now.value.node === undefined
            ? create(call.world, now.value, { kind: 'file', content, mode })
            : rewrite(call.world, now.value, content),
        )
      return problem === undefined ? true : refuse(call, `can't create '${target}'`, problem)
    }
    case 'directory':
      return copyDirectory(call, source, node, from, target, to, how)
  }
}

function copyDirectory(call: AppletCall, source: string, node: FileSystemNode, from: Place, target: string, to: Place, how: How): boolean {
  if (!how.recursive) {
    call.complain(`omitting directory '${source}'`)
    return false
  }
  if (to.parts.length > from.parts.length && from.parts.every((part, index) => part === to.parts[index])) {
    call.complain(`recursion detected, omitting directory '${source}'`)
    return false
  }
  if (to.node !== undefined && to.node.kind !== 'directory') {
    call.complain(`target '${target}' is not a directory`)
    return false
  }
  const entries = entriesAt(call.world, from.parts)
  const problem =
    to.node === undefined ? call.change(create(call.world, to, { kind: 'directory', mode: node.mode & ~call.process.umask })) : undefined
  if (problem !== undefined) return refuse(call, `can't create directory '${target}'`, problem)
  let done = true
  for (const [name, child] of entries) {
    const path = `${source.replace(/\/$/, '')}/${name}`
    const inner = how.keepsLinks || child.kind !== 'link' ? undefined : find(call.world, call.process.directory, path)
    if (inner?.ok === false) done = refuse(call, `can't stat '${path}'`, inner.problem)
    else
      done =
        copy(
          call,
          path,
          inner?.value ?? { parts: [...from.parts, toText(name)], node: child },
          `${target.replace(/\/$/, '')}/${name}`,
          how,
        ) && done
  }
  return done
}

/** Into a directory the name stays, and many files want one. @returns undefined when it is a file; that was said */
function targetsOf(
  call: AppletCall,
  names: readonly string[],
  noDirectory: boolean,
): readonly (readonly [source: string, target: string])[] | undefined {
  const last = names.at(-1) ?? ''
  const found = find(call.world, call.process.directory, last)
  const isDirectory = found.ok && found.value.node.kind === 'directory' && !noDirectory
  if (names.length > 2 && found.ok && !isDirectory) {
    call.complain(`target '${last}' is not a directory`)
    return undefined
  }
  const keepsName = isDirectory || names.length > 2
  return names.slice(0, -1).map((source) => [source, keepsName ? `${last.replace(/(?<=.)\/$/, '')}/${baseName(source)}` : last])
}

export const cp: Applet = (call) => {
  const line = commandLine(call, 'adfilnpPRruvsLHTt:', { archive: 'a', recursive: 'r', parents: 'p', force: 'f' })
  if (line === undefined) return 1
  if (line.rest.length < 2) return call.usage('[-arPLHpfinlsTu] SOURCE DEST')
  const targets = targetsOf(call, line.rest, line.has('T'))
  if (targets === undefined) return 1
  const recursive = line.has('r') || line.has('R') || line.has('a')
  const how = {
    recursive,
    keepsLinks: (recursive || line.has('d') || line.has('P')) && !line.has('L'),
    keepsOwner: line.has('p') || line.has('a'),
    force: line.has('f'),
  }
  let failed = 0
  for (const [source, target] of targets) {
    const found = find(call.world, call.process.directory, source, how.keepsLinks && !line.has('H') ? 'keep' : 'follow')
    if (!found.ok) failed = call.complain(`can't stat '${source}': ${errorText(found.problem)}`)
    else if (line.has('n') && find(call.world, call.process.directory, target).ok) continue
    else if (!copy(call, source, found.value, target, how)) failed = 1
    else if (line.has('v')) call.print(`'${source}' -> '${target}'\n`)
  }
  return failed
}

export const mv: Applet = (call) => {
  const line = commandLine(call, 'finTt:v')
  if (line === undefined) return 1
  if (line.rest.length < 2) return call.usage('[-finT] SOURCE DEST')
  const targets = targetsOf(call, line.rest, line.has('T'))
  if (targets === undefined) return 1
  let failed = 0
  for (const [source, target] of targets) {
    const from = find(call.world, call.process.directory, source.replace(/(?<=.)\/+$/, ''), 'keep')
    const to = locate(call.world, call.process.directory, target.replace(/(?<=.)\/+$/, ''), 'keep')
    if (!from.ok || !to.ok) {
      failed = call.complain(`can't rename '${source}': ${errorText(!from.ok ? from.problem : to.ok ? 'ENOENT' : to.problem)}`)
      continue
    }
    if (line.has('n') && to.value.node !== undefined) continue
    const problem = call.change(rename(call.world, from.value, to.value))
    if (problem === 'EXDEV') {
      // Between volumes: a copy, then the old one goes.
      const done = copy(call, source, from.value, target, { recursive: true, keepsLinks: true, keepsOwner: true, force: true })
      if (!done || !removeTree(call, source, from.value)) {
        failed = 1
        continue
      }
    } else if (problem !== undefined) {
      failed = call.complain(`can't rename '${source}': ${errorText(problem)}`)
      continue
    }
    if (line.has('v')) call.print(`'${source}' -> '${target}'\n`)
  }
  return failed
}

function removeTree(call: AppletCall, name: string, place: Place): boolean {
  if (place.node?.kind === 'directory') {
    for (const [entry, node] of entriesAt(call.world, place.parts))
      if (!removeTree(call, `${name}/${entry}`, { parts: [...place.parts, toText(entry)], node })) return false
  }
  const problem = call.change(remove(call.world, place, place.node?.kind === 'directory' ? 'directory' : 'file'))
  return problem === undefined ? true : refuse(call, `can't remove '${name}'`, problem)
}
