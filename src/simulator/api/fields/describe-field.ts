// What a person wants to know of a field: its type, whether it must be there, what it takes, what it is by default, and one sentence.
//
// Shape and facts come from the tables. The sentences live in content/fields and are handed in by who has loaded them, so that a cluster
// runs without them. `kubectl explain` and the editor's hover both read from here.

import type { Kind } from '../kinds.ts'
import { TABLE_BY_KIND } from '../objects.ts'
import { DEFAULT_BY_FIELD, WORDS_BY_TYPE } from './field-facts.ts'
import type { FieldRow, FieldType, StructTable } from './field-table.ts'
import { fieldsOf } from './struct-fields.ts'

/** One sentence a field, by the Go name of the struct without its package (`PodSpec`) and the field; the struct's own stands under `_`. */
export type FieldSentences = Readonly<Record<string, Readonly<Record<string, string>>>>

export interface FieldDescription {
  readonly name: string
  /** As kubectl explain writes it: `string`, `[]Container`, `map[string]Quantity`. */
  readonly type: string
  readonly required: boolean
  /** The words it takes, if it takes words of a list. */
  readonly words: readonly string[]
  /** What it is when it is left out, if that is always the same. */
  readonly initial: string | undefined
  readonly sentence: string | undefined
}

/**
 * @param path  Names of fields from the object's root on; indexes of lists are passed over. Undefined for what no table knows, and for
 *              keys that people make up, as in `data` and `labels`.
 */
export function describeField(kind: Kind, path: readonly (string | number)[], sentences?: FieldSentences): FieldDescription | undefined {
  const names = path.filter((step) => typeof step === 'string')
  const name = names.at(-1)
  const owner = structAt(kind, names.slice(0, -1))
  const row = name === undefined || owner === undefined ? undefined : fieldsOf(owner).get(name)?.row
  return name === undefined || owner === undefined || row === undefined ? undefined : describeRow(owner, name, row, sentences)
}

/** The fields of the struct at a path, by name. Empty where there is no struct. */
export function describeFields(kind: Kind, path: readonly string[], sentences?: FieldSentences): readonly FieldDescription[] {
  const table = structAt(kind, path)
  if (table === undefined) return []
  return [...fieldsOf(table).values()]
    .map(({ name, row }) => describeRow(table, name, row, sentences))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The struct that a field leads to, through lists and maps; the kind itself for an empty path. */
export function structAt(kind: Kind, path: readonly string[]): StructTable | undefined {
  let type: FieldType | undefined = TABLE_BY_KIND[kind]
  for (const name of path) {
    const table = structIn(type)
    type = table === undefined ? undefined : fieldsOf(table).get(name)?.row.type
    if (type === undefined) return undefined
  }
  return structIn(type)
}

export function structIn(type: FieldType): StructTable | undefined {
  if (type.kind === 'list') return structIn(type.items)
  if (type.kind === 'map') return structIn(type.values)
  return type.kind === 'struct' ? type : undefined
}

/** `PodSpec` of `v1.PodSpec`: under this name its sentences stand. */
export function structName(table: StructTable): string {
  return table.goType.slice(table.goType.lastIndexOf('.') + 1)
}

function describeRow(owner: StructTable, name: string, row: FieldRow, sentences: FieldSentences | undefined): FieldDescription {
  return {
    name,
    type: typeName(row.type),
    required: isRequired(owner, name, row),
    words: (row.type.kind === 'string' ? WORDS_BY_TYPE[row.type.goType] : undefined) ?? [],
    initial: DEFAULT_BY_FIELD[owner.goType]?.[name],
    sentence: sentenceOf(owner, name, sentences),
  }
}

/** The field's own sentence; a field of an embedded struct has that struct's. */
function sentenceOf(owner: StructTable, name: string, sentences: FieldSentences | undefined): string | undefined {
  if (sentences === undefined) return undefined
  const own = sentences[structName(owner)]?.[name]
  if (own !== undefined) return own
  for (const embedded of Object.values(owner.embedded)) {
    const found = fieldsOf(embedded).has(name) ? sentenceOf(embedded, name, sentences) : undefined
    if (found !== undefined) return found
  }
  return 'root' in owner ? sentences['Object']?.[name] : undefined
}

/** Go writes every struct and time, set or not; these are the ones that must be set. @source k8s.io/api, fields without +optional and omitempty */
const REQUIRED_THOUGH_STRUCT: ReadonlySet<string> = new Set([
  'Condition.lastTransitionTime',
  'CronJobSpec.jobTemplate',
  'DaemonSetSpec.template',
  'DeploymentSpec.template',
  'Event.involvedObject',
  'Event.metadata',
  'JobSpec.template',
  'PersistentVolumeClaimTemplate.spec',
  'PreferredSchedulingTerm.preference',
  'StatefulSetSpec.template',
  'WeightedPodAffinityTerm.podAffinityTerm',
])

/** Written always and yet not asked for. @source k8s.io/api, fields marked +optional without omitempty */
const OPTIONAL_THOUGH_WRITTEN: ReadonlySet<string> = new Set([
  'ServicePort.targetPort',
  'StatefulSetSpec.serviceName',
  'StatefulSetStatus.availableReplicas',
])

function isRequired(owner: StructTable, name: string, { presence, type }: FieldRow): boolean {
  if (presence === 'alwaysPointer') return true
  if (presence !== 'always') return false
  const place = `${structName(owner)}.${name}`
  const isFilledIn = type.kind === 'struct' || type.kind === 'time' || type.kind === 'microTime' || type.kind === 'quantity'
  return isFilledIn ? REQUIRED_THOUGH_STRUCT.has(place) : !OPTIONAL_THOUGH_WRITTEN.has(place)
}

/** @source k8s.io/kubectl pkg/explain/v2/templates/plaintext.tmpl typeGuess */
export function typeName(type: FieldType): string {
  switch (type.kind) {
    case 'struct':
      return structName(type)
    case 'list':
      return `[]${typeName(type.items)}`
    case 'map':
      return `map[string]${typeName(type.values)}`
    case 'number':
      return type.goType === 'float64' ? 'number' : 'integer'
    case 'boolean':
      return 'boolean'
    case 'quantity':
      return 'Quantity'
    case 'intOrString':
      return 'IntOrString'
    case 'any':
      return type.goType.slice(type.goType.lastIndexOf('.') + 1)
    case 'string':
    case 'bytes':
    case 'time':
    case 'microTime':
      return 'string'
  }
}
