// Tokens to events: the grammar of one YAML document as a machine with a stack of states, so that depth costs no call stack.
//
// @source vendor/go.yaml.in/yaml/v2/parserc.go yaml_parser_state_machine

import type { SourceRange } from '../base/source-range.ts'
import type { CollectionEndEvent, CollectionStartEvent, NodeEvent, NodeProperties, ScalarEvent } from './event.ts'
import { emptyScalar } from './event.ts'
import type { TagPrefixes } from './node-properties.ts'
import { readDirectives, readProperties } from './node-properties.ts'
import { Scanner } from './scanner.ts'
import type { Mark, SyntaxProblemCode } from './syntax-problem.ts'
import { failParsing } from './syntax-problem.ts'
import type { Token } from './token.ts'
import { isDocumentBoundary } from './token.ts'

/** What the parser expects next. The `first-` states stand at the token that opens the collection. */
type State =
  | 'first-block-entry'
  | 'block-entry'
  | 'indentless-entry'
  | 'first-block-key'
  | 'block-key'
  | 'block-value'
  | 'first-flow-entry'
  | 'flow-entry'
  | 'pair-key'
  | 'pair-value'
  | 'pair-end'
  | 'first-flow-key'
  | 'flow-key'
  | 'flow-value'
  | 'flow-no-value'
  | 'end'

type NodeContext = 'block' | 'block-or-indentless' | 'flow'

export class Parser {
  readonly #scanner: Scanner
  #tagPrefixes: TagPrefixes = new Map()
  #state: State = 'end'
  /** Where to go on after the node at hand. */
  readonly #states: State[] = []
  /** Where the open collections started, for messages. */
  readonly #marks: Mark[] = []

  constructor(text: string, range: SourceRange) {
    this.#scanner = new Scanner(text, range)
  }

  /** The first event of the first document, or undefined when the text holds none. */
  start(): NodeEvent | undefined {
    const token = this.#scanner.peek()
    if (token.kind === 'stream-end') return undefined
    const explicit = token.kind === 'version-directive' || token.kind === 'tag-directive' || token.kind === 'document-start'
    this.#tagPrefixes = readDirectives(this.#scanner)
    if (!explicit) return this.#readNode('block')
    const marker = this.#scanner.peek()
    if (marker.kind !== 'document-start') failParsing('document-start-missing', marker)
    const content = this.#scanner.next()
    return isDocumentBoundary(content) ? emptyScalar(content.offset) : this.#readNode('block')
  }

  /** Looks at what follows the document, since the scanner may find a problem there. */
  finish(): void {
    this.#scanner.peek()
  }

  /** The next event of the document that `start` began; called until every collection is closed. */
  next(): NodeEvent {
    switch (this.#state) {
      case 'first-block-entry':
        this.#open()
        return this.#readBlockEntry()
      case 'block-entry':
        return this.#readBlockEntry()
      case 'indentless-entry':
        return this.#readIndentlessEntry()
      case 'first-block-key':
        this.#open()
        return this.#readBlockKey()
      case 'block-key':
        return this.#readBlockKey()
      case 'block-value':
        return this.#readBlockValue()
      case 'first-flow-entry':
        this.#open()
        return this.#readFlowEntry(this.#scanner.peek())
      case 'flow-entry':
        return this.#readFlowEntry(this.#separator('flow-sequence-end', 'flow-sequence-open', 'while parsing a flow sequence'))
      case 'pair-key':
        return this.#readPairKey()
      case 'pair-value':
        return this.#readFlowValue('pair-end', 'flow-sequence-end')
      case 'pair-end':
        this.#state = 'flow-entry'
        return { kind: 'mapping-end', end: undefined }
      case 'first-flow-key':
        this.#open()
        return this.#readFlowKey(this.#scanner.peek())
      case 'flow-key':
        return this.#readFlowKey(this.#separator('flow-mapping-end', 'flow-mapping-open', 'while parsing a flow mapping'))
      case 'flow-value':
        return this.#readFlowValue('flow-key', 'flow-mapping-end')
      case 'flow-no-value':
        this.#state = 'flow-key'
        return emptyScalar(this.#scanner.peek().offset)
      case 'end':
        return { kind: 'mapping-end', end: undefined }
    }
  }

  #readNode(context: NodeContext): NodeEvent {
    const first = this.#scanner.peek()
    if (first.kind === 'alias') {
      this.#return()
      this.#scanner.take()
      return { kind: 'alias', name: first.name, range: { start: first.offset, end: first.end } }
    }
    const { properties, propertiesEnd } = readProperties(this.#scanner, this.#tagPrefixes, first)
    const token = this.#scanner.peek()
    const start = first.offset
    const block = context !== 'flow'
    if (context === 'block-or-indentless' && token.kind === 'block-entry') {
      return this.#startCollection('indentless-entry', 'sequence-start', start, properties)
    }
    if (token.kind === 'scalar') {
      this.#return()
      this.#scanner.take()
      const { tag } = properties
      return {
        kind: 'scalar',
        ...properties,
        style: token.style,
        value: token.value,
        implicit: (tag === '' && token.style === 'plain') || tag === '!',
        range: { start, end: token.end },
        valueStart: token.offset,
      }
    }
    if (token.kind === 'flow-sequence-start') return this.#startCollection('first-flow-entry', 'sequence-start', start, properties)
    if (token.kind === 'flow-mapping-start') return this.#startCollection('first-flow-key', 'mapping-start', start, properties)
    if (block && token.kind === 'block-sequence-start') {
      return this.#startCollection('first-block-entry', 'sequence-start', start, properties)
    }
    if (block && token.kind === 'block-mapping-start') return this.#startCollection('first-block-key', 'mapping-start', start, properties)
    if (propertiesEnd !== undefined) {
      this.#return()
      return { ...emptyScalar(propertiesEnd), ...properties, implicit: properties.tag === '', range: { start, end: propertiesEnd } }
    }
    failParsing('content-missing', token, { activity: block ? 'while parsing a block node' : 'while parsing a flow node', mark: first })
  }

  #startCollection(state: State, kind: CollectionStartEvent['kind'], start: number, properties: NodeProperties): NodeEvent {
    this.#state = state
    return { kind, start, ...properties }
  }

