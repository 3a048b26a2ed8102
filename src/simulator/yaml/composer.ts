// Events to a tree of nodes. Aliases are resolved here, because an unknown one is reported before any later mistake in the text.
//
// @source vendor/go.yaml.in/yaml/v2/decode.go parser.parse

import type { SourceRange } from '../base/source-range.ts'
import { ManifestProblem } from './manifest-problem.ts'
import type { MappingNode, ScalarNode, SequenceNode, YamlNode } from './node.ts'
import { Parser } from './parser.ts'

/** An open mapping remembers the key whose value is to come. */
interface OpenCollection {
  readonly node: SequenceNode | MappingNode
  key: YamlNode | undefined
}

/** The first document of a chunk, or undefined when it holds none; what follows the first document is ignored. */
export function composeDocument(text: string, range: SourceRange): YamlNode | undefined {
  const parser = new Parser(text, range)
  const anchors = new Map<string, ScalarNode | SequenceNode | MappingNode>()
  const open: OpenCollection[] = []
  let event = parser.start()
  if (event === undefined) return undefined
  for (;;) {
    let complete: YamlNode | undefined
    switch (event.kind) {
      case 'alias': {
        const { name, range } = event
        const target = anchors.get(name)
        if (target === undefined) throw new ManifestProblem('alias-unknown', `yaml: unknown anchor '${name}' referenced`, range)
        complete = { kind: 'alias', ...range, name, target }
        break
      }
      case 'scalar': {
        const { range, valueStart, style, tag, implicit, value, anchor } = event
        complete = { kind: 'scalar', ...range, valueStart, style, tag, implicit, value }
        if (anchor !== undefined) anchors.set(anchor, complete)
        break
      }
      case 'sequence-start':
      case 'mapping-start': {
        const { start, anchor } = event
        const node: SequenceNode | MappingNode =
          event.kind === 'sequence-start'
            ? { kind: 'sequence', start, end: start, items: [] }
            : { kind: 'mapping', start, end: start, pairs: [] }
        if (anchor !== undefined) anchors.set(anchor, node)
        open.push({ node, key: undefined })
        break
      }
      case 'sequence-end':
      case 'mapping-end': {
        complete = open.pop()?.node
        if (complete !== undefined && event.end !== undefined) complete.end = event.end
      }
    }
    if (complete !== undefined) {
      const parent = open.at(-1)
      if (parent === undefined) {
        parser.finish()
        return complete
      }
      add(parent, complete)
    }
    event = parser.next()
  }
}

function add(parent: OpenCollection, child: YamlNode): void {
  const { node, key } = parent
  if (child.end > node.end) node.end = child.end
  if (node.kind === 'sequence') {
    node.items.push(child)
  } else if (key === undefined) {
    parent.key = child
  } else {
    node.pairs.push({ key, value: child })
    parent.key = undefined
  }
}
