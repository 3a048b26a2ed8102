// Fields of which an object has one at most: once one is there, the others are no use.

import type { StructTable } from '../api/fields/field-table.ts'
import { fieldsOf } from '../api/fields/struct-fields.ts'

const ONE_OF_ALL = new Set(['v1.EnvVarSource', 'v1.VolumeSource', 'v1.VolumeProjection', 'v1.ProbeHandler', 'v1.LifecycleHandler'])
const ONE_OF_SOME: Readonly<Record<string, readonly string[]>> = {
  'v1.EnvVar': ['value', 'valueFrom'],
  'v1.EnvFromSource': ['configMapRef', 'secretRef'],
  'v1.VolumeMount': ['subPath', 'subPathExpr'],
  'v1.DownwardAPIVolumeFile': ['fieldRef', 'resourceFieldRef'],
}

/** @returns Whether the struct has no room for the field, given those that are there. */
export function isExcluded(owner: StructTable, name: string, present: ReadonlySet<string>): boolean {
  const groups = [
    ...(ONE_OF_ALL.has(owner.goType) ? [[...fieldsOf(owner).keys()]] : []),
    ...Object.values(owner.embedded).flatMap((part) => (ONE_OF_ALL.has(part.goType) ? [[...fieldsOf(part).keys()]] : [])),
    ...(owner.goType in ONE_OF_SOME ? [ONE_OF_SOME[owner.goType] ?? []] : []),
  ]
  return groups.some((group) => group.includes(name) && group.some((other) => other !== name && present.has(other)))
}
