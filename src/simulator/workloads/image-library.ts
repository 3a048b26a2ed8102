// Which images exist and where, and what the program in each of them does: data, written by authors in content/workloads/.

import type { Result } from '../base/result.ts'
import { failure, success } from '../base/result.ts'

/** When a program takes a value into use. */
export type ReadingTime = 'start' | 'hangup' | 'request' | 'change'

/** A value that a program uses: a variable by its name, or a file by its absolute path. */
export interface Reading {
  readonly source: { readonly variable: string } | { readonly file: string }
  /** `start`: once. The others read at the start too, and again on SIGHUP, at each request, or whenever the file changes. */
  readonly when: ReadingTime
}

/** A program that serves: it reads its configuration, says what it uses, and goes on until it is told to end. */
export interface ServiceProgram {
  readonly readings: readonly Reading[]
  /** Whether `--env NAME`, `--file PATH`, `--when TIME` and `--refuse VALUE` on the command line add readings and refusals. */
  readonly takesOptions: boolean
  /** Values with which it ends at once, exit code 1. */
  readonly refuses: readonly string[]
  readonly port: number | undefined
  /** How long it takes to end after SIGTERM, in milliseconds; undefined: it does not listen and must be killed. */
  readonly endsAfterMs: number | undefined
}

export interface ImageEntry {
  /** As manifests name it, tag included. */
  readonly name: string
  /** Whether every node has it from the start. */
  readonly present: boolean
  readonly sizeBytes: number
  readonly pullMs: number
  readonly uid: number
  readonly environment: Readonly<Record<string, string>>
  readonly entrypoint: readonly string[]
  /** What follows the entrypoint when the manifest gives no `args`; the image's CMD. */
  readonly arguments: readonly string[]
  /** Whether busybox is in it: a shell, and the programs of every day. */
  readonly hasShell: boolean
  /** What else is in it: texts by absolute path. */
  readonly files: Readonly<Record<string, string>>
  /** By the first word of the command. */
  readonly programs: Readonly<Record<string, ServiceProgram>>
}

/** A registry that answers. The name of any other cannot be looked up. */
export interface RegistryEntry {
  /** As references name it, port included: `registry.example.com`, `docker.io`. */
  readonly host: string
  /** Who may pull; with none, everybody may. */
  readonly logins: readonly { readonly username: string; readonly password: string }[]
}

export interface ImageLibrary {
  readonly images: readonly ImageEntry[]
  readonly registries: readonly RegistryEntry[]
}

/** What is wrong with a library as its author wrote it. */
export interface ImageProblem {
  /** `images[0].pullMs`; '' for all of it. */
  readonly path: string
  /** Ends the sentence "expected …". */
  readonly expected: string
  /** What stands there; undefined: nothing. */
  readonly received: unknown
}

/** Reads what an author wrote. */
export function decodeImageLibrary(value: unknown): Result<ImageLibrary, readonly ImageProblem[]> {
  const problems: ImageProblem[] = []
  const library = recordAt(value, '', problems, ['images', 'registries'])
  const images = itemsOf(library, 'images', '', problems, decodeImage)
  const registries = itemsOf(library, 'registries', '', problems, decodeRegistry)
  return problems.length === 0 ? success({ images, registries }) : failure(problems)
}

function decodeRegistry(value: unknown, path: string, problems: ImageProblem[]): RegistryEntry {
  const entry = recordAt(value, path, problems, ['host', 'logins'])
  return { host: textOf(entry, 'host', path, problems), logins: itemsOf(entry, 'logins', path, problems, decodeLogin) }
}

function decodeLogin(value: unknown, path: string, problems: ImageProblem[]): RegistryEntry['logins'][number] {
  const entry = recordAt(value, path, problems, ['username', 'password'])
  return { username: textOf(entry, 'username', path, problems), password: textOf(entry, 'password', path, problems) }
}

const IMAGE_MEMBERS = [
  'name',
  'present',
  'sizeBytes',
  'pullMs',
  'uid',
  'environment',
  'entrypoint',
  'arguments',
  'shell',
  'files',
  'programs',
]

function decodeImage(value: unknown, path: string, problems: ImageProblem[]): ImageEntry {
  const entry = recordAt(value, path, problems, IMAGE_MEMBERS)
  const programs = Object.entries(recordAt(entry['programs'] ?? {}, `${path}.programs`, problems))
  return {
    name: textOf(entry, 'name', path, problems),
    present: entry['present'] === true,
    sizeBytes: numberOf(entry, 'sizeBytes', path, problems),
    pullMs: numberOf(entry, 'pullMs', path, problems),
    uid: entry['uid'] === undefined ? 0 : numberOf(entry, 'uid', path, problems),
    environment: textsOf(entry['environment'], `${path}.environment`, problems),
    entrypoint: wordsOf(entry, 'entrypoint', path, problems),
    arguments: wordsOf(entry, 'arguments', path, problems),
    hasShell: entry['shell'] === true,
    files: filesOf(entry['files'], `${path}.files`, problems),
    programs: Object.fromEntries(programs.map(([word, each]) => [word, decodeProgram(each, `${path}.programs.${word}`, problems)])),
  }
}

