// Which version was stored when, as bands of the time strip.

import type { Focus } from './board-options.ts'
import { showValue } from './shown-value.ts'
import type { VersionBook } from './versions.ts'
import { idOf } from './versions.ts'

export interface Band {
  readonly fromMs: number
  readonly untilMs: number
  /** From 1. */
  readonly version: number
  /** The value, or the version where it is a whole object's or a Secret's. */
  readonly text: string
}

export interface BandLane {
  readonly id: string
  readonly label: string
  readonly bands: readonly Band[]
}

const MOST_LANES = 3

/** A lane for each followed key; without a focus, for each object. */
export function bandLanes(versions: VersionBook, focus: readonly Focus[], fromMs: number, untilMs: number): readonly BandLane[] {
  const objects = [...versions.revisions.keys()].map((id): Followed => {
    const [kind = '', namespace = '', name = ''] = id.split('/')
    return { kind, namespace, name, key: undefined }
  })
  const followed = focus.map(({ kind, namespace = 'default', name, key }): Followed => ({ kind, namespace, name, key }))
  const shown = (followed.length > 0 ? followed : objects).slice(0, MOST_LANES)
  return shown.map((each) => {
    const id = idOf(each.kind, each.namespace, each.name)
    const { key } = each
    return { id: `${id} ${key ?? ''}`, label: labelAmong(shown, each), bands: bandsOf(versions, id, key, fromMs, untilMs) }
  })
}

interface Followed {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly key: string | undefined
}

/** From the shortest name on: what tells a key or an object apart stands first, where a narrow lane does not cut it off. */
const LABELS: readonly ((each: Followed) => string)[] = [
  ({ key, name }) => key ?? name,
  ({ kind, key, name }) => `${kind} ${key ?? name}`,
  ({ key, name }) => (key === undefined ? name : `${name} ${key}`),
]

/** The shortest label that no other lane has. */
function labelAmong(all: readonly Followed[], each: Followed): string {
  const label = LABELS.find((labelOf) => all.filter((other) => labelOf(other) === labelOf(each)).length === 1)
  return label?.(each) ?? `${each.namespace}/${each.kind} ${each.key ?? each.name}`
}

function bandsOf(versions: VersionBook, id: string, key: string | undefined, fromMs: number, untilMs: number): readonly Band[] {
  const steps = (versions.revisions.get(id) ?? []).map((each) => ({
    atMs: each.atMs,
    version: key === undefined ? each.version : (each.keys.get(key) ?? 0),
  }))
  const turns = steps.filter(({ version }, index) => index === 0 || steps[index - 1]?.version !== version)
  return turns.flatMap(({ atMs, version }, index): readonly Band[] => {
    const endMs = Math.min(turns[index + 1]?.atMs ?? untilMs, untilMs)
    if (version === 0 || endMs <= fromMs) return []
    const value = key === undefined || id.startsWith('Secret/') ? undefined : versions.values.get(`${id} ${key}`)?.[version - 1]
    const text = value === undefined ? '' : showValue(value, version).text
    return [{ fromMs: Math.max(atMs, fromMs), untilMs: endMs, version, text }]
  })
}