  #readBlockEntry(): NodeEvent {
    const token = this.#scanner.peek()
    if (token.kind === 'block-entry') {
      const next = this.#scanner.next()
      if (next.kind === 'block-entry' || next.kind === 'block-end') return this.#empty('block-entry', token.end)
      return this.#readChild('block-entry', 'block')
    }
    if (token.kind === 'block-end') return this.#close('sequence-end', undefined)
    this.#failInside('dash-missing', token, 'while parsing a block collection')
  }

  #readIndentlessEntry(): NodeEvent {
    const token = this.#scanner.peek()
    if (token.kind !== 'block-entry') {
      this.#return()
      return { kind: 'sequence-end', end: undefined }
    }
    const { kind } = this.#scanner.next()
    if (kind === 'block-entry' || kind === 'key' || kind === 'value' || kind === 'block-end') {
      return this.#empty('indentless-entry', token.end)
    }
    return this.#readChild('indentless-entry', 'block')
  }

  #readBlockKey(): NodeEvent {
    const token = this.#scanner.peek()
    if (token.kind === 'key') {
      this.#scanner.take()
      return this.#readBlockChild('block-value', token.end)
    }
    if (token.kind === 'block-end') return this.#close('mapping-end', undefined)
    this.#failInside('key-missing', token, 'while parsing a block mapping')
  }

  #readBlockValue(): NodeEvent {
    const token = this.#scanner.peek()
    if (token.kind !== 'value') return this.#empty('block-key', token.offset)
    this.#scanner.take()
    return this.#readBlockChild('block-key', token.end)
  }

  /** A key or a value of a block mapping, or nothing before the next indicator. */
  #readBlockChild(then: State, emptyAt: number): NodeEvent {
    const { kind } = this.#scanner.peek()
    if (kind === 'key' || kind === 'value' || kind === 'block-end') return this.#empty(then, emptyAt)
    return this.#readChild(then, 'block-or-indentless')
  }

  /** The comma between two entries; the closing bracket may come instead. */
  #separator(closing: 'flow-sequence-end' | 'flow-mapping-end', code: SyntaxProblemCode, activity: string): Token {
    const token = this.#scanner.peek()
    if (token.kind === closing) return token
    if (token.kind === 'flow-entry') return this.#scanner.next()
    this.#failInside(code, token, activity)
  }

  #readFlowEntry(token: Token): NodeEvent {
    if (token.kind === 'flow-sequence-end') return this.#close('sequence-end', token.end)
    if (token.kind === 'key') {
      this.#scanner.take()
      return this.#startCollection('pair-key', 'mapping-start', token.offset, { anchor: undefined, tag: '' })
    }
    return this.#readChild('flow-entry', 'flow')
  }

  /** libyaml takes whatever stands in the key's place when the key is missing, even the closing bracket. */
  #readPairKey(): NodeEvent {
    const { kind, end } = this.#scanner.peek()
    if (kind !== 'value' && kind !== 'flow-entry' && kind !== 'flow-sequence-end') return this.#readChild('pair-value', 'flow')
    this.#scanner.take()
    return this.#empty('pair-value', end)
  }

  #readFlowKey(token: Token): NodeEvent {
    if (token.kind === 'flow-mapping-end') return this.#close('mapping-end', token.end)
    if (token.kind !== 'key') return this.#readChild('flow-no-value', 'flow')
    const next = this.#scanner.next()
    if (next.kind === 'value' || next.kind === 'flow-entry' || next.kind === 'flow-mapping-end') {
      return this.#empty('flow-value', next.offset)
    }
    return this.#readChild('flow-value', 'flow')
  }

  #readFlowValue(then: State, closing: 'flow-sequence-end' | 'flow-mapping-end'): NodeEvent {
    let token = this.#scanner.peek()
    const emptyAt = token.offset
    if (token.kind === 'value') {
      token = this.#scanner.next()
      if (token.kind !== 'flow-entry' && token.kind !== closing) return this.#readChild(then, 'flow')
    }
    return this.#empty(then, emptyAt)
  }

  #readChild(then: State, context: NodeContext): NodeEvent {
    this.#states.push(then)
    return this.#readNode(context)
  }

  #empty(then: State, offset: number): ScalarEvent {
    this.#state = then
    return emptyScalar(offset)
  }

  #open(): void {
    const { offset, line } = this.#scanner.peek()
    this.#marks.push({ offset, line })
    this.#scanner.take()
  }

  #close(kind: CollectionEndEvent['kind'], end: number | undefined): NodeEvent {
    this.#return()
    this.#marks.pop()
    this.#scanner.take()
    return { kind, end }
  }

  #return(): void {
    this.#state = this.#states.pop() ?? 'end'
  }

  #failInside(code: SyntaxProblemCode, { offset, line }: Mark, activity: string): never {
    failParsing(code, { offset, line }, { activity, mark: this.#marks.at(-1) ?? { offset, line } })
  }
}
