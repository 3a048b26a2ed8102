// JSONPath templates as a tree: text around `{…}` actions, with kubectl's extensions (range, end, quoted text).
// @source k8s.io/client-go util/jsonpath/parser.go

import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'

export type PathNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly nodes: readonly PathNode[] }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'identifier'; readonly name: string }
  | {
      readonly kind: 'array'
      readonly from: number | undefined
      readonly to: number | undefined
      readonly toDerived: boolean
      readonly step: number | undefined
    }
  | { readonly kind: 'filter'; readonly left: readonly PathNode[]; readonly right: readonly PathNode[]; readonly operator: string }
  | { readonly kind: 'literal'; readonly value: number | boolean }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'recursive' }
  | { readonly kind: 'union'; readonly branches: readonly (readonly PathNode[])[] }

/** Top-level nodes: texts, and one list for each action. */
export function parseJsonPath(template: string): Result<readonly PathNode[], string> {
  const nodes: PathNode[] = []
  let at = 0
  while (at < template.length) {
    const open = template.indexOf('{', at)
    if (open < 0) {
      nodes.push({ kind: 'text', text: template.slice(at) })
      break
    }
    if (open > at) nodes.push({ kind: 'text', text: template.slice(at, open) })
    const action = parseAction(template, open + 1)
    if (!action.ok) return action
    nodes.push({ kind: 'list', nodes: action.value.nodes })
    at = action.value.end
  }
  return success(nodes)
}

interface Action {
  readonly nodes: readonly PathNode[]
  /** Behind the closing brace. */
  readonly end: number
}

const TERMINATOR = /[\s.,[\]$@{}]/

/** An expression on its own: a filter's side, a union's branch. */
function parseFragment(text: string): Result<readonly PathNode[], string> {
  const action = parseAction(`${text}}`, 0)
  return action.ok ? success(action.value.nodes) : action
}

function parseAction(input: string, start: number): Result<Action, string> {
  const nodes: PathNode[] = []
  let at = start
  for (;;) {
    const character = input[at]
    if (character === '}') return success({ nodes, end: at + 1 })
    if (input.startsWith('[?(', at)) {
      const filter = parseFilter(input, at)
      if (!filter.ok) return filter
      nodes.push(filter.value.node)
      at = filter.value.end
      continue
    }
    if (input.startsWith('..', at)) {
      if (nodes.at(-1)?.kind === 'recursive') return failure('invalid multiple recursive descent')
      nodes.push({ kind: 'recursive' })
      at += 2
      if (/[A-Za-z0-9_]/.test(input[at] ?? '')) at = pushField(input, at, nodes)
      continue
    }
    if (character === undefined || character === '\n' || character === '\r') return failure('unclosed action')
    at += 1
    if (character === ' ' || character === '@' || character === '$') continue
    if (character === '[') {
      const array = parseArray(input, at)
      if (!array.ok) return array
      nodes.push(...array.value.nodes)
      at = array.value.end
    } else if (character === '"' || character === "'") {
      const end = closingQuote(input, at, character)
      if (end === undefined) return failure('unterminated quoted string')
      nodes.push({ kind: 'text', text: unquote(input.slice(at, end)) })
      at = end + 1
    } else if (character === '.') at = pushField(input, at, nodes)
    else if (/[-+\d]/.test(character)) {
      const text = /^[-+]?[\d.]*/.exec(input.slice(at - 1, at + 50))?.[0] ?? ''
      if (!/^[-+]?(\d+|\d*\.\d+|\d+\.)$/.test(text)) return failure(`cannot parse number ${text}`)
      nodes.push({ kind: 'literal', value: Number(text) })
      at += text.length - 1
    } else if (/[\p{L}\p{N}_]/u.test(character)) {
      let end = at
      while (end < input.length && !TERMINATOR.test(input.charAt(end))) end += 1
      const name = input.slice(at - 1, end)
      nodes.push(name === 'true' || name === 'false' ? { kind: 'literal', value: name === 'true' } : { kind: 'identifier', name })
      at = end
    } else return failure(`unrecognized character in action: ${describeCharacter(character)}`)
  }
}

function pushField(input: string, start: number, nodes: PathNode[]): number {
  let at = start
  while (at < input.length && !TERMINATOR.test(input.charAt(at))) at += input[at] === '\\' ? 2 : 1
  const text = input.slice(start, at)
  nodes.push(text === '*' ? { kind: 'wildcard' } : { kind: 'field', name: text.replaceAll('\\', '') })
  return Math.min(at, input.length)
}

function closingQuote(input: string, start: number, quote: string): number | undefined {
  for (let at = start; at < input.length && input[at] !== '\n'; at += 1) {
    if (input[at] === '\\') at += 1
    else if (input[at] === quote) return at
  }
  return undefined
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' }

function unquote(text: string): string {
  return text.replace(/\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/g, (_, escape: string) =>
    escape.length > 1 ? String.fromCharCode(parseInt(escape.slice(1), 16)) : (ESCAPES[escape] ?? escape),
  )
}

function parseArray(input: string, start: number): Result<Action, string> {
  let end = start
  while (end < input.length && input[end] !== ']' && input[end] !== '\n') end += 1
  if (input[end] !== ']') return failure('unterminated array')
  const text = input.slice(start, end) === '*' ? ':' : input.slice(start, end)
  const done = (nodes: readonly PathNode[]): Result<Action, string> => success({ nodes, end: end + 1 })
  const branches = text.split(',')
  if (branches.length > 1) {
    const parsed: (readonly PathNode[])[] = []
    for (const branch of branches) {
      const one = parseFragment(`[${branch.trim()}]`)
      if (!one.ok) return one
      parsed.push(one.value)
    }
    return done([{ kind: 'union', branches: parsed }])
  }
  const key = /^'([^']*)'$/.exec(text)
  if (key !== null) {
    const field = parseFragment(`.${key[1] ?? ''}`)
    return field.ok ? done(field.value) : field
  }
  const slice = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(text)
  if (slice === null || slice[1] === '-') return failure(`invalid array index ${text}`)
  const [, from = '', to, step] = slice
  const number = (part: string | undefined): number | undefined =>
    part === undefined || /^:?-?$/.test(part) ? undefined : Number(part.replace(':', ''))
  const first = from === '' ? undefined : Number(from)
  const derived = to === undefined
  return done([{ kind: 'array', from: first, to: derived ? (first ?? 0) + 1 : number(to), toDerived: derived, step: number(step) }])
}

function parseFilter(input: string, start: number): Result<{ readonly node: PathNode; readonly end: number }, string> {
  let at = start + 3
  let opening = ''
  let closed = false
  for (; ; at += 1) {
    const character = input[at]
    if (character === undefined || character === '\n') return failure('unterminated filter')
    if (character === '"' || character === "'") {
      if (opening === '') opening = character
      else if (input[at - 1] !== '\\' && character === opening) closed = true
    } else if (character === ')' && (opening !== '') === closed) break
  }
  if (input[at + 1] !== ']') return failure('unclosed array expect ]')
  const text = input.slice(start + 3, at)
  const parts = /^([^!<>=]+)([!<>=]+)(.+)$/.exec(text)
  const left = parseFragment(parts?.[1] ?? text)
  if (!left.ok) return left
  const right = parseFragment(parts?.[3] ?? '')
  if (!right.ok) return right
  return success({ node: { kind: 'filter', left: left.value, right: right.value, operator: parts?.[2] ?? 'exists' }, end: at + 2 })
}

/** Go's `%#U`. */
function describeCharacter(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')} '${character}'`
}
