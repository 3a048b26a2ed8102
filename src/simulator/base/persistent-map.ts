// An immutable map from text to values, always in the order of its keys' code units.
// A balanced (AVL) tree: a write copies the few nodes on its path and shares the rest, so every moment of a run can be kept;
// and all keys with a common beginning lie side by side, which serves as an index.

interface Node<V> {
  readonly key: string
  readonly value: V
  readonly height: number
  readonly left: Node<V> | undefined
  readonly right: Node<V> | undefined
}

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
    return find(this.#root, key)?.value
  }

  has(key: string): boolean {
    return find(this.#root, key) !== undefined
  }

  with(key: string, value: V): PersistentMap<V> {
    const known = find(this.#root, key)
    if (known === undefined) return new PersistentMap(insert(this.#root, key, value), this.size + 1)
    return known.value === value ? this : new PersistentMap(replace(this.#root, key, value), this.size)
  }

  without(key: string): PersistentMap<V> {
    return this.has(key) ? new PersistentMap(remove(this.#root, key), this.size - 1) : this
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

/** For a key that is there: the tree keeps its shape, so nothing needs to be balanced. */
function replace<V>(node: Node<V> | undefined, key: string, value: V): Node<V> | undefined {
  if (node === undefined) return undefined
  const { height, left, right } = node
  if (key === node.key) return { key, value, height, left, right }
  return key < node.key
    ? { key: node.key, value: node.value, height, left: replace(left, key, value), right }
    : { key: node.key, value: node.value, height, left, right: replace(right, key, value) }
}

/** For a key that is not there. */
function insert<V>(node: Node<V> | undefined, key: string, value: V): Node<V> {
  if (node === undefined) return { key, value, height: 1, left: undefined, right: undefined }
  return key < node.key
    ? balance(node.key, node.value, insert(node.left, key, value), node.right)
    : balance(node.key, node.value, node.left, insert(node.right, key, value))
}

function remove<V>(node: Node<V> | undefined, key: string): Node<V> | undefined {
  if (node === undefined) return undefined
  if (key < node.key) return balance(node.key, node.value, remove(node.left, key), node.right)
  if (key > node.key) return balance(node.key, node.value, node.left, remove(node.right, key))
  if (node.left === undefined) return node.right
  if (node.right === undefined) return node.left
  let next = node.right
  while (next.left !== undefined) next = next.left
  return balance(next.key, next.value, node.left, remove(node.right, next.key))
}

function heightOf<V>(node: Node<V> | undefined): number {
  return node?.height ?? 0
}

function join<V>(key: string, value: V, left: Node<V> | undefined, right: Node<V> | undefined): Node<V> {
  return { key, value, height: Math.max(heightOf(left), heightOf(right)) + 1, left, right }
}

function balance<V>(key: string, value: V, left: Node<V> | undefined, right: Node<V> | undefined): Node<V> {
  const lean = heightOf(left) - heightOf(right)
  if (lean > 1 && left !== undefined) {
    if (heightOf(left.left) >= heightOf(left.right)) return join(left.key, left.value, left.left, join(key, value, left.right, right))
    const middle = left.right
    if (middle !== undefined) {
      return join(middle.key, middle.value, join(left.key, left.value, left.left, middle.left), join(key, value, middle.right, right))
    }
  }
  if (lean < -1 && right !== undefined) {
    if (heightOf(right.right) >= heightOf(right.left)) return join(right.key, right.value, join(key, value, left, right.left), right.right)
    const middle = right.left
    if (middle !== undefined) {
      return join(middle.key, middle.value, join(key, value, left, middle.left), join(right.key, right.value, middle.right, right.right))
    }
  }
  return join(key, value, left, right)
}
