// The vocabulary in which every API field is described once.
//
// A struct table names a Go struct of the Kubernetes API and lists its JSON fields in Go's order. Strict decoding, encoding, defaulting,
// merge patches, hover, completion, `kubectl explain` and the TypeScript types of the objects are all read from these tables.
// Sentences for people live in content/fields, so that the simulator can be loaded without them (describe-field.ts).

declare const valueOf: unique symbol

/** Carries the TypeScript type of a decoded value; exists at compile time only. */
interface Typed<V> {
  readonly [valueOf]?: V
}

/** A JSON string. `goType` is the name Go prints in decode errors (`string`, `v1.Protocol`, …). */
export interface StringType extends Typed<string> {
  readonly kind: 'string'
  readonly goType: string
}
export interface BooleanType extends Typed<boolean> {
  readonly kind: 'boolean'
}
export interface NumberType extends Typed<number> {
  readonly kind: 'number'
  readonly goType: 'int' | 'int32' | 'int64' | 'uint8' | 'uint32' | 'float64'
}
/** Base64 text in JSON and YAML; stays base64 text in stored objects. */
export interface BytesType extends Typed<string> {
  readonly kind: 'bytes'
}
/** `resource.Quantity`: a string or number when read, a canonical string when stored. */
export interface QuantityType extends Typed<string> {
  readonly kind: 'quantity'
}
/** RFC 3339 text with seconds. */
export interface TimeType extends Typed<string> {
  readonly kind: 'time'
}
/** RFC 3339 text with microseconds; null when it was never set. */
export interface MicroTimeType extends Typed<string | null> {
  readonly kind: 'microTime'
}
/** A time that is written also when it was never set: as null. */
export interface ZeroableTimeType extends Typed<string | null> {
  readonly kind: 'time'
  readonly zeroable: true
}
export interface IntOrStringType extends Typed<number | string> {
  readonly kind: 'intOrString'
}
/** Any JSON: `metav1.FieldsV1`, `runtime.RawExtension`. */
export interface AnyType extends Typed<unknown> {
  readonly kind: 'any'
  readonly goType: string
}
export interface ListType<V = unknown> extends Typed<readonly V[]> {
  readonly kind: 'list'
  readonly items: FieldType
  readonly goType: string | undefined
}
export interface MapType<V = unknown> extends Typed<Readonly<Record<string, V>>> {
  readonly kind: 'map'
  readonly values: FieldType
  readonly keyGoType: string
  readonly goType: string | undefined
}
export interface StructTable<V = unknown> extends Typed<V> {
  readonly kind: 'struct'
  /** Package-qualified, as Go prints it: `v1.EnvVar`. */
  readonly goType: string
  readonly fields: Readonly<Record<string, FieldRow>>
  /** Structs whose fields appear here without a level of their own, by Go name. Decode errors name them. */
  readonly embedded: Readonly<Record<string, StructTable>>
}

export type FieldType =
  | StringType
  | BooleanType
  | NumberType
  | BytesType
  | QuantityType
  | TimeType
  | MicroTimeType
  | ZeroableTimeType
  | IntOrStringType
  | AnyType
  | ListType
  | MapType
  | StructTable

/**
 * When a field is written: `always` even at its zero value; `omitEmpty` unless zero or empty; `pointer` whenever it was set, also to zero;
 * `alwaysPointer` always, as null when unset; `omitZero` like omitEmpty for structs and times.
 */
export type Presence = 'always' | 'omitEmpty' | 'pointer' | 'alwaysPointer' | 'omitZero'

export interface MergeRule {
  /** How a strategic merge patch treats the field: `merge`, `replace`, `retainKeys`, comma separated. */
  readonly patchStrategy?: string
  /** The field that identifies a list item in a strategic merge. */
  readonly mergeKey?: string
}

export interface FieldRow<T extends FieldType = FieldType, P extends Presence = Presence> extends MergeRule {
  readonly type: T
  readonly presence: P
}

