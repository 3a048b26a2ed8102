// What the registry of one kind does to its objects beyond what is done to all. Few kinds need any of it; those of rare kinds come with their part.
// @source pkg/registry/*/*/strategy.go

import type { FieldError } from '../../api/field-error.ts'
import type { Kind } from '../../api/kinds.ts'
import type { Part, PartFinder } from '../../base/parts.ts'
import type { Draft } from '../decode/decoder.ts'
import type { DefaultRules } from '../defaults/draft-field.ts'
import type { ServerParts } from '../server-parts.ts'
import type { RequestContext } from './request-context.ts'

/** A new object, or one that replaces another. */
export interface Arrival {
  readonly draft: Draft
  readonly old: Draft | undefined
  readonly context: RequestContext
  readonly isDryRun: boolean
}

/** Drafts are changed in place. */
export interface KindStrategy {
  /** What reading an object of this version does beyond decoding it. @returns Go's words for what can't be read */
  convert?(draft: Draft): string | undefined
  prepareForCreate?(arrival: Arrival): void
  /** @param spec  As it will be stored. */
  prepareForUpdate?(draft: Draft, old: Draft, spec: Draft): void
  /** All that stands against an object, given what its rules have against it. May give the draft what only the cluster has. */
  problems?(arrival: Arrival, errors: readonly FieldError[]): readonly FieldError[]
  /** What is stored is defaulted again when it is read. */
  settleStored?(draft: Draft): void
}

/** What a part brings for its kinds, beside their rules. */
export interface StrategiesPart extends Part {
  readonly strategies: Readonly<Partial<Record<Kind, KindStrategy>>>
  readonly defaults: DefaultRules
}

/** The part of each rare kind that has strategies. */
const PARTS: Readonly<Partial<Record<Kind, 'services' | 'sets' | 'batch'>>> = {
  Service: 'services',
  StatefulSet: 'sets',
  DaemonSet: 'sets',
  Job: 'batch',
  CronJob: 'batch',
}

export function strategiesFor(kind: Kind, parts: PartFinder<ServerParts>): StrategiesPart | undefined {
  const name = PARTS[kind]
  return name === undefined ? undefined : parts.find(name)
}
