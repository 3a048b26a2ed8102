// Whether bytes are the JSON text of an object, with the words of Go's encoding/json where they are not.
// @source Go encoding/json Unmarshal into map[string]interface{}

import { goQuote } from '../base/go-text.ts'
import { readJsonValue, tooLargeProblem } from '../yaml/json-document.ts'
import type { YamlNode } from '../yaml/node.ts'

/** Where a text ends, Go reads one space more. @source Go encoding/json scanner.go eof */
const END = ' '

/** Go's error, or undefined for an object and for null. */
export function jsonObjectProblem(bytes: Uint8Array): string | undefined {
  // One character a byte: encoding/json looks at bytes, too.
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  text += END
  const reading = readJsonValue(text, 0)
  const problem = syntaxProblem(text, reading)
  if (problem !== undefined || reading.kind !== 'value') return problem
  const kind = kindOf(reading.node)
  if (kind !== undefined) return `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`
  return reading.tooLarge && tooLargeProblem(reading.tooLarge)
}

/** Why the text as a whole is no JSON, or undefined. @source Go encoding/json checkValid */
export function jsonSyntaxProblem(text: string): string | undefined {
  return syntaxProblem(text + END, readJsonValue(text + END, 0))
}

/** Paths of members that stand in the text more than once, each time they stand there again. @source sigs.k8s.io/json decode.go */
export function repeatedMembers(text: string): readonly string[] {
  const reading = readJsonValue(text, 0)
  return reading.kind === 'value' ? repeatedIn(reading.node, '') : []
}

function repeatedIn(node: YamlNode, path: string): readonly string[] {
  if (node.kind === 'sequence') return node.items.flatMap((item, index) => repeatedIn(item, `${path}[${String(index)}]`))
  if (node.kind !== 'mapping') return []
  const seen = new Set<string>()
  return node.pairs.flatMap(({ key, value }) => {
    const name = key.kind === 'scalar' ? key.value : ''
    const place = path === '' ? name : `${path}.${name}`
    const again = seen.has(name) ? [place] : []
    seen.add(name)
    return [...again, ...repeatedIn(value, place)]
  })
}

function syntaxProblem(text: string, reading: ReturnType<typeof readJsonValue>): string | undefined {
  if (reading.kind === 'end') return 'unexpected end of JSON input'
  if (reading.kind === 'problem') {
    return reading.problem === undefined
      ? 'unexpected end of JSON input'
      : `invalid character ${quoteByte(text.charAt(reading.offset))} ${reading.problem}`
  }
  const rest = /[^ \t\r\n]/.exec(text.slice(reading.end))
  return rest === null ? undefined : `invalid character ${quoteByte(rest[0])} after top-level value`
}

/** @source Go encoding/json quoteChar */
function quoteByte(character: string): string {
  if (character === "'") return "'\\''"
  return character === '"' ? `'"'` : `'${goQuote(character).slice(1, -1)}'`
}

/** What is no object, as Go calls it. */
function kindOf(node: YamlNode): string | undefined {
  if (node.kind === 'sequence') return 'array'
  if (node.kind !== 'scalar') return undefined
  if (node.style === 'double-quoted') return 'string'
  if (node.value === 'null') return undefined
  return node.value === 'true' || node.value === 'false' ? 'bool' : 'number'
}
