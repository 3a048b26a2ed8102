// The simulator's public face: what the stage, the exercises and the benchmarks may import. Everything else is its own business.

export type { Kind } from './api/kinds.ts'
export type { ApiObject, ObjectKey } from './api/objects.ts'
