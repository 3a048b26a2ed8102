// Which files a kustomization may read: those in its folder and below. Bases may lie anywhere but above it.
//
// @source sigs.k8s.io/kustomize api/internal/loader fileloader.go, loadrestrictions.go; kyaml/filesys fsondisk.go CleanedAbs
// @simplified kustomize fetches nothing: no git repositories, no HTTP.

import { absolutePath, cleanPath, pathKind, readBytes } from '../files.ts'
import { decodeUtf8Loosely } from '../../base/utf8.ts'
import { goQuote } from '../../base/go-text.ts'
import type { Session } from '../session.ts'
import { BuildProblem, unsupported, withContext } from './build-problem.ts'

/** The folder of a kustomization, and the one that led here. */
export interface Root {
  readonly path: string
  readonly referrer: Root | undefined
}

const REMOTE = /^(?:[a-z+]+:\/\/|git@|git::|github\.com[/:]|gh:)/i

/** The folder that `kubectl kustomize` was given. */
export function openRoot(session: Session, folder: string): Root {
  refuseRemote(folder)
  return { path: withContext('must build at directory', () => confirmFolder(session, folder)), referrer: undefined }
}

/** A base or component, relative to the folder that names it. */
export function openBelow(session: Session, root: Root, path: string): Root {
  if (path === '') throw new BuildProblem('new root cannot be empty')
  refuseRemote(path)
  if (path.startsWith('/')) throw new BuildProblem(`new root '${path}' cannot be absolute`)
  const opened = withContext('must build at directory', () => confirmFolder(session, cleanPath(`${root.path}/${path}`)))
  for (let above: Root | undefined = root; above !== undefined; above = above.referrer) {
    if (isWithin(above.path, opened))
      throw new BuildProblem(`cycle detected: candidate root '${opened}' contains visited root '${above.path}'`)
  }
  return { path: opened, referrer: root }
}

function refuseRemote(path: string): void {
  if (REMOTE.test(path)) unsupported(`loading ${goQuote(path)}`, 'this terminal has no network; put the files beside your own')
}

function confirmFolder(session: Session, path: string): string {
  const kind = withContext('not a valid directory', () => kindOf(session, path))
  if (kind !== 'folder') throw new BuildProblem(`'${path}': file is not directory`)
  return absolutePath(session, path)
}

/** The content of a file that the kustomization names. */
export function loadBytes(session: Session, root: Root, path: string): Uint8Array {
  refuseRemote(path)
  const full = cleanPath(path.startsWith('/') ? path : `${root.path}/${path}`)
  if (kindOf(session, full) === 'folder') throw new BuildProblem(`'${full}' must resolve to a file`)
  const folder = full.slice(0, Math.max(full.lastIndexOf('/'), 1))
  if (!isWithin(folder, root.path)) throw new BuildProblem(`security; file '${full}' is not in or below '${root.path}'`)
  return readBytes(session, full) ?? new Uint8Array()
}

export function loadText(session: Session, root: Root, path: string): string {
  return decodeUtf8Loosely(loadBytes(session, root, path))
}

function isWithin(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`)
}

function kindOf(session: Session, path: string): 'file' | 'folder' {
  const kind = pathKind(session, path)
  if (kind !== 'missing') return kind
  throw new BuildProblem(`evalsymlink failure on '${path}' : ${missingStep(session, absolutePath(session, path))}`)
}

/** What the system says about the first step of the path that is not there. */
function missingStep(session: Session, path: string): string {
  const steps = path.split('/').slice(1)
  for (let count = 1; count <= steps.length; count += 1) {
    const part = `/${steps.slice(0, count).join('/')}`
    const kind = pathKind(session, part)
    if (kind === 'missing') return `lstat ${part}: no such file or directory`
    if (kind === 'file' && count < steps.length) return `lstat ${part}/${steps[count] ?? ''}: not a directory`
  }
  return `lstat ${path}: no such file or directory`
}
