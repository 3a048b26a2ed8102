// Every refusal and warning that was recorded, with a text that a learner could have written: block style, quotes only where they are needed.

import type { Answer } from '../../../src/simulator/diagnosis/index.ts'
import type { Kind } from '../../../src/simulator/api/kinds.ts'
import { findKind } from '../../../src/simulator/api/kinds.ts'
import type { ApiStatus, StatusCause } from '../../../src/simulator/api/status.ts'
import type { JsonValue } from '../../../src/simulator/base/json.ts'
import { isJsonArray, isJsonObject } from '../../../src/simulator/base/json.ts'
import { replaceAt, stepsOf } from '../../conformance/areas/substitutions.ts'
import { asJson } from '../../conformance/api-answer.ts'
import type { Source } from '../../conformance/source.ts'
import { isRecord } from '../../conformance/source.ts'

export interface RecordedRefusal {
  readonly id: string
  readonly kind: Kind | undefined
  readonly text: string
  readonly object: JsonValue
  readonly answer: Answer
}

export function* recordedRefusals(source: Source): Generator<RecordedRefusal> {
  for (const [id, object, answer] of [...substitutions(source), ...mutations(source)]) {
    const refused = typeof answer['reason'] === 'string'
    const warnings = Array.isArray(answer['warnings']) ? answer['warnings'].map(String) : []
    if (!refused && warnings.length === 0) continue
    const value = asJson(object)
    const kind = isJsonObject(value) ? findKind(String(value['apiVersion']), String(value['kind']))?.kind : undefined
    yield {
      id,
      kind,
      text: writeManifest(value),
      object: value,
      answer: { kind, warnings, status: refused ? statusOf(answer) : undefined },
    }
  }
}

type Recorded = readonly [id: string, object: unknown, answer: Readonly<Record<string, unknown>>]

function substitutions(source: Source): readonly Recorded[] {
  const file = source.json('recorded/substitutions.json')
  const list = (name: string) => (isRecord(file) && Array.isArray(file[name]) ? file[name].filter(isRecord) : [])
  const bases = new Map(list('bases').map((base) => [base['kind'], base]))
  return list('cases').map((each) => [
    `${String(each['kind'])} ${String(each['path'])} = ${JSON.stringify(each['value'])}`,
    replaceAt(bases.get(each['kind']), stepsOf(String(each['path'])), each['value']),
    isRecord(each['answer']) ? each['answer'] : each,
  ])
}

function mutations(source: Source): readonly Recorded[] {
  return source
    .jsonLines('recorded/mutations.jsonl')
    .filter(isRecord)
    .map((each) => [String(each['id']), each['object'], isRecord(each['answer']) ? each['answer'] : each])
}

/** A recorded answer as the API server gives it. */
function statusOf(answer: Readonly<Record<string, unknown>>): ApiStatus {
  const causes = Array.isArray(answer['causes']) ? answer['causes'].filter(isRecord).map(causeOf) : []
  const code = Number(answer['code'])
  return {
    status: 'Failure',
    code,
    reason: answer['reason'] as ApiStatus['reason'],
    message: String(answer['message']),
    details: { causes },
  }
}

function causeOf(cause: Readonly<Record<string, unknown>>): StatusCause {
  return { reason: String(cause['reason']), message: String(cause['message']), field: String(cause['field']) }
}

/** Block style; words and numbers as they are, everything else in double quotes. */
function writeManifest(value: JsonValue): string {
  return isJsonObject(value) && Object.keys(value).length > 0 ? `${writeBlock(value, 0)}\n` : `${writeInline(value)}\n`
}

function writeBlock(value: JsonValue, indent: number): string {
  const blanks = ' '.repeat(indent)
  if (isJsonArray(value)) return value.map((item) => `${blanks}- ${inner(item, indent + 2)}`).join('\n')
  if (!isJsonObject(value)) return writeInline(value)
  return Object.entries(value)
    .map(([key, member]) => {
      const nested = member !== undefined && isBlock(member)
      const from = isJsonArray(member ?? null) ? indent : indent + 2
      return `${blanks}${writeText(key)}:${nested ? `\n${writeBlock(member, from)}` : ` ${writeInline(member ?? null)}`}`
    })
    .join('\n')
}

/** What stands behind a dash. */
function inner(item: JsonValue, indent: number): string {
  return isBlock(item) ? writeBlock(item, indent).trimStart() : writeInline(item)
}

function isBlock(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

function writeInline(value: JsonValue): string {
  return typeof value === 'string' ? writeText(value) : JSON.stringify(value)
}

function writeText(text: string): string {
  return /^[A-Za-z][\w./-]*$/.test(text) && !/^(?:y|n|yes|no|true|false|on|off|null)$/i.test(text) ? text : JSON.stringify(text)
}

/** What kubectl printed about a manifest, line by line. */
export interface PrintedRefusal {
  readonly id: string
  readonly text: string
  readonly lines: readonly string[]
}

/** Lines that show an object or a patch, or that say no more than the line before. */
const NOISE =
  /^(?:[-+ @[\]{}\\]|Resource: |Name: |error when retrieving|from server for|to:$|ensure CRDs|The [\w.]+ "[^"]*" is invalid: $|Error from server \(\w+\): error when applying patch:)/

/** Recorded command lines with one manifest, from a file or standard input, to which something was said. */
export function* printedRefusals(source: Source, areas: readonly string[]): Generator<PrintedRefusal> {
  for (const area of areas) {
    const file = source.json(`recorded/cases/${area}.json`)
    for (const each of isRecord(file) && Array.isArray(file['cases']) ? file['cases'].filter(isRecord) : []) {
      const files = new Map(Object.entries(isRecord(each['files']) ? each['files'] : {}))
      for (const step of Array.isArray(each['steps']) ? each['steps'].filter(isRecord) : []) {
        for (const [name, text] of Object.entries(isRecord(step['files']) ? step['files'] : {})) files.set(name, text)
        const named = [...String(step['run']).matchAll(/ -f (\S+)/g)].map(([, name = '']) => name)
        const text = named[0] === '-' ? step['stdin'] : files.get(named[0] ?? '')
        const stderr = step['stderr']
        if (named.length !== 1 || typeof text !== 'string' || typeof stderr !== 'string' || stderr.length > 20_000) continue
        const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !NOISE.test(line))
        if (lines.length > 0) yield { id: `${area}/${String(each['id'])}: ${String(step['run'])}`, text, lines }
      }
    }
  }
}
