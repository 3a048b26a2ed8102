// Where the recorded answers of a real cluster lie, and how to read them. The data is not part of this repository:
// `CONFORMANCE_DIR` names its folder, and a folder `shared/conformance` beside the repository is used otherwise. Any part may be missing.

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const DEFAULT_FOLDER = resolve(dirname(fileURLToPath(import.meta.url)), '../../../shared/conformance')

/** A folder of recordings. Paths are relative to it, with `/`. */
export interface Source {
  readonly folder: string
  has(path: string): boolean
  text(path: string): string
  /** The file's JSON with long repetitions (`$concat`, `$repeat`) written out; undefined when the file is missing. */
  json(path: string): unknown
  /** One JSON value a line; empty when the file is missing. */
  jsonLines(path: string): readonly unknown[]
}

export function openSource(folder: string = process.env['CONFORMANCE_DIR'] ?? DEFAULT_FOLDER): Source {
  const has = (path: string): boolean => existsSync(join(folder, path))
  const text = (path: string): string => readFileSync(join(folder, path), 'utf8')
  return {
    folder,
    has,
    text,
    json: (path) => (has(path) ? expandRepeats(JSON.parse(text(path))) : undefined),
    jsonLines: (path) =>
      has(path)
        ? text(path)
            .split('\n')
            .filter((line) => line !== '')
            .map((line) => expandRepeats(JSON.parse(line)))
        : [],
  }
}

/** The recordings, or undefined after a loud note: tests that need them then pass without having looked. */
export function findSource(): Source | undefined {
  const source = openSource()
  if (existsSync(source.folder)) return source
  console.warn(`NOTE: no recordings at ${source.folder}; set CONFORMANCE_DIR to play them. Nothing was compared.`)
  return undefined
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `{"$concat": ["a", {"$repeat": ["b", 3]}]}` is `abbb`. */
function expandRepeats(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(expandRepeats)
  if (!isRecord(value)) return value
  const parts = value['$concat']
  if (Array.isArray(parts)) return parts.map((part) => String(expandRepeats(part))).join('')
  const repeat = value['$repeat']
  if (Array.isArray(repeat)) return String(repeat[0]).repeat(Number(repeat[1]))
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, expandRepeats(entry)]))
}
