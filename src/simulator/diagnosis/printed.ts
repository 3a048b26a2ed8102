// What kubectl prints, taken apart: each thing said, without the wrapping that says who said it about which file.

import type { Catalogue, Explanation, Said } from './catalogue.ts'
import { explanationOf, findMessage } from './catalogue.ts'

/** In the order in which they stand around a text. @source k8s.io/kubectl pkg/cmd/util/helpers.go, apiserver endpoints/handlers/rest.go */
const WRAPPINGS: readonly RegExp[] = [
  /^(?:Warning|error): /,
  /^Error from server(?: \(\w+\))?: /,
  /^from server for: "[^"]*": /,
  /^error when [a-z ]+ "[^"]*": /,
  /^error parsing \S+: /,
  /^error converting YAML to JSON: /,
  /^yaml: (?:line \d+: )?/,
  /^error validating "[^"]*": error validating data: /,
  /^unable to decode "[^"]*": /,
  /^resource mapping not found for name: "[^"]*" namespace: "[^"]*" from "[^"]*": /,
  /^(?:\w+ in version "[^"]*" cannot be handled as a \w+: )/,
  /^(?:The (?:[\w.]+ "[^"]*"|request)|[\w.]+ "[^"]*") is invalid: /,
  /^patch: /,
  /^Invalid value: "map\[(?:[^"\\]|\\.)*": /,
  /^strict decoding error: /,
  /^\* /,
]
const ADVICE = '; if you choose to ignore these errors, turn validation off with --validate=false'
const FIELD =
  /^(\[\]|[a-z][\s\S]*?): (?=Required value|Invalid value|Unsupported value|Forbidden|Duplicate value|Not found|Too (?:long|many|few|short)|Internal error)/
const WARNED_FIELD = /^([a-z]\w*(?:\.\w+|\[[^\]]*\])*\.?[\w[\]]*): (?=[a-z]|IPv6 )/

/** A line without its wrapping. */
export function unwrap(line: string): string {
  let text = line.endsWith(ADVICE) ? line.slice(0, -ADVICE.length) : line
  for (const wrapping of WRAPPINGS) text = text.replace(wrapping, '')
  return text
}

/** `a, b` and `[a, b]` are several things said at once, where that is how they are written. */
export function splitSaid(text: string): readonly string[] {
  if (/^(?:unknown|duplicate) field "/.test(text))
    return [...text.matchAll(/(?:unknown|duplicate) field "(?:[^"\\]|\\.)*"/g)].map(([one]) => one)
  const several = /^\[((?:apiVersion|kind)[^[\]]*)\]$/.exec(text)?.[1]
  return several === undefined ? [text] : several.split(', ')
}

/** Takes the field off the front. */
export function splitField(text: string): Said {
  const field = (FIELD.exec(text) ?? warnedField(text))?.[1]
  return field === undefined ? { text, field: fieldOfTypeError(text) } : { text: text.slice(field.length + 2), field }
}

function warnedField(text: string): RegExpExecArray | null {
  const found = WARNED_FIELD.exec(text)
  return found?.[1]?.includes('.') === true ? found : null
}

/** `json: cannot unmarshal bool into Go struct field EnvVar.spec.containers.env.value of type string`: Go leaves out indexes, and names embedded structs. */
function fieldOfTypeError(text: string): string {
  const path = /into Go struct field \w+\.([\w.]+) of type/.exec(text)?.[1]
  if (path === undefined) return /^unknown field "([\s\S]*)"$/.exec(text)?.[1] ?? ''
  return path
    .split('.')
    .filter((name) => !/^[A-Z]/.test(name))
    .join('.')
}

/**
 * Explanations of what a terminal printed, each once, in the order printed. Cells of a table count by themselves: `CrashLoopBackOff`.
 *
 * @param output  Standard output or standard error of kubectl.
 */
export function explainPrinted(catalogue: Catalogue, output: string): readonly Explanation[] {
  const found = new Map<string, Explanation>()
  for (const line of output.split('\n')) {
    for (const text of saidOn(line.trim()).flatMap(splitSaid)) {
      const said = splitField(text)
      const match = said.text === '' ? undefined : findMessage(catalogue, said)
      if (match === undefined || match.message.general || found.has(match.message.id)) continue
      const shown = explanationOf(catalogue, { code: match.message.id, values: { ...fieldNames(said.field), ...match.values } })
      if (shown !== undefined) found.set(shown.id, shown)
    }
  }
  return [...found.values()]
}

function fieldNames(field: string): Readonly<Record<string, string>> {
  const last = /(?:\[([^\]]*[^\]\d][^\]]*)\]|([^.[\]]+)(?:\[\d+\])?)$/.exec(field)
  const name = last?.[1] ?? last?.[2]
  return name === undefined ? {} : { path: field, last: name }
}

/** A line of an error says one thing, a line of a table one in each cell. */
function saidOn(line: string): readonly string[] {
  const text = unwrap(line)
  return text === line ? line.split(/\s{2,}/) : [text]
}