function textsOf(value: unknown, path: string, problems: ImageProblem[]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(recordAt(value ?? {}, path, problems)).map(([name, text]) => [name, String(text)]))
}

function filesOf(value: unknown, path: string, problems: ImageProblem[]): Readonly<Record<string, string>> {
  const files = Object.entries(recordAt(value ?? {}, path, problems))
  for (const [file, text] of files) {
    if (!/^(\/[^/]+)+$/.test(file)) problems.push({ path, expected: 'absolute paths, such as /etc/app/app.ini', received: file })
    if (typeof text !== 'string') problems.push({ path: `${path}.${file}`, expected: 'a text', received: text })
  }
  return Object.fromEntries(files.map(([file, text]) => [file, String(text)]))
}

const PROGRAM_MEMBERS = ['readings', 'takesOptions', 'refuses', 'port', 'endsAfterMs']

function decodeProgram(value: unknown, path: string, problems: ImageProblem[]): ServiceProgram {
  const entry = recordAt(value, path, problems, PROGRAM_MEMBERS)
  const { port, endsAfterMs, takesOptions } = entry
  return {
    readings: itemsOf(entry, 'readings', path, problems, decodeReading),
    takesOptions: takesOptions === true,
    refuses: wordsOf(entry, 'refuses', path, problems),
    port: typeof port === 'number' ? port : undefined,
    endsAfterMs: typeof endsAfterMs === 'number' ? endsAfterMs : undefined,
  }
}

function decodeReading(value: unknown, path: string, problems: ImageProblem[]): Reading {
  const { variable, file, when: written = 'start' } = recordAt(value, path, problems, ['variable', 'file', 'when'])
  const when = readingTime(written)
  if (when === undefined) problems.push({ path: `${path}.when`, expected: 'start, hangup, request or change', received: written })
  if (typeof variable === 'string') return { source: { variable }, when: when ?? 'start' }
  if (typeof file !== 'string' || !file.startsWith('/'))
    problems.push({ path, expected: "a variable's name or a file's absolute path", received: file ?? variable })
  return { source: { file: String(file) }, when: when ?? 'start' }
}

export function readingTime(value: unknown): ReadingTime | undefined {
  return value === 'start' || value === 'hangup' || value === 'request' || value === 'change' ? value : undefined
}

type Entry = Readonly<Record<string, unknown>>

/** @param known  The members that it may have; of the author's choice, if nothing is said. */
function recordAt(value: unknown, path: string, problems: ImageProblem[], known?: readonly string[]): Entry {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push({ path, expected: 'a map', received: value })
    return {}
  }
  const entry: Entry = { ...value }
  for (const [name, member] of Object.entries(known === undefined ? {} : entry))
    if (known?.includes(name) === false) problems.push({ path: under(path, name), expected: `only ${known.join(', ')}`, received: member })
  return entry
}

function listOf(entry: Entry, name: string, path: string, problems: ImageProblem[]): readonly unknown[] {
  const list = entry[name] ?? []
  if (Array.isArray(list)) return list
  problems.push({ path: under(path, name), expected: 'a list', received: list })
  return []
}

function itemsOf<T>(
  entry: Entry,
  name: string,
  path: string,
  problems: ImageProblem[],
  decode: (value: unknown, path: string, problems: ImageProblem[]) => T,
): readonly T[] {
  return listOf(entry, name, path, problems).map((item, index) => decode(item, `${under(path, name)}[${String(index)}]`, problems))
}

function wordsOf(entry: Entry, name: string, path: string, problems: ImageProblem[]): readonly string[] {
  return listOf(entry, name, path, problems).map(String)
}

function textOf(entry: Entry, name: string, path: string, problems: ImageProblem[]): string {
  const text = entry[name]
  if (typeof text === 'string' && text !== '') return text
  problems.push({ path: under(path, name), expected: 'a text', received: text })
  return ''
}

function numberOf(entry: Entry, name: string, path: string, problems: ImageProblem[]): number {
  const number = entry[name]
  if (typeof number === 'number' && Number.isInteger(number) && number >= 0) return number
  problems.push({ path: under(path, name), expected: 'a whole number, 0 or more', received: number })
  return 0
}

function under(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}
