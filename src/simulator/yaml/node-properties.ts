// What may stand before a node: an anchor, and a tag whose handle stands for a prefix, one of YAML's own or one that a directive declares.
//
// @source vendor/go.yaml.in/yaml/v2/parserc.go yaml_parser_process_directives, yaml_parser_parse_node

import type { NodeProperties } from './event.ts'
import type { Scanner } from './scanner.ts'
import { failParsing } from './syntax-problem.ts'
import type { Token } from './token.ts'

/** What the handles of tags stand for. */
export type TagPrefixes = ReadonlyMap<string, string>

const OWN_PREFIXES: TagPrefixes = new Map([
  ['!', '!'],
  ['!!', 'tag:yaml.org,2002:'],
])

/** Takes the directives before a document; those about tags may give YAML's own handles another meaning. */
export function readDirectives(scanner: Scanner): TagPrefixes {
  const declared = new Map<string, string>()
  let versioned = false
  for (let token = scanner.peek(); ; token = scanner.next()) {
    if (token.kind === 'version-directive') {
      if (versioned) failParsing('version-duplicate', token)
      if (token.major !== 1 || token.minor !== 1) failParsing('version-unsupported', token)
      versioned = true
    } else if (token.kind === 'tag-directive') {
      if (declared.has(token.handle)) failParsing('tag-directive-duplicate', token)
      declared.set(token.handle, token.prefix)
    } else {
      return declared.size === 0 ? OWN_PREFIXES : new Map([...OWN_PREFIXES, ...declared])
    }
  }
}

/**
 * Takes an anchor, a tag, or both in either order.
 *
 * @param first  The token to come.
 * @returns them, and the offset behind them, or undefined when there are none.
 */
export function readProperties(
  scanner: Scanner,
  prefixes: TagPrefixes,
  first: Token,
): { readonly properties: NodeProperties; readonly propertiesEnd: number | undefined } {
  let anchor: string | undefined
  let tag: string | undefined
  let propertiesEnd: number | undefined
  let unknownHandle: Token | undefined
  for (let token = first; ; token = scanner.next()) {
    if (token.kind === 'anchor' && anchor === undefined) {
      anchor = token.name
    } else if (token.kind === 'tag' && tag === undefined) {
      const prefix = token.handle === '' ? '' : prefixes.get(token.handle)
      if (prefix === undefined) unknownHandle = token
      tag = (prefix ?? '') + token.suffix
    } else {
      break
    }
    propertiesEnd = token.end
  }
  if (unknownHandle !== undefined) failParsing('tag-handle-unknown', unknownHandle, { activity: 'while parsing a node', mark: first })
  return { properties: { anchor, tag: tag ?? '' }, propertiesEnd }
}
