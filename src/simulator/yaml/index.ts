// The door of the layer: manifests in, values with their places out, and values back to YAML as kubectl prints it.

export { readLayout } from './layout.ts'
export type { ManifestDocument, ManifestError, ManifestReading } from './manifest-reading.ts'
export { readManifest } from './manifest-reading.ts'
export { printYaml, yamlPrintProblem } from './print.ts'
export type { JsonPath } from './source-map.ts'
export type { ScalarToken, Token } from './token.ts'
