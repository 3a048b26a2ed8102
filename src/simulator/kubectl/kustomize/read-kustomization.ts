// A kustomization file: found, decoded without tolerance for unknown fields, cleaned of its deprecated fields with a warning for each.
//
// @source sigs.k8s.io/kustomize api/internal/target kusttarget.go Load, api/types kustomization.go
// @simplified kustomize refuses Helm charts, plugins, CRD schemas and transformer configurations.

import { decodeStruct } from '../../apiserver/decode/decoder.ts'
import type { FieldType } from '../../api/fields/field-table.ts'
import { fieldsOf } from '../../api/fields/struct-fields.ts'
import { goQuote } from '../../base/go-text.ts'
import type { JsonValue } from '../../base/json.ts'
import { isJsonArray, isJsonObject } from '../../base/json.ts'
import { compareBytes } from '../../base/go-json.ts'
import type { MutableJson, MutableObject } from '../../base/mutable-json.ts'
import { copyJson, setMember } from '../../base/mutable-json.ts'
import { decodeUtf8Loosely } from '../../base/utf8.ts'
import { readManifest } from '../../yaml/index.ts'
import { pathKind, readBytes } from '../files.ts'
import type { Session } from '../session.ts'
import { BuildProblem, unsupported } from './build-problem.ts'
import type { Kustomization } from './kustomization-fields.ts'
import { kustomization } from './kustomization-fields.ts'
import type { Root } from './loader.ts'

export interface KustomizationFile {
  readonly name: string
  readonly isComponent: boolean
  readonly content: Kustomization
}

const FILE_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization']

/** @param warn  Takes one line for each deprecated field. */
export function readKustomization(session: Session, root: Root, warn: (line: string) => void): KustomizationFile {
  const [name, ...more] = FILE_NAMES.filter((each) => pathKind(session, `${root.path}/${each}`) === 'file')
  if (name === undefined) {
    throw new BuildProblem(`unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${root.path}'`)
  }
  if (more.length > 0) throw new BuildProblem(`Found multiple kustomization files under: ${root.path}\n`)
  const content = decode(decodeUtf8Loosely(readBytes(session, `${root.path}/${name}`) ?? new Uint8Array()))
  warnOfDeprecated(content, warn)
  if (Object.keys(content).every((field) => field === 'kind' || field === 'apiVersion'))
    throw new BuildProblem('kustomization.yaml is empty')
  const kind = content.kind === undefined || content.kind === '' ? 'Kustomization' : content.kind
  enforce(content, kind, root)
  refuseUnsupported(content)
  return { name, isComponent: kind === 'Component', content }
}

function decode(text: string): Kustomization {
  const { documents, error } = readManifest(text)
  if (error !== undefined) {
    throw new BuildProblem(`invalid Kustomization: ${error.message.replace(/^error converting YAML to JSON: /, '')}`)
  }
  const value = foldNames(kustomization, documents[0]?.value ?? {})
  const { draft, error: problem, strictErrors } = decodeStruct(kustomization, value)
  const unknown = /"(?:.*\.)?([^".]+)"$/.exec(strictErrors[0] ?? '')?.[1]
  if (unknown !== undefined) throw new BuildProblem(`invalid Kustomization: json: unknown field ${goQuote(unknown)}`)
  if (problem !== undefined) throw new BuildProblem(`invalid Kustomization: ${problem}`)
  // Decoded by the table that the type comes from.
  return draft as Kustomization
}

/** Keys sorted, as they reach Go's decoder, which does not mind upper and lower case in names of fields. */
function foldNames(type: FieldType, value: JsonValue): MutableJson {
  if (isJsonArray(value)) return type.kind === 'list' ? value.map((item) => foldNames(type.items, item)) : copyJson(value)
  if (!isJsonObject(value) || type.kind !== 'struct') return copyJson(value)
  const fields = fieldsOf(type)
  const folded: MutableObject = {}
  for (const key of Object.keys(value).sort(compareBytes)) {
    const member = value[key]
    if (member === undefined) continue
    const name = fields.has(key) ? key : ([...fields.keys()].find((each) => each.toLowerCase() === key.toLowerCase()) ?? key)
    const row = fields.get(name)?.row
    setMember(folded, name, row === undefined ? copyJson(member) : foldNames(row.type, member))
  }
  return folded
}

const FIX = "Run 'kustomize edit fix' to update your Kustomization automatically."
const DEPRECATED = [
  ['bases', 'resources', FIX],
  ['commonLabels', 'labels', FIX],
  ['imageTags', 'images', FIX],
  ['patchesJson6902', 'patches', FIX],
  ['patchesStrategicMerge', 'patches', FIX],
  ['vars', 'replacements', `[EXPERIMENTAL] ${FIX}`],
] as const

function warnOfDeprecated(content: Kustomization, warn: (line: string) => void): void {
  for (const [field, instead, advice] of DEPRECATED) {
    if (content[field] !== undefined) warn(`# Warning: '${field}' is deprecated. Please use '${instead}' instead. ${advice}`)
  }
}

function enforce({ apiVersion }: Kustomization, kind: string, root: Root): void {
  const problems: string[] = []
  if (kind !== 'Kustomization' && kind !== 'Component') problems.push('kind should be Kustomization or Component')
  const wanted = kind === 'Component' ? 'kustomize.config.k8s.io/v1alpha1' : 'kustomize.config.k8s.io/v1beta1'
  if (apiVersion !== undefined && apiVersion !== '' && apiVersion !== wanted) problems.push(`apiVersion for ${kind} should be ${wanted}`)
  if (problems.length > 0) throw new BuildProblem(`Failed to read kustomization file under ${root.path}:\n${problems.join('\n')}`)
}

const UNSUPPORTED = {
  helmGlobals: 'write out what the chart would make, as resources',
  helmCharts: 'write out what the chart would make, as resources',
  helmChartInflationGenerator: 'write out what the chart would make, as resources',
  generators: 'use configMapGenerator and secretGenerator',
  transformers: 'use the fields of the kustomization, such as labels, images and patches',
  validators: 'the API server validates what you apply',
  crds: 'this cluster serves no custom resources',
  configurations: 'name the fields in labels, patches and replacements',
  openapi: 'this cluster serves no custom resources',
} as const

function refuseUnsupported(content: Kustomization): void {
  for (const [field, instead] of Object.entries(UNSUPPORTED)) {
    const value: unknown = Object.entries(content).find(([name]) => name === field)?.[1]
    const isUsed = Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null
    if (isUsed) unsupported(field, instead)
  }
}
