// The learner's files as a file system: paths with `.` and `..`, folders that follow from the files in them.
// Left out: links, permissions, anything outside the home folder (it looks empty).

import { decodeUtf8, encodeUtf8 } from '../base/utf8.ts'
import type { FileContent, Session } from './session.ts'

export type PathKind = 'file' | 'folder' | 'missing'

/** The path relative to the home folder, without `.` and `..`; undefined when it leads out of it. */
export function resolvePath(session: Session, path: string): string | undefined {
  const start = path.startsWith('/') ? path : `${absoluteFolder(session)}/${path}`
  const steps: string[] = []
  for (const step of start.split('/')) {
    if (step === '' || step === '.') continue
    if (step === '..') steps.pop()
    else steps.push(step)
  }
  const absolute = `/${steps.join('/')}`
  if (absolute === session.home) return ''
  return absolute.startsWith(`${session.home}/`) ? absolute.slice(session.home.length + 1) : undefined
}

export function absoluteFolder(session: Session): string {
  return session.folder === '' ? session.home : `${session.home}/${session.folder}`
}

/** `conf/./a` and `../x` as one absolute path, whether it exists or not. */
export function absolutePath(session: Session, path: string): string {
  const inside = resolvePath(session, path)
  if (inside !== undefined) return inside === '' ? session.home : `${session.home}/${inside}`
  return cleanPath(path.startsWith('/') ? path : `${absoluteFolder(session)}/${path}`)
}

/** Go's `filepath.Clean`. */
export function cleanPath(path: string): string {
  const rooted = path.startsWith('/')
  const steps: string[] = []
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop()
    else if (step !== '..' || !rooted) steps.push(step)
  }
  const joined = steps.join('/')
  if (rooted) return `/${joined}`
  return joined === '' ? '.' : joined
}

export function joinPath(folder: string, name: string): string {
  return cleanPath(folder === '' ? name : `${folder}/${name}`)
}

export function baseName(path: string): string {
  const cleaned = cleanPath(path)
  return cleaned.slice(cleaned.lastIndexOf('/') + 1)
}

export function pathKind(session: Session, path: string): PathKind {
  const inside = resolvePath(session, path)
  if (inside === undefined) return isAbove(session, path) ? 'folder' : 'missing'
  if (inside === '' || session.folders.has(inside)) return 'folder'
  if (session.files.has(inside)) return 'file'
  for (const name of session.files.keys()) if (name.startsWith(`${inside}/`)) return 'folder'
  for (const name of session.folders) if (name.startsWith(`${inside}/`)) return 'folder'
  return 'missing'
}

function isAbove(session: Session, path: string): boolean {
  const absolute = absolutePath(session, path)
  return absolute === '/' || session.home.startsWith(`${absolute}/`)
}

export function readFile(session: Session, path: string): FileContent | undefined {
  const inside = resolvePath(session, path)
  return inside === undefined || path.endsWith('/') ? undefined : session.files.get(inside)
}

export function readText(session: Session, path: string): string | undefined {
  const content = readFile(session, path)
  return content === undefined || typeof content === 'string'
    ? content
    : (decodeUtf8(content) ?? Array.from(content, (byte) => String.fromCharCode(byte)).join(''))
}

export function readBytes(session: Session, path: string): Uint8Array | undefined {
  const content = readFile(session, path)
  return typeof content === 'string' ? encodeUtf8(content) : content
}

/** Names directly inside a folder, sorted bytewise. */
export function listFolder(session: Session, path: string): readonly { readonly name: string; readonly kind: 'file' | 'folder' }[] {
  const inside = resolvePath(session, path)
  if (inside === undefined) return []
  const prefix = inside === '' ? '' : `${inside}/`
  const names = new Map<string, 'file' | 'folder'>()
  for (const folder of session.folders) {
    if (folder.startsWith(prefix) && folder !== inside) names.set(folder.slice(prefix.length).split('/')[0] ?? '', 'folder')
  }
  for (const file of session.files.keys()) {
    if (!file.startsWith(prefix)) continue
    const [first = '', ...rest] = file.slice(prefix.length).split('/')
    names.set(first, rest.length > 0 ? 'folder' : 'file')
  }
  return [...names].map(([name, kind]) => ({ name, kind })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The session with a file written; undefined when the path is a folder, outside, or below a missing folder. */
export function writeFile(session: Session, path: string, content: FileContent): Session | undefined {
  const inside = resolvePath(session, path)
  if (inside === undefined || inside === '' || path.endsWith('/') || pathKind(session, path) === 'folder') return undefined
  const folder = inside.includes('/') ? inside.slice(0, inside.lastIndexOf('/')) : ''
  if (folder !== '' && pathKind({ ...session, folder: '' }, folder) !== 'folder') return undefined
  return { ...session, files: new Map(session.files).set(inside, content) }
}

/** Go's `filepath.Glob` for `*`, `?` and `[…]` in each path step; sorted. */
export function glob(session: Session, pattern: string): readonly string[] {
  const rooted = pattern.startsWith('/')
  let found: readonly string[] = [rooted ? '/' : '']
  const steps = pattern.split('/').filter((step) => step !== '')
  for (const [index, step] of steps.entries()) {
    const last = index === steps.length - 1
    found = found.flatMap((folder) => {
      const join = (name: string): string => (folder === '' ? name : folder === '/' ? `/${name}` : `${folder}/${name}`)
      if (!/[*?[]/.test(step)) return pathKind(session, join(step)) === 'missing' ? [] : [join(step)]
      return listFolder(session, folder === '' ? '.' : folder)
        .filter(
          (entry) =>
            (last || entry.kind === 'folder') && matchesGlob(step, entry.name) && (!entry.name.startsWith('.') || step.startsWith('.')),
        )
        .map((entry) => join(entry.name))
    })
  }
  return found
}

/** Linear in pattern and text apart from one step back per `*`. */
function matchesGlob(pattern: string, text: string): boolean {
  let p = 0
  let t = 0
  let starAt = -1
  let starText = 0
  while (t < text.length) {
    const step = p < pattern.length ? matchOne(pattern, p, text.charAt(t)) : undefined
    if (pattern[p] === '*') {
      starAt = p
      starText = t
      p += 1
    } else if (step !== undefined) {
      p = step
      t += 1
    } else if (starAt >= 0) {
      p = starAt + 1
      starText += 1
      t = starText
    } else return false
  }
  while (pattern[p] === '*') p += 1
  return p === pattern.length
}

/** Where the pattern goes on after matching one character, or undefined. */
function matchOne(pattern: string, at: number, character: string): number | undefined {
  const symbol = pattern[at]
  if (symbol === '?') return at + 1
  if (symbol === '\\') return pattern[at + 1] === character ? at + 2 : undefined
  if (symbol !== '[') return symbol === character ? at + 1 : undefined
  const negated = pattern[at + 1] === '!' || pattern[at + 1] === '^'
  let index = at + (negated ? 2 : 1)
  let matched = false
  for (let first = true; index < pattern.length && (first || pattern[index] !== ']'); first = false) {
    const low = pattern.charAt(index)
    const ranged = pattern[index + 1] === '-' && pattern[index + 2] !== undefined && pattern[index + 2] !== ']'
    const high = ranged ? pattern.charAt(index + 2) : low
    if (character >= low && character <= high) matched = true
    index += ranged ? 3 : 1
  }
  if (index >= pattern.length) return undefined
  return matched === negated ? undefined : index + 1
}
