// What the board follows is there, or may come later; only a name that is nearly that of something else is doubted.

import { nearest } from '../authoring/problem.ts'
import type { ApiView } from '../simulator/index.ts'
import { snapshotAt } from '../simulator/index.ts'
import type { FollowedKey } from './exercise.ts'
import type { Played } from './play.ts'
import type { Proof } from './proof.ts'

/** @param start  The cluster as the learner finds it. */
export function boardFollows({ run }: Played, focus: readonly FollowedKey[]): Proof {
  const { view } = snapshotAt(run, run.nowMs)
  const slips = focus.map(({ namespace = run.session.namespace, ...followed }) => slipIn({ ...followed, namespace }, view))
  const index = slips.findIndex((each) => each !== undefined)
  const slip = slips[index]
  return {
    fact: 'the board follows what is there',
    problem: slip === undefined ? undefined : `there is no ${slip.word}`,
    path: `focus[${String(Math.max(index, 0))}]`,
    fix: `Did you mean ${slip?.near ?? ''}?`,
  }
}

/** The misspelt name of an object or of a key in it, and the one that is there. */
function slipIn(
  { kind, name, namespace, key }: FollowedKey & { readonly namespace: string },
  view: ApiView,
): { readonly word: string; readonly near: string } | undefined {
  const object = view.get(kind, { namespace, name })
  const word = object === undefined ? name : key
  const known = object === undefined ? view.list(kind, namespace).flatMap(({ metadata }) => metadata.name ?? []) : keysOf(object)
  const near = word === undefined || known.includes(word) ? undefined : nearest(word, known)
  return word === undefined || near === undefined ? undefined : { word, near }
}

function keysOf(object: { readonly data?: object; readonly binaryData?: object }): readonly string[] {
  return Object.keys({ ...object.data, ...object.binaryData })
}
