// A file of manifests, read as kubectl reads what `-f` names: a stream of JSON values if it starts with a brace, and documents of YAML
// between `---` otherwise (Y-11 to Y-14).
//
// @source staging/src/k8s.io/apimachinery/pkg/util/yaml/decoder.go YAMLOrJSONDecoder.Decode, staging/src/k8s.io/cli-runtime/pkg/resource/visitor.go StreamVisitor.Visit

import { goQuote } from '../base/go-text.ts'
import type { JsonValue } from '../base/json.ts'
import type { SourceRange } from '../base/source-range.ts'
import { utf8Length } from '../base/utf8.ts'
import { composeDocument } from './composer.ts'
import { splitDocuments } from './document-splitter.ts'
import { skipGoSpace } from './go-space.ts'
import type { JsonSyntaxProblem } from './json-document.ts'
import { readJsonValue, tooLargeProblem } from './json-document.ts'
import type { ReadableText } from './line-ends.ts'
import { verbatim, withLineFeeds } from './line-ends.ts'
import type { ManifestProblemCode } from './manifest-problem.ts'
import { ManifestProblem } from './manifest-problem.ts'
import type { YamlNode } from './node.ts'
import type { SourceMap } from './source-map.ts'
import { createSourceMap } from './source-map.ts'
import type { SyntaxProblemCode } from './syntax-problem.ts'
import { SyntaxProblem } from './syntax-problem.ts'
import { buildValue } from './value-builder.ts'

export type ManifestErrorCode = SyntaxProblemCode | ManifestProblemCode

export interface ManifestError {
  /** What kubectl prints behind `error: error parsing <file>: `, and elsewhere for `json-number`. */
  readonly message: string
  readonly code: ManifestErrorCode
  /** Where the problem was met: the rest of the line, or the offending node. The line in the message may be another one. */
  readonly range: SourceRange
  /** What was being read then, in libyaml's words, and where that began: the quote or bracket that was never closed. */
  readonly context: { readonly activity: string; readonly range: SourceRange } | undefined
}

export interface ManifestDocument {
  readonly kind: 'yaml' | 'json'
  /** Never null: kubectl passes over documents that are empty or null. Integers beyond 2^53 are rounded. */
  readonly value: JsonValue
  /** The root value, without comments around it. */
  readonly range: SourceRange
  /** Which chunk of the file, counted from 0 with the empty ones; line numbers in errors count from the start of the chunk. */
  readonly chunkIndex: number
  readonly sourceMap: SourceMap
}

export interface ManifestReading {
  /** In the order of the file, up to the error. */
  readonly documents: readonly ManifestDocument[]
  readonly error: ManifestError | undefined
}

/** How far into the file kubectl looks for a brace, in bytes. @source cli-runtime pkg/resource/visitor.go StreamVisitor.Visit */
const LOOK_AHEAD = 4096

/**
 * Reads a whole file. Never throws, whatever the text.
 *
 * @simplified Manifests in UTF-16, or with bytes that are no UTF-8, are refused before they are read.
 */
export function readManifest(text: string): ManifestReading {
  const first = skipGoSpace(text, 0)
  if (text.charAt(first) === '{' && first < LOOK_AHEAD) return readJsonStream(text)
  return readYamlStream(text, 0, [], undefined)
}

function readJsonStream(text: string): ManifestReading {
  const documents: ManifestDocument[] = []
  const readable = verbatim(text)
  let offset = 0
  for (let count = 0; ; count += 1) {
    let node: YamlNode
    try {
      const reading = readJsonValue(text, offset)
      if (reading.kind === 'end') return { documents, error: undefined }
      if (reading.kind === 'problem') {
        const ambiguous = count <= 1
        const error = jsonError(text, reading, ambiguous)
        const rest = ambiguous ? startOfYaml(text, offset) : undefined
        return rest === undefined ? { documents, error } : readYamlStream(text, rest, documents, { error, chunkIndex: count })
      }
      if (reading.tooLarge !== undefined) throw new ManifestProblem('json-number', tooLargeProblem(reading.tooLarge), reading.tooLarge)
      node = reading.node
      offset = reading.end
      const document = createDocument('json', node, readable, count)
      if (document !== undefined) documents.push(document)
    } catch (error) {
      return { documents, error: describe(error, readable, '') }
    }
  }
}

/** What holds while it is open whether the file is JSON or YAML: if the first chunk is no YAML either, JSON's complaint is the one shown. */
interface Ambiguity {
  readonly error: ManifestError
  readonly chunkIndex: number
}

