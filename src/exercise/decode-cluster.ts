// How authors describe the cluster that something starts from, and the key that the board follows. All of it can be left out.

import type { Fields, Shape } from '../authoring/shape.ts'
import { defaulted, duration, instant, integer, listOf, refuse, text } from '../authoring/shape.ts'
import type { ImageLibrary } from '../simulator/index.ts'
import { objectChoice } from './checks/choice.ts'
import type { ClusterStart, FollowedKey } from './exercise.ts'
import type { Files } from './files.ts'

/** These members stand beside the others of an exercise, an experiment, a proof or a transcript. */
export interface ClusterText {
  readonly seed: number
  readonly nodes: readonly string[]
  readonly startsAt: number
  readonly namespace: string
  readonly setup: readonly string[]
  readonly settle: number
}

/** 2026-11-24T09:00:00Z */
const STARTS_AT_EPOCH_MS = Date.UTC(2026, 10, 24, 9)
const SETTLE_MS = 20_000

export const clusterFields: Fields<ClusterText> = {
  seed: defaulted(integer, 1, 'Chooses the chance in names and delays. Another number, another run.'),
  nodes: defaulted(listOf(text, 1), ['node-1'], 'Names of nodes.'),
  startsAt: defaulted(instant, STARTS_AT_EPOCH_MS, "The cluster's date and time at its start."),
  namespace: defaulted(text, 'default', 'The namespace that the terminal works in; it is made when it is another than default.'),
  setup: defaulted(
    listOf(text),
    [],
    'Lines of the terminal that ran before the learner comes. They can name files of files/ and of cluster/.',
  ),
  settle: defaulted(duration, SETTLE_MS, 'How long the cluster runs before the learner comes.'),
}

/** @param images  Those that exist only here. */
export function clusterFrom(
  { seed, nodes, startsAt, namespace, setup, settle }: ClusterText,
  manifests: Files,
  images: ImageLibrary,
): ClusterStart {
  return { seed, nodes, startsAtEpochMs: startsAt, namespace, setup, settleMs: settle, manifests, images }
}

const followedKey: Shape<FollowedKey> = {
  expected: 'configmap/settings LOG_LEVEL for one key, secret/creds for all of them',
  read(value, path, problems) {
    const [, object, key] = typeof value === 'string' ? (/^(\S+(?: in \S+)?)(?: (\S+))?$/.exec(value) ?? []) : []
    if (object === undefined)
      return refuse(this, value, path, problems, 'Write the object, and a blank and the key if only one is followed.')
    const read = objectChoice.read(object, path, problems)
    if (read === undefined) return undefined
    const { kind, ...rest } = read
    if (kind === 'ConfigMap' || kind === 'Secret') return { kind, ...rest, ...(key === undefined ? {} : { key }) }
    return refuse(this, value, path, problems, 'Name a ConfigMap or a Secret.')
  },
}

export const focusShape = listOf(followedKey)
