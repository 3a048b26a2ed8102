import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OwnerReference } from '../../../src/simulator/api/fields/meta.ts'
import type { Pod } from '../../../src/simulator/api/fields/pod.ts'
import { EMPTY_STATE, StateView, findObject, withChange } from '../../../src/simulator/apiserver/store.ts'

const NODES = ['node-1', 'node-2']
const OWNERS = ['owner-1', 'owner-2']

/** The same lists each time, as an update that leaves the owners alone keeps the list. */
const REFERENCES: readonly (readonly OwnerReference[] | undefined)[] = [
  undefined,
  ...OWNERS.flatMap((uid) =>
    [true, undefined].map((controller) => [
      { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: uid, uid, ...(controller === undefined ? {} : { controller }) },
    ]),
  ),
]

interface Write {
  readonly name: string
  readonly isGone: boolean
  readonly nodeName: string | undefined
  readonly ownerReferences: readonly OwnerReference[] | undefined
  readonly phase: string
}

const write: fc.Arbitrary<Write> = fc.record({
  name: fc.constantFrom('a', 'b', 'c'),
  isGone: fc.boolean(),
  nodeName: fc.constantFrom(undefined, ...NODES),
  ownerReferences: fc.constantFrom(...REFERENCES),
  phase: fc.constantFrom('Pending', 'Running'),
})

function podOf({ name, nodeName, ownerReferences, phase }: Write): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'default', name, uid: name, ...(ownerReferences === undefined ? {} : { ownerReferences }) },
    spec: { containers: [], ...(nodeName === undefined ? {} : { nodeName }) },
    status: { phase },
  }
}

describe('the store', () => {
  it('gives by node and by owner what a search through all objects finds, after any writes', () => {
    fc.assert(
      fc.property(fc.array(write, { maxLength: 12 }), (writes) => {
        let state = EMPTY_STATE
        for (const [index, each] of writes.entries()) {
          const previous = findObject(state, 'Pod', { namespace: 'default', name: each.name })
          const type = previous === undefined ? 'ADDED' : 'MODIFIED'
          if (!each.isGone) state = withChange(state, { type, object: podOf(each), previous }, index)
          else if (previous !== undefined) state = withChange(state, { type: 'DELETED', object: podOf(each), previous }, index)
        }
        const view = new StateView(state)
        const pods = view.list('Pod', 'default')
        for (const node of NODES) {
          expect(view.podsOnNode(node)).toEqual(pods.filter(({ spec }) => spec.nodeName === node))
          expect(view.podCountOn(node)).toBe(view.podsOnNode(node).length)
        }
        for (const owner of OWNERS) {
          const has = ({ metadata }: Pod, controls?: true) =>
            metadata.ownerReferences?.some(({ uid, controller }) => uid === owner && controller === (controls ?? controller)) === true
          expect(view.ownedBy('Pod', owner)).toEqual(pods.filter((pod) => has(pod, true)))
          expect(new Set(view.dependentsOf(owner))).toEqual(new Set(pods.filter((pod) => has(pod))))
        }
      }),
      { seed: 20260131, numRuns: 500 },
    )
  })
})
