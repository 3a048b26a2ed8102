// Scale: the number of replicas of an object, read and written by itself.
// Tables only; rules live in validation/.
//
// @source k8s.io/api autoscaling/v1 types.go: names, types and tags

import { always, int32, omitEmpty, rootKind, string, struct } from './field-table.ts'
import type { ObjectOf } from './field-table.ts'
import { objectMeta } from './meta.ts'

export const scaleSpec = struct('v1.ScaleSpec', { replicas: omitEmpty(int32) })

export const scaleStatus = struct('v1.ScaleStatus', { replicas: always(int32), selector: omitEmpty(string) })

export const scale = rootKind('autoscaling/v1', 'Scale', {
  metadata: always(objectMeta),
  spec: always(scaleSpec),
  status: always(scaleStatus),
})
export interface Scale extends ObjectOf<typeof scale> {}