function readYamlStream(
  source: string,
  from: number,
  before: readonly ManifestDocument[],
  ambiguity: Ambiguity | undefined,
): ManifestReading {
  const documents = [...before]
  const readable = withLineFeeds(source, from)
  const { chunks, problem } = splitDocuments(readable.text)
  const firstIndex = ambiguity?.chunkIndex ?? 0
  for (const [index, chunk] of chunks.entries()) {
    try {
      const node = composeDocument(readable.text, chunk)
      const document = node === undefined ? undefined : createDocument('yaml', node, readable, firstIndex + index)
      if (document !== undefined) documents.push(document)
    } catch (error) {
      const described = describe(error, readable, 'error converting YAML to JSON: ')
      return { documents, error: index === 0 && ambiguity !== undefined ? ambiguity.error : described }
    }
  }
  if (problem === undefined) return { documents, error: undefined }
  return { documents, error: chunks.length === 0 && ambiguity !== undefined ? ambiguity.error : describe(problem, readable, '') }
}

function createDocument(kind: 'yaml' | 'json', node: YamlNode, readable: ReadableText, chunkIndex: number): ManifestDocument | undefined {
  const value = buildValue(node)
  if (value === null) return undefined
  return { kind, value, range: readable.toSource(node), chunkIndex, sourceMap: createSourceMap(node, readable) }
}

/** kubectl passes white space up to the first line break before it tries YAML; with fewer than four bytes left it does not try. */
function startOfYaml(text: string, from: number): number | undefined {
  for (let at = from; ; at += 1) {
    if (text.length - at < 4 && utf8Length(text.slice(at)) < 4) return undefined
    if (text.charAt(at) === '\ufffd') return undefined
    if (skipGoSpace(text, at) === at) return at
    if (text.charAt(at) === '\n') return at + 1
  }
}

function jsonError(text: string, { offset, problem }: JsonSyntaxProblem, withOffset: boolean): ManifestError {
  if (problem === undefined) {
    const end = text.trimEnd().length
    return { message: 'unexpected EOF', code: 'json-end', range: { start: Math.max(end - 1, 0), end }, context: undefined }
  }
  const words = `invalid character ${quoteFirstByte(text.slice(offset, offset + 2))} ${problem}`
  const message = withOffset ? `json: offset ${String(utf8Length(text.slice(0, offset)) + 1)}: ${words}` : words
  return { message, code: 'json-syntax', range: { start: offset, end: offset + 1 }, context: undefined }
}

/** encoding/json reads bytes: of a longer character it shows the first byte, taken as a code point. @source Go encoding/json quoteChar */
function quoteFirstByte(text: string): string {
  const code = text.codePointAt(0) ?? 0
  const first = code < 0x80 ? code : code < 0x800 ? 0xc0 | (code >> 6) : code < 0x10000 ? 0xe0 | (code >> 12) : 0xf0 | (code >> 18)
  const character = String.fromCharCode(first)
  if (character === "'") return "'\\''"
  if (character === '"') return `'"'`
  return `'${goQuote(character).slice(1, -1)}'`
}

/** A problem as a value. Whatever else was thrown is a bug of ours and goes on. */
function describe(problem: unknown, { text, toSource }: ReadableText, prefix: string): ManifestError {
  if (problem instanceof ManifestProblem) {
    return { message: prefix + problem.message, code: problem.code, range: toSource(problem.range), context: undefined }
  }
  if (!(problem instanceof SyntaxProblem)) throw problem
  const { code, mark, context } = problem
  return {
    message: prefix + problem.text,
    code,
    range: toSource(restOfLine(text, mark.offset)),
    context: context && { activity: context.activity, range: toSource(restOfLine(text, context.mark.offset)) },
  }
}

/** From the offset to the end of its line; at the end of a line or of the text, the last word before. */
function restOfLine(text: string, offset: number): SourceRange {
  const lineEnd = text.indexOf('\n', offset)
  const end = lineEnd < 0 ? text.length : lineEnd
  const rest = text.slice(offset, end).trimEnd()
  if (rest !== '') return { start: offset, end: offset + rest.length }
  let wordEnd = offset
  while (wordEnd > 0 && isSpace(text.charCodeAt(wordEnd - 1))) wordEnd -= 1
  let start = wordEnd
  while (start > 0 && !isSpace(text.charCodeAt(start - 1))) start -= 1
  return { start, end: wordEnd }
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d)
}
