// What a rule is: it looks at a value and adds what is wrong to a list. Rules that few manifests need are in parts that come when a manifest first
// needs them. A rule that is always there looks whether there is something to check and then asks for the part; where it is missing, the API
// server answers nothing and says what it lacks.

import type { FieldError } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { Container, ResourceClaim } from '../api/fields/container.ts'
import type { StructTable } from '../api/fields/field-table.ts'
import type { ObjectMeta } from '../api/fields/meta.ts'
import type { PersistentVolumeClaimSpec } from '../api/fields/persistent-volume-claim.ts'
import type { HostAlias, Pod, PodResourceClaim, PodSpec, PodTemplateSpec } from '../api/fields/pod.ts'
import type { Affinity, TopologySpreadConstraint } from '../api/fields/scheduling.ts'
import type { SecurityContext } from '../api/fields/security-context.ts'
import type { Volume, VolumeProjection } from '../api/fields/volume.ts'
import type { Kind } from '../api/kinds.ts'
import type { ApiObject, ObjectByKind } from '../api/objects.ts'
import type { JsonValue } from '../base/json.ts'
import type { Part, PartFinder } from '../base/parts.ts'

export type RuleFinder = PartFinder<RuleParts>

/** Rules add to the list in upstream's order. */
export class Errors {
  readonly list: FieldError[] = []
  readonly rare: RuleFinder

  constructor(rare: RuleFinder) {
    this.rare = rare
  }

  push(...errors: readonly FieldError[]): void {
    this.list.push(...errors)
  }
}

export type Rule<T> = (value: T, path: FieldPath, errors: Errors) => void

type Warn<T> = (value: T, path: FieldPath) => readonly string[]

/** What is asked of an object of one kind. */
export interface KindRules<T extends ApiObject> {
  create(object: T, errors: Errors): void
  update(object: T, old: T, errors: Errors): void
  warnings?(object: T, old: T | undefined, rare: RuleFinder): readonly string[]
}

/** Rules of whole kinds. */
export interface KindsPart<Name extends string, K extends Kind> extends Part<Name> {
  readonly kinds: { readonly [Each in K]: KindRules<ObjectByKind[Each]> }
}

/** What a container is checked against: the Pod around it. */
export interface Surroundings {
  readonly spec: PodSpec
  /** Those without an error, by name. */
  readonly volumes: ReadonlyMap<string, Volume>
}

/** A Pod, or a template for Pods, of which its author is warned. */
export type WarnedTemplate = Pick<PodTemplateSpec, 'metadata' | 'spec'>

/** Warnings of the same fields, in groups that stand together. */
export interface RareWarnings {
  readonly placement: Warn<PodSpec>
  /** @param path  Of what holds metadata and spec. */
  readonly oldAnnotations: Warn<WarnedTemplate>
  readonly hostAliases: Warn<PodSpec>
  /** @param container  undefined for the Pod itself. */
  readonly security: (template: WarnedTemplate, container: Container | undefined, path: FieldPath) => readonly string[]
  readonly affinity: Warn<PodSpec>
  readonly addresses: Warn<PodSpec>
}

/** Rules of fields of a Pod that few Pods have. */
export interface PodFieldsPart extends Part<'pod-fields'> {
  readonly warnings: RareWarnings
  readonly affinity: Rule<Affinity>
  readonly spread: Rule<readonly TopologySpreadConstraint[]>
  readonly claims: Rule<readonly PodResourceClaim[]>
  readonly ephemeralContainers: Rule<Surroundings>
  readonly resources: Rule<PodSpec>
  /** @param known  Names of the Pod's claims. */
  readonly usedClaims: (used: readonly ResourceClaim[], known: readonly string[], path: FieldPath, errors: Errors) => void
  readonly windowsOptions: Rule<NonNullable<SecurityContext['windowsOptions']>>
  readonly hostProcesses: Rule<PodSpec>
  readonly hostUsers: Rule<PodSpec>
  /** @param path  Of the settings. */
  readonly sysctls: Rule<PodSpec>
  readonly dnsConfig: Rule<PodSpec>
  readonly hostName: Rule<PodSpec>
  readonly hostAliases: Rule<readonly HostAlias[]>
  readonly os: Rule<PodSpec>
  readonly annotations: (annotations: ObjectMeta['annotations'], spec: PodSpec, path: FieldPath, errors: Errors) => void
  /** @param path  Of the spec. */
  readonly annotatedSecurity: (annotations: ObjectMeta['annotations'], spec: PodSpec, path: FieldPath, errors: Errors) => void
}

/** A source of a volume, by its field. */
export type SourceField = Exclude<keyof Volume, 'name'>

/** Where the volume stands. */
export interface VolumePlace {
  /** Name of the Pod; undefined in a template, where it is not known yet, and in a Pod without a name. */
  readonly podName: string | undefined
  /** False in a template of a workload. */
  readonly isPod: boolean
}

/** @param path  Of the source: `spec.volumes[0].iscsi`. */
export type VolumeRule = (volume: Volume, path: FieldPath, errors: Errors, place: VolumePlace) => void

/** Rules of sources of volumes that few Pods have, and of claims for storage. */
export interface VolumesPart extends KindsPart<'volumes', 'PersistentVolumeClaim'> {
  readonly sources: Readonly<Partial<Record<SourceField, VolumeRule>>>
  readonly trustBundle: Rule<NonNullable<VolumeProjection['clusterTrustBundle']>>
  readonly podCertificate: (
    source: NonNullable<VolumeProjection['podCertificate']>,
    path: FieldPath,
    errors: Errors,
    take: (target: string) => void,
  ) => void
  readonly warnings: Warn<readonly Volume[]>
  readonly claimSpec: Rule<PersistentVolumeClaimSpec>
}

/** What may change in what is stored. The API server adds how patches change it. */
export interface PatchesPart extends Part<'patches'> {
  readonly podUpdate: (pod: Pod, old: Pod, errors: Errors) => void
}

export interface KeyPairsPart extends Part<'key-pairs'> {
  /** What is wrong with a certificate and its key, in Go's words. */
  readonly problem: (certificate: Uint8Array, key: Uint8Array) => string | undefined
}

/** How messages show structs. */
export interface StructsPart extends Part<'structs'> {
  readonly text: (table: StructTable, value: JsonValue) => string
}

export interface RuleParts {
  readonly patches: PatchesPart
  readonly 'pod-fields': PodFieldsPart
  readonly volumes: VolumesPart
  readonly services: KindsPart<'services', 'Service'>
  readonly events: KindsPart<'events', 'Event'>
  readonly batch: KindsPart<'batch', 'Job' | 'CronJob'>
  readonly sets: KindsPart<'sets', 'StatefulSet' | 'DaemonSet'>
  readonly 'key-pairs': KeyPairsPart
  readonly structs: StructsPart
}
