// An immutable map of two levels: groups by name, and in each group values by key. What is asked for together lies together,
// so a whole group, or its size, is at hand without a look at anything else.

import { PersistentMap } from './persistent-map.ts'

export class GroupedMap<V> {
  /** None of them is empty. */
  readonly #groups: PersistentMap<PersistentMap<V>>

  private constructor(groups: PersistentMap<PersistentMap<V>>) {
    this.#groups = groups
  }

  static empty<V>(): GroupedMap<V> {
    return new GroupedMap<V>(PersistentMap.empty())
  }

  /** The values of a group in the order of their keys; without any, an empty map. */
  group(name: string): PersistentMap<V> {
    return this.#groups.get(name) ?? PersistentMap.empty()
  }

  get(group: string, key: string): V | undefined {
    return this.#groups.get(group)?.get(key)
  }

  with(group: string, key: string, value: V): GroupedMap<V> {
    return new GroupedMap(this.#groups.with(group, this.group(group).with(key, value)))
  }

  without(group: string, key: string): GroupedMap<V> {
    const left = this.group(group).without(key)
    return new GroupedMap(left.size === 0 ? this.#groups.without(group) : this.#groups.with(group, left))
  }
}
