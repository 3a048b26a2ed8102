// Nodes to JSON values, the way kubectl gets there: go-yaml builds Go maps, `sigs.k8s.io/yaml` turns their keys into texts, and
// encoding/json writes the result. Each step refuses in words of its own, and the first step that fails speaks.
//
// @source vendor/go.yaml.in/yaml/v2/decode.go decoder, vendor/sigs.k8s.io/yaml/yaml.go convertToJSONableObject
// @simplified Of two keys that become the same text the later one wins, where Go's choice is random. Nesting beyond 1,000 levels is refused
// (kubectl: 10,000), and aliases may repeat at most 64 million characters.

import { formatGoFloat, formatGoFloat32 } from '../base/go-float.ts'
import { compareBytes } from '../base/go-json.ts'
import type { JsonValue } from '../base/json.ts'
import { isJsonArray } from '../base/json.ts'
import { setMember } from '../base/mutable-json.ts'
import { goSyntax } from './go-syntax.ts'
import { ManifestProblem } from './manifest-problem.ts'
import type { AliasNode, MappingNode, ScalarNode, YamlNode } from './node.ts'
import { isMergeKey } from './node.ts'
import type { TypedScalar } from './scalar-type.ts'
import { typeOfScalar } from './scalar-value.ts'

/** Levels that a value may nest, so that whoever walks it can use recursion. */
const MAX_VALUE_DEPTH = 1000
const MAX_ALIASED_CHARACTERS = 64_000_000

/** From so many decoded nodes on, the share that aliases may bring in shrinks from 99 % to 10 %. */
const ALIAS_RATIO_RANGE = { low: 400_000, high: 4_000_000 } as const

type MutableObject = Record<string, JsonValue>

/** A key that JSON cannot express, with the last value under it. */
interface OddEntry {
  readonly key: ScalarNode
  readonly typed: TypedScalar
  value: YamlNode
}

/** The value of a document. Throws a ManifestProblem. */
export function buildValue(root: YamlNode): JsonValue {
  const builder = new ValueBuilder()
  const value = builder.build(root, 0)
  builder.refuseOddKeys(value)
  if (builder.sawNonFinite) refuseNonFinite(value, root)
  return value
}

/** The text of a key in JSON, or undefined when it has none (null, a list, a mapping). */
export function keyText(typed: TypedScalar): string | undefined {
  const { type, value } = typed
  if (type === 'null' || type === 'unsigned') return undefined
  if (type !== 'float' || typeof value !== 'number') return String(value)
  if (Number.isNaN(value)) return '.nan'
  return Number.isFinite(Math.fround(value)) ? formatGoFloat32(value) : value > 0 ? '.inf' : '-.inf'
}

class ValueBuilder {
  sawNonFinite = false
  /** Objects with keys that JSON cannot express. */
  readonly #odd = new Map<JsonValue, OddEntry[]>()
  readonly #openAliases = new Set<AliasNode>()
  #decoded = 0
  #decodedInAliases = 0
  #aliasedCharacters = 0

  build(node: YamlNode, depth: number): JsonValue {
    this.#count(node, depth)
    switch (node.kind) {
      case 'alias':
        return this.#throughAlias(node, () => this.build(node.target, depth))
      case 'scalar':
        return this.#buildScalar(node)
      case 'sequence':
        return node.items.map((item) => this.build(item, depth + 1))
      case 'mapping': {
        const object: MutableObject = {}
        this.#fill(object, node, depth)
        return object
      }
    }
  }

  refuseOddKeys(value: JsonValue): void {
    if (this.#odd.size === 0 || typeof value !== 'object' || value === null) return
    const odd = this.#odd.get(value)?.[0]
    if (odd !== undefined) {
      const type = odd.typed.type === 'null' ? '%!s(<nil>)' : 'uint64'
      const key = odd.typed.type === 'null' ? '<nil>' : goSyntax(odd.key)
      const text = goSyntax(odd.value) === 'interface {}(nil)' ? '<nil>' : goSyntax(odd.value)
      throw new ManifestProblem('key-unsupported', `unsupported map key of type: ${type}, key: ${key}, value: ${text}`, rangeOf(odd.key))
    }
    for (const child of isJsonArray(value) ? value : Object.values(value)) if (child !== undefined) this.refuseOddKeys(child)
  }

  #buildScalar(node: ScalarNode): JsonValue {
    const { value } = typeOfScalar(node)
    if (typeof value === 'number' && !Number.isFinite(value)) this.sawNonFinite = true
    return value
  }

