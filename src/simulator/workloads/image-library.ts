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

/** Reads what an author wrote. Each problem says where it is and what is wanted there. */
export function decodeImageLibrary(value: unknown): Result<ImageLibrary, readonly string[]> {
  const problems: string[] = []
  const images = listAt(value, 'images', problems).map((entry, index) => decodeImage(entry, `images[${String(index)}]`, problems))
  const registries = listAt(value, 'registries', problems).map((entry, index) =>
    decodeRegistry(entry, `registries[${String(index)}]`, problems),
  )
  return problems.length === 0 ? success({ images, registries }) : failure(problems)
}

function decodeRegistry(value: unknown, path: string, problems: string[]): RegistryEntry {
  return {
    host: textAt(value, 'host', path, problems),
    logins: listAt(value, 'logins', problems).map((login, index) => ({
      username: textAt(login, 'username', `${path}.logins[${String(index)}]`, problems),
      password: textAt(login, 'password', `${path}.logins[${String(index)}]`, problems),
    })),
  }
}

function decodeImage(value: unknown, path: string, problems: string[]): ImageEntry {
  const programs = Object.entries(recordAt(value, 'programs', path, problems)).map(
    ([word, program]) => [word, decodeProgram(program, `${path}.programs.${word}`, problems)] as const,
  )
  return {
    name: textAt(value, 'name', path, problems),
    present: memberOf(value, 'present') === true,
    sizeBytes: numberAt(value, 'sizeBytes', path, problems),
    pullMs: numberAt(value, 'pullMs', path, problems),
    uid: memberOf(value, 'uid') === undefined ? 0 : numberAt(value, 'uid', path, problems),
    environment: Object.fromEntries(
      Object.entries(recordAt(value, 'environment', path, problems)).map(([name, text]) => [name, String(text)]),
    ),
    entrypoint: listAt(value, 'entrypoint', problems).map(String),
    arguments: listAt(value, 'arguments', problems).map(String),
    hasShell: memberOf(value, 'shell') === true,
    files: filesAt(value, path, problems),
    programs: Object.fromEntries(programs),
  }
}

function filesAt(value: unknown, path: string, problems: string[]): Readonly<Record<string, string>> {
  const files = Object.entries(recordAt(value, 'files', path, problems))
  for (const [file, text] of files) {
    if (!/^(\/[^/]+)+$/.test(file)) problems.push(`${path}.files: expected absolute paths, such as /etc/app/app.ini, not ${file}`)
    if (typeof text !== 'string') problems.push(`${path}.files["${file}"]: expected a text`)
  }
  return Object.fromEntries(files.map(([file, text]) => [file, String(text)]))
}

function decodeProgram(value: unknown, path: string, problems: string[]): ServiceProgram {
  const port = memberOf(value, 'port')
  const endsAfterMs = memberOf(value, 'endsAfterMs')
  return {
    readings: listAt(value, 'readings', problems).map((reading, index) =>
      decodeReading(reading, `${path}.readings[${String(index)}]`, problems),
    ),
    takesOptions: memberOf(value, 'takesOptions') === true,
    refuses: listAt(value, 'refuses', problems).map(String),
    port: typeof port === 'number' ? port : undefined,
    endsAfterMs: typeof endsAfterMs === 'number' ? endsAfterMs : undefined,
  }
}

function decodeReading(value: unknown, path: string, problems: string[]): Reading {
  const variable = memberOf(value, 'variable')
  const file = memberOf(value, 'file')
  const when = readingTime(memberOf(value, 'when') ?? 'start')
  if (when === undefined) problems.push(`${path}.when: expected start, hangup, request or change`)
  if (typeof variable === 'string') return { source: { variable }, when: when ?? 'start' }
  if (typeof file !== 'string' || !file.startsWith('/')) problems.push(`${path}: expected a variable's name or a file's absolute path`)
  return { source: { file: String(file) }, when: when ?? 'start' }
}

export function readingTime(value: unknown): ReadingTime | undefined {
  return value === 'start' || value === 'hangup' || value === 'request' || value === 'change' ? value : undefined
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined
}

function listAt(value: unknown, name: string, problems: string[]): readonly unknown[] {
  const list = memberOf(value, name) ?? []
  if (Array.isArray(list)) return list
  problems.push(`${name}: expected a list`)
  return []
}

function recordAt(value: unknown, name: string, path: string, problems: string[]): object {
  const record = memberOf(value, name) ?? {}
  if (typeof record === 'object' && !Array.isArray(record)) return record ?? {}
  problems.push(`${path}.${name}: expected a map`)
  return {}
}

function textAt(value: unknown, name: string, path: string, problems: string[]): string {
  const text = memberOf(value, name)
  if (typeof text === 'string' && text !== '') return text
  problems.push(`${path}.${name}: expected a text`)
  return ''
}

function numberAt(value: unknown, name: string, path: string, problems: string[]): number {
  const number = memberOf(value, name)
  if (typeof number === 'number' && Number.isInteger(number) && number >= 0) return number
  problems.push(`${path}.${name}: expected a whole number, 0 or more`)
  return 0
}
