// An immutable map from text to values, iterated in the order of its keys' code units.
// A hash trie of 32-way nodes: a write copies a path of a few nodes and shares the rest, so every moment of a run can be kept.

import { hashText } from './random.ts'

const BITS = 5
const WIDTH = 1 << BITS
const MAX_SHIFT = 30

interface Leaf<V> {
  readonly hash: number
  readonly key: string
  readonly value: V
}
interface Collision<V> {
  readonly hash: number
  readonly leaves: readonly Leaf<V>[]
}
interface Branch<V> {
  readonly bitmap: number
  readonly children: readonly Node<V>[]
}
type Node<V> = Leaf<V> | Collision<V> | Branch<V>

export class PersistentMap<V> {
  readonly size: number
  readonly #root: Node<V> | undefined

  private constructor(root: Node<V> | undefined, size: number) {
    this.#root = root
    this.size = size
  }

  static empty<V>(): PersistentMap<V> {
    return new PersistentMap<V>(undefined, 0)
  }

  static from<V>(entries: Iterable<readonly [string, V]>): PersistentMap<V> {
    let map = PersistentMap.empty<V>()
    for (const [key, value] of entries) map = map.with(key, value)
    return map
  }

  get(key: string): V | undefined {
    const hash = hashText(key)
    let node = this.#root
    for (let shift = 0; node !== undefined; shift += BITS) {
      if ('bitmap' in node) {
        node = childAt(node, bitOf(hash, shift))
      } else if ('leaves' in node) {
        return node.leaves.find((leaf) => leaf.key === key)?.value
      } else {
        return node.key === key ? node.value : undefined
      }
    }
    return undefined
  }

  has(key: string): boolean {
    return this.get(key) !== undefined
  }

  with(key: string, value: V): PersistentMap<V> {
    const leaf = { hash: hashText(key), key, value }
    const grows = !this.has(key)
    return new PersistentMap(this.#root === undefined ? leaf : insert(this.#root, leaf, 0), grows ? this.size + 1 : this.size)
  }

  without(key: string): PersistentMap<V> {
    if (this.#root === undefined || !this.has(key)) return this
    return new PersistentMap(remove(this.#root, hashText(key), key, 0), this.size - 1)
  }

  /** Entries in no particular, but always the same, order. */
  *entries(): IterableIterator<readonly [string, V]> {
    const open: Node<V>[] = this.#root === undefined ? [] : [this.#root]
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if ('bitmap' in node) open.push(...node.children)
      else if ('leaves' in node) for (const leaf of node.leaves) yield [leaf.key, leaf.value]
      else yield [node.key, node.value]
    }
  }

  /** Entries ordered by key. */
  sorted(): readonly (readonly [string, V])[] {
    return [...this.entries()].sort((a, b) => (a[0] < b[0] ? -1 : 1))
  }

  values(): readonly V[] {
    return this.sorted().map(([, value]) => value)
  }

  keys(): readonly string[] {
    return this.sorted().map(([key]) => key)
  }
}

function bitOf(hash: number, shift: number): number {
  return 1 << ((hash >>> shift) & (WIDTH - 1))
}

function countBits(bitmap: number): number {
  let bits = bitmap - ((bitmap >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

function positionOf(bitmap: number, bit: number): number {
  return countBits(bitmap & (bit - 1))
}

function childAt<V>(branch: Branch<V>, bit: number): Node<V> | undefined {
  return (branch.bitmap & bit) === 0 ? undefined : branch.children[positionOf(branch.bitmap, bit)]
}

function insert<V>(node: Node<V>, leaf: Leaf<V>, shift: number): Node<V> {
  if ('bitmap' in node) {
    const bit = bitOf(leaf.hash, shift)
    const position = positionOf(node.bitmap, bit)
    const child = childAt(node, bit)
    const children =
      child === undefined ? node.children.toSpliced(position, 0, leaf) : node.children.with(position, insert(child, leaf, shift + BITS))
    return { bitmap: node.bitmap | bit, children }
  }
  if ('leaves' in node && (node.hash === leaf.hash || shift > MAX_SHIFT)) {
    return { hash: node.hash, leaves: [...node.leaves.filter((other) => other.key !== leaf.key), leaf] }
  }
  if ('key' in node && node.key === leaf.key) return leaf
  if ('key' in node && (node.hash === leaf.hash || shift > MAX_SHIFT)) return { hash: node.hash, leaves: [node, leaf] }
  return insert({ bitmap: bitOf(node.hash, shift), children: [node] }, leaf, shift)
}

function remove<V>(node: Node<V>, hash: number, key: string, shift: number): Node<V> | undefined {
  if ('bitmap' in node) {
    const bit = bitOf(hash, shift)
    const child = childAt(node, bit)
    if (child === undefined) return node
    const position = positionOf(node.bitmap, bit)
    const rest = remove(child, hash, key, shift + BITS)
    if (rest !== undefined) return { bitmap: node.bitmap, children: node.children.with(position, rest) }
    const bitmap = node.bitmap & ~bit
    return bitmap === 0 ? undefined : { bitmap, children: node.children.toSpliced(position, 1) }
  }
  if ('leaves' in node) {
    const leaves = node.leaves.filter((leaf) => leaf.key !== key)
    return leaves.length === 1 ? leaves[0] : { hash: node.hash, leaves }
  }
  return node.key === key ? undefined : node
}
