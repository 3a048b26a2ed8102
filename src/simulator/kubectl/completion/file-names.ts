// Names in the learner's folders, for completion.

import { listFolder } from '../files.ts'
import type { Session } from '../session.ts'
import type { Suggestions } from './suggestions.ts'
import { suggest } from './suggestions.ts'

export type FileFilter = 'any' | 'manifests' | 'folders'

const MANIFEST = /\.(?:json|ya?ml)$/

/** What a path can go on with: names of its last folder, folders with a slash. Hidden ones only after a dot. */
export function fileNames(session: Session, path: string, filter: FileFilter): Suggestions {
  const slash = path.lastIndexOf('/') + 1
  const folder = path.slice(0, slash)
  const names = listFolder(session, folder === '' ? '.' : folder)
    .filter(({ name, kind }) => kind === 'folder' || filter === 'any' || (filter === 'manifests' && MANIFEST.test(name)))
    .filter(({ name }) => !name.startsWith('.') || path.slice(slash).startsWith('.'))
    .map(({ name, kind }) => (kind === 'folder' ? `${name}/` : name))
  return suggest(names, path, slash)
}
