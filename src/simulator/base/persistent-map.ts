// An immutable map from text to values, always in the order of its keys' code units.
// A tree balanced by weight: a write copies the few nodes on its path and shares the rest, so every moment of a run can be kept;
// and all keys with a common beginning lie side by side, which serves as an index.

interface Node<V> {
  readonly key: string
  readonly value: V
  /** Of the whole tree below it, itself included. */
  readonly size: number
  readonly left: Node<V> | undefined
  readonly right: Node<V> | undefined
}

/** No side has more than so many times the weight of the other, and how a heavy side is turned. @source Adams, Implementing sets efficiently */
const HEAVIER = 3
const INNER = 2

export class PersistentMap<V> {
  readonly #root: Node<V> | undefined

  private constructor(root: Node<V> | undefined) {
    this.#root = root
  }

  static empty<V>(): PersistentMap<V> {
    return new PersistentMap<V>(undefined)
  }

  static from<V>(entries: Iterable<readonly [string, V]>): PersistentMap<V> {
    let map = PersistentMap.empty<V>()
    for (const [key, value] of entries) map = map.with(key, value)
    return map
  }

  get size(): number {
    return sizeOf(this.#root)
  }

  get(key: string): V | undefined {
    return find(this.#root, key)?.value
  }

  has(key: string): boolean {
    return find(this.#root, key) !== undefined
  }

  with(key: string, value: V): PersistentMap<V> {
    const root = put(this.#root, key, value)
    return root === this.#root ? this : new PersistentMap(root)
  }

  without(key: string): PersistentMap<V> {
    const root = remove(this.#root, key)
    return root === this.#root ? this : new PersistentMap(root)
  }

  entries(): readonly (readonly [string, V])[] {
    const entries: (readonly [string, V])[] = []
    visit(this.#root, '', (node) => entries.push([node.key, node.value]))
    return entries
  }

  keys(): readonly string[] {
    return this.entries().map(([key]) => key)
  }

  values(): readonly V[] {
    const values: V[] = []
    collect(this.#root, values)
    return values
  }

  /** The values whose keys begin with `prefix`, in the order of their keys. */
  startingWith(prefix: string): readonly V[] {
    const values: V[] = []
    visit(this.#root, prefix, (node) => values.push(node.value))
    return values
  }
}

/** Comparing texts is what costs: one comparison a level, and one at the end for the last key that was not beyond. */
function find<V>(root: Node<V> | undefined, key: string): Node<V> | undefined {
  let last: Node<V> | undefined
  for (let node = root; node !== undefined;) {
    if (key < node.key) node = node.left
    else {
      last = node
      node = node.right
    }
  }
  return last?.key === key ? last : undefined
}

// The depth of a balanced tree is logarithmic, so recursion is shallow.
function collect<V>(node: Node<V> | undefined, values: V[]): void {
  if (node === undefined) return
  collect(node.left, values)
  values.push(node.value)
  collect(node.right, values)
}

function visit<V>(node: Node<V> | undefined, prefix: string, see: (node: Node<V>) => void): void {
  if (node === undefined) return
  const inside = node.key.startsWith(prefix)
  if (inside || node.key > prefix) visit(node.left, prefix, see)
  if (inside) see(node)
  if (inside || node.key < prefix) visit(node.right, prefix, see)
}

/** The same tree when the key has the value already. */
function put<V>(node: Node<V> | undefined, key: string, value: V): Node<V> {
  if (node === undefined) return { key, value, size: 1, left: undefined, right: undefined }
  const { left, right, size } = node
  if (key === node.key) return node.value === value ? node : { key, value, size, left, right }
  if (key < node.key) {
    const grown = put(left, key, value)
    return grown === left ? node : balance(node.key, node.value, grown, right)
  }
  const grown = put(right, key, value)
  return grown === right ? node : balance(node.key, node.value, left, grown)
}

/** The same tree when the key is not there. */
function remove<V>(node: Node<V> | undefined, key: string): Node<V> | undefined {
  if (node === undefined) return undefined
  const { left, right } = node
  if (key === node.key) return joined(left, right)
  if (key < node.key) {
    const rest = remove(left, key)
    return rest === left ? node : balance(node.key, node.value, rest, right)
  }
  const rest = remove(right, key)
  return rest === right ? node : balance(node.key, node.value, left, rest)
}

/** What was on both sides of a node that is gone. */
function joined<V>(left: Node<V> | undefined, right: Node<V> | undefined): Node<V> | undefined {
  if (left === undefined) return right
  if (right === undefined) return left
  let next = right
  while (next.left !== undefined) next = next.left
  return balance(next.key, next.value, left, remove(right, next.key))
}

function sizeOf<V>(node: Node<V> | undefined): number {
  return node === undefined ? 0 : node.size
}

function join<V>(key: string, value: V, left: Node<V> | undefined, right: Node<V> | undefined): Node<V> {
  return { key, value, size: sizeOf(left) + sizeOf(right) + 1, left, right }
}

/** A node whose sides were in balance before one of them got or lost a node. */
function balance<V>(key: string, value: V, left: Node<V> | undefined, right: Node<V> | undefined): Node<V> {
  const onLeft = sizeOf(left)
  const onRight = sizeOf(right)
  if (onLeft + onRight <= 1) return join(key, value, left, right)
  if (right !== undefined && onRight > HEAVIER * onLeft) {
    const inner = right.left
    if (inner === undefined || inner.size < INNER * sizeOf(right.right))
      return join(right.key, right.value, join(key, value, left, inner), right.right)
    return join(inner.key, inner.value, join(key, value, left, inner.left), join(right.key, right.value, inner.right, right.right))
  }
  if (left !== undefined && onLeft > HEAVIER * onRight) {
    const inner = left.right
    if (inner === undefined || inner.size < INNER * sizeOf(left.left))
      return join(left.key, left.value, left.left, join(key, value, inner, right))
    return join(inner.key, inner.value, join(left.key, left.value, left.left, inner.left), join(key, value, inner.right, right))
  }
  return join(key, value, left, right)
}
