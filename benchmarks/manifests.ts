// The manifests that are measured: texts of recorded cases and examples of the website, or the content's own where nothing was recorded.

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findSource, isRecord } from '../tests/conformance/source.ts'
import type { Source } from '../tests/conformance/source.ts'

const CONTENT = resolve(dirname(fileURLToPath(import.meta.url)), '../content')
const AREAS = ['configmap', 'decode', 'kubectl-apply', 'metadata', 'pod-env', 'pod-spec', 'pod-volumes', 'secret', 'update']
const EXAMPLES = 'examples/website-examples'
/** Recorded cases have texts of a megabyte, to find limits; they are no manifests anyone writes. */
const LONGEST = 20_000

export type ManifestSets = Readonly<Record<string, readonly string[]>>

/** Texts of one document each, without duplicates. */
export function readManifests(): ManifestSets {
  const source = findSource()
  if (source === undefined) return { content: single(textsBelow(CONTENT)) }
  const recorded = AREAS.flatMap((area) => textsIn(source.json(`recorded/cases/${area}.json`)))
  return { 'recorded cases': single(recorded), 'website examples': single(examplesOf(source)) }
}

function single(texts: readonly string[]): readonly string[] {
  const isSingle = (text: string) => /^kind: \w/m.test(text) && !/^---/m.test(text.slice(3)) && text.length < LONGEST
  return [...new Set(texts)].filter(isSingle)
}

/** Every text under a recorded case's `stdin` or `files`. */
function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([key, part]) => {
    if (key === 'stdin' && typeof part === 'string') return [part]
    if (key === 'files' && isRecord(part)) return Object.values(part).filter((text) => typeof text === 'string')
    return textsIn(part)
  })
}

function examplesOf(source: Source): readonly string[] {
  const index = source.json(`${EXAMPLES}/index.json`)
  const files = isRecord(index) && Array.isArray(index['files']) ? index['files'].filter(isRecord) : []
  return files.map((file) => source.text(`${EXAMPLES}/${String(file['file'])}`))
}

function textsBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => readFileSync(resolve(folder, path), 'utf8'))
}
