// The fields of a kustomization file, as tables: decoding, its errors and unknown fields follow from them.
//
// @source sigs.k8s.io/kustomize api/types kustomization.go, configmapargs.go, secretargs.go, patch.go, labels.go, replacement.go, var.go

import type { ObjectOf } from '../../api/fields/field-table.ts'
import { anyValue, boolean, int, int64, list, map, named, omitEmpty, pointer, string, struct } from '../../api/fields/field-table.ts'

const texts = list(string)
const pairs = map(string)

const typeMeta = struct('types.TypeMeta', { kind: omitEmpty(string), apiVersion: omitEmpty(string) })

const objectMeta = struct('types.ObjectMeta', {
  name: omitEmpty(string),
  namespace: omitEmpty(string),
  labels: omitEmpty(pairs),
  annotations: omitEmpty(pairs),
})

const gvk = struct('resid.Gvk', { group: omitEmpty(string), version: omitEmpty(string), kind: omitEmpty(string) })
const resourceId = struct('resid.ResId', { name: omitEmpty(string), namespace: omitEmpty(string) }, { Gvk: gvk })

const fieldSpec = struct('types.FieldSpec', { path: omitEmpty(string), create: omitEmpty(boolean) }, { Gvk: gvk })

const selector = struct(
  'types.Selector',
  { annotationSelector: omitEmpty(string), labelSelector: omitEmpty(string) },
  { ResId: resourceId },
)
export interface Selector extends ObjectOf<typeof selector> {}

const label = struct('types.Label', {
  pairs: omitEmpty(pairs),
  includeSelectors: omitEmpty(boolean),
  includeTemplates: omitEmpty(boolean),
  includeVolumeClaimTemplates: omitEmpty(boolean),
  fields: omitEmpty(list(fieldSpec)),
})

const patch = struct('types.Patch', {
  path: omitEmpty(string),
  patch: omitEmpty(string),
  target: pointer(selector),
  options: pointer(struct('types.PatchArgs', { allowNameChange: omitEmpty(boolean), allowKindChange: omitEmpty(boolean) })),
})
export interface Patch extends ObjectOf<typeof patch> {}

const image = struct('types.Image', {
  name: omitEmpty(string),
  newName: omitEmpty(string),
  tagSuffix: omitEmpty(string),
  newTag: omitEmpty(string),
  digest: omitEmpty(string),
})
export interface ImageChange extends ObjectOf<typeof image> {}

const replica = struct('types.Replica', { name: omitEmpty(string), count: omitEmpty(int64) })
export interface ReplicaChange extends ObjectOf<typeof replica> {}

const fieldOptions = struct('types.FieldOptions', {
  delimiter: omitEmpty(string),
  index: omitEmpty(int),
  encoding: omitEmpty(string),
  create: omitEmpty(boolean),
})
export interface FieldOptions extends ObjectOf<typeof fieldOptions> {}

const sourceSelector = struct(
  'types.SourceSelector',
  { fieldPath: omitEmpty(string), options: pointer(fieldOptions) },
  { ResId: resourceId },
)
export interface SourceSelector extends ObjectOf<typeof sourceSelector> {}

const targetSelector = struct('types.TargetSelector', {
  select: pointer(selector),
  reject: omitEmpty(list(selector)),
  fieldPaths: omitEmpty(texts),
  options: pointer(fieldOptions),
})
export interface TargetSelector extends ObjectOf<typeof targetSelector> {}

export const replacement = struct('types.Replacement', {
  source: pointer(sourceSelector),
  targets: omitEmpty(list(targetSelector)),
  sourceValue: pointer(string),
})
export interface Replacement extends ObjectOf<typeof replacement> {}

const replacementField = struct('types.ReplacementField', { path: omitEmpty(string) }, { Replacement: replacement })
export interface ReplacementField extends ObjectOf<typeof replacementField> {}

const variable = struct('types.Var', {
  name: omitEmpty(string),
  objref: omitEmpty(
    struct('types.Target', { apiVersion: omitEmpty(string), name: omitEmpty(string), namespace: omitEmpty(string) }, { Gvk: gvk }),
  ),
  fieldref: omitEmpty(struct('types.FieldSelector', { fieldPath: omitEmpty(string) })),
})
export interface Variable extends ObjectOf<typeof variable> {}

const generatorOptions = struct('types.GeneratorOptions', {
  labels: omitEmpty(pairs),
  annotations: omitEmpty(pairs),
  disableNameSuffixHash: omitEmpty(boolean),
  immutable: omitEmpty(boolean),
})
export interface GeneratorOptions extends ObjectOf<typeof generatorOptions> {}

const keySources = struct('types.KvPairSources', {
  literals: omitEmpty(texts),
  files: omitEmpty(texts),
  envs: omitEmpty(texts),
  env: omitEmpty(string),
})
export interface KeySources extends ObjectOf<typeof keySources> {}

const generatorArguments = struct(
  'types.GeneratorArgs',
  { namespace: omitEmpty(string), name: omitEmpty(string), behavior: omitEmpty(string), options: pointer(generatorOptions) },
  { KvPairSources: keySources },
)
const configMapArguments = struct('types.ConfigMapArgs', {}, { GeneratorArgs: generatorArguments })
const secretArguments = struct('types.SecretArgs', { type: omitEmpty(string) }, { GeneratorArgs: generatorArguments })
export interface GeneratorArguments extends ObjectOf<typeof secretArguments> {}

const sortOptions = struct('types.SortOptions', {
  order: omitEmpty(named('types.SortOrder')),
  legacySortOptions: pointer(struct('types.LegacySortOptions', { orderFirst: omitEmpty(texts), orderLast: omitEmpty(texts) })),
})
export interface SortOptions extends ObjectOf<typeof sortOptions> {}

const anyList = list(anyValue)

export const kustomization = struct(
  'types.Kustomization',
  {
    metadata: pointer(objectMeta),
    openapi: omitEmpty(pairs),
    namePrefix: omitEmpty(string),
    nameSuffix: omitEmpty(string),
    namespace: omitEmpty(string),
    commonLabels: omitEmpty(pairs),
    labels: omitEmpty(list(label)),
    commonAnnotations: omitEmpty(pairs),
    patchesStrategicMerge: omitEmpty(list(named('types.PatchStrategicMerge'))),
    patchesJson6902: omitEmpty(list(patch)),
    patches: omitEmpty(list(patch)),
    images: omitEmpty(list(image)),
    imageTags: omitEmpty(list(image)),
    replacements: omitEmpty(list(replacementField)),
    replicas: omitEmpty(list(replica)),
    vars: omitEmpty(list(variable)),
    sortOptions: pointer(sortOptions),
    resources: omitEmpty(texts),
    components: omitEmpty(texts),
    crds: omitEmpty(texts),
    bases: omitEmpty(texts),
    configMapGenerator: omitEmpty(list(configMapArguments)),
    secretGenerator: omitEmpty(list(secretArguments)),
    helmGlobals: pointer(anyValue),
    helmCharts: omitEmpty(anyList),
    helmChartInflationGenerator: omitEmpty(anyList),
    generatorOptions: pointer(generatorOptions),
    configurations: omitEmpty(texts),
    generators: omitEmpty(texts),
    transformers: omitEmpty(texts),
    validators: omitEmpty(texts),
    buildMetadata: omitEmpty(texts),
  },
  { TypeMeta: typeMeta },
)
export interface Kustomization extends ObjectOf<typeof kustomization> {}