  /** Entries in the order of the text; the last one under a key wins, whether it was written or merged (Y-9, Y-10). */
  #fill(object: MutableObject, mapping: MappingNode, depth: number): void {
    for (const { key, value } of mapping.pairs) {
      if (isMergeKey(key)) {
        this.#merge(object, value, depth)
        continue
      }
      const typed = this.#buildKey(key, depth + 1)
      const text = keyText(typed)
      const built = this.build(value, depth + 1)
      if (text === undefined) this.#keepOdd(object, key, typed, value)
      else setMember(object, text, built)
    }
  }

  #buildKey(key: YamlNode, depth: number): TypedScalar {
    this.#count(key, depth)
    if (key.kind === 'alias') return this.#throughAlias(key, () => this.#buildKey(key.target, depth))
    if (key.kind === 'scalar') return typeOfScalar(key)
    this.build(key, depth)
    throw new ManifestProblem('key-collection', `yaml: invalid map key: ${goSyntax(key)}`, rangeOf(key))
  }

  #keepOdd(object: MutableObject, key: YamlNode, typed: TypedScalar, value: YamlNode): void {
    const scalar = key.kind === 'alias' ? key.target : key
    if (scalar.kind !== 'scalar') return
    const entries = this.#odd.get(object) ?? []
    this.#odd.set(object, entries)
    const known = entries.find((entry) => entry.typed.value === typed.value)
    if (known === undefined) entries.push({ key: scalar, typed, value })
    else known.value = value
  }

  /** `<<` takes a mapping or a list of them; in a list the earlier one wins, so they are written from the back. */
  #merge(object: MutableObject, value: YamlNode, depth: number): void {
    const sources = value.kind === 'sequence' ? value.items.toReversed() : [value]
    for (const source of sources) {
      const mapping = source.kind === 'alias' ? source.target : source
      if (mapping.kind !== 'mapping') {
        throw new ManifestProblem('merge-value', 'yaml: map merge requires map or sequence of maps as the value', rangeOf(value))
      }
      this.#count(source, depth + 1)
      if (source.kind === 'alias') {
        this.#throughAlias(source, () => {
          this.#count(mapping, depth + 1)
          this.#fill(object, mapping, depth + 1)
        })
      } else {
        this.#fill(object, mapping, depth + 1)
      }
    }
  }

  #throughAlias<T>(alias: AliasNode, read: () => T): T {
    if (this.#openAliases.has(alias)) {
      throw new ManifestProblem('alias-recursive', `yaml: anchor '${alias.name}' value contains itself`, rangeOf(alias))
    }
    this.#openAliases.add(alias)
    const result = read()
    this.#openAliases.delete(alias)
    return result
  }

  /** The guard against documents that aliases blow up. @source vendor/go.yaml.in/yaml/v2/decode.go unmarshal, allowedAliasRatio */
  #count(node: YamlNode, depth: number): void {
    if (depth > MAX_VALUE_DEPTH)
      throw new ManifestProblem('nesting-excessive', `yaml: exceeded max depth of ${String(MAX_VALUE_DEPTH)}`, rangeOf(node))
    this.#decoded += 1
    if (this.#openAliases.size === 0) return
    this.#decodedInAliases += 1
    if (node.kind === 'scalar') this.#aliasedCharacters += node.value.length
    const share = this.#decodedInAliases / this.#decoded
    const excessive = this.#decodedInAliases > 100 && this.#decoded > 1000 && share > allowedAliasRatio(this.#decoded)
    if (excessive || this.#aliasedCharacters > MAX_ALIASED_CHARACTERS) {
      throw new ManifestProblem('aliasing-excessive', 'yaml: document contains excessive aliasing', rangeOf(node))
    }
  }
}

function allowedAliasRatio(decoded: number): number {
  const { low, high } = ALIAS_RATIO_RANGE
  if (decoded <= low) return 0.99
  return decoded >= high ? 0.1 : 0.99 - 0.89 * ((decoded - low) / (high - low))
}

/** JSON has no NaN and no infinity (Y-8); encoding/json meets the first in the order of the keys. */
function refuseNonFinite(value: JsonValue, root: YamlNode): void {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new ManifestProblem('number-not-finite', `json: unsupported value: ${formatGoFloat(value)}`, rangeOf(root))
  }
  if (typeof value !== 'object' || value === null) return
  if (isJsonArray(value)) for (const item of value) refuseNonFinite(item, root)
  else for (const key of Object.keys(value).sort(compareBytes)) refuseNonFinite(value[key] ?? null, root)
}

function rangeOf({ start, end }: YamlNode): { readonly start: number; readonly end: number } {
  return { start, end }
}