type ValueOf<T> = T extends Typed<infer V> ? V : never
type Rows = Readonly<Record<string, FieldRow>>
type Prettify<T> = { readonly [K in keyof T]: T[K] }
type RequiredKeys<F extends Rows> = { [K in keyof F]: F[K]['presence'] extends 'always' ? K : never }[keyof F]
type ShapeOf<F extends Rows> = { readonly [K in RequiredKeys<F>]: ValueOf<F[K]['type']> } & {
  readonly [K in Exclude<keyof F, RequiredKeys<F>>]?: ValueOf<F[K]['type']>
}
type UnionToIntersection<U> = (U extends unknown ? (value: U) => void : never) extends (value: infer I) => void ? I : never
type EmbeddedShape<E> = [keyof E] extends [never] ? unknown : UnionToIntersection<{ [K in keyof E]: ValueOf<E[K]> }[keyof E]>

/** The TypeScript type of a decoded, encoded-again struct: fields written `always` are present, others optional. */
export type ObjectOf<S> = ValueOf<S>

export const string: StringType = { kind: 'string', goType: 'string' }
export const boolean: BooleanType = { kind: 'boolean' }
export const int: NumberType = { kind: 'number', goType: 'int' }
export const int32: NumberType = { kind: 'number', goType: 'int32' }
export const int64: NumberType = { kind: 'number', goType: 'int64' }
export const bytes: BytesType = { kind: 'bytes' }
export const quantity: QuantityType = { kind: 'quantity' }
export const time: TimeType = { kind: 'time' }
export const zeroableTime: ZeroableTimeType = { kind: 'time', zeroable: true }
export const microTime: MicroTimeType = { kind: 'microTime' }
export const intOrString: IntOrStringType = { kind: 'intOrString' }
export const fieldsV1: AnyType = { kind: 'any', goType: 'v1.FieldsV1' }
export const anyValue: AnyType = { kind: 'any', goType: 'runtime.RawExtension' }

/** A Go string type with a name of its own. */
export function named(goType: string): StringType {
  return { kind: 'string', goType }
}

export function list<T extends FieldType>(items: T, goType?: string): ListType<ValueOf<T>> {
  return { kind: 'list', items, goType }
}

export function map<T extends FieldType>(values: T, keyGoType = 'string', goType?: string): MapType<ValueOf<T>> {
  return { kind: 'map', values, keyGoType, goType }
}

export function always<T extends FieldType>(type: T, merge?: MergeRule): FieldRow<T, 'always'> {
  return { type, presence: 'always', ...merge }
}
export function omitEmpty<T extends FieldType>(type: T, merge?: MergeRule): FieldRow<T, 'omitEmpty'> {
  return { type, presence: 'omitEmpty', ...merge }
}
/** A list that may be empty and that patches merge item by item. @param mergeKey  The field that identifies an item. */
export function listByKey<T extends FieldType>(items: T, mergeKey: string): FieldRow<ListType<ValueOf<T>>, 'omitEmpty'> {
  return omitEmpty(list(items), { patchStrategy: 'merge', mergeKey })
}
export function pointer<T extends FieldType>(type: T, merge?: MergeRule): FieldRow<T, 'pointer'> {
  return { type, presence: 'pointer', ...merge }
}
export function alwaysPointer<T extends FieldType>(type: T, merge?: MergeRule): FieldRow<T, 'alwaysPointer'> {
  return { type, presence: 'alwaysPointer', ...merge }
}
export function omitZero<T extends FieldType>(type: T, merge?: MergeRule): FieldRow<T, 'omitZero'> {
  return { type, presence: 'omitZero', ...merge }
}

export function struct<const F extends Rows, const E extends Readonly<Record<string, StructTable>> = Record<never, never>>(
  goType: string,
  fields: F,
  embedded?: E,
): StructTable<Prettify<ShapeOf<F> & EmbeddedShape<E>>> {
  return { kind: 'struct', goType, fields, embedded: embedded ?? {} }
}

/** A root kind: a struct with `apiVersion` and `kind` in front (Go's embedded TypeMeta). */
export function rootKind<const V extends string, const K extends string, const F extends Rows>(
  apiVersion: V,
  kind: K,
  fields: F,
): StructTable<Prettify<{ readonly apiVersion: V; readonly kind: K } & ShapeOf<F>>> & {
  readonly root: { readonly apiVersion: V; readonly kind: K }
} {
  return {
    kind: 'struct',
    goType: `v1.${kind}`,
    fields: { kind: omitEmpty(string), apiVersion: omitEmpty(string), ...fields },
    embedded: {},
    root: { apiVersion, kind },
  }
}
