// Texts as nobody should write them: manifests of every kind with a piece, a line or a value replaced, and texts of pure chance.

import fc from 'fast-check'
import type { JsonValue } from '../../../src/simulator/base/json.ts'
import { printYaml, readManifest } from '../../../src/simulator/yaml/index.ts'

const POD_SPEC = `
    initContainers:
    - {name: first, image: a:1, restartPolicy: Always}
    containers:
    - name: app
      image: example/web:1
      args: ["--level", $(LEVEL)]
      env:
      - {name: LEVEL, value: info}
      - name: KEY
        valueFrom: {configMapKeyRef: {name: settings, key: level, optional: true}}
      - name: NAME
        valueFrom: {fieldRef: {fieldPath: metadata.name}}
      - name: CPU
        valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 1m}}
      envFrom:
      - {prefix: A_, secretRef: {name: keys}}
      ports: [{containerPort: 80, name: http, protocol: TCP}]
      resources: {limits: {cpu: 500m, memory: 1Gi}, requests: {cpu: "0.1"}}
      readinessProbe: {httpGet: {port: http, path: /}, periodSeconds: 3}
      lifecycle: {preStop: {sleep: {seconds: 2}}}
      securityContext: {runAsUser: 1000, capabilities: {drop: [ALL]}}
      volumeMounts:
      - {name: files, mountPath: /etc/files, subPath: a}
    volumes:
    - name: files
      configMap: {name: settings, items: [{key: a, path: b/c, mode: 0400}], defaultMode: 420}
    - name: all
      projected:
        sources:
        - secret: {name: keys}
        - downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}]}
        - serviceAccountToken: {path: token, expirationSeconds: 3600}
    - {name: scratch, emptyDir: {sizeLimit: 1Gi}}
    tolerations: [{key: a, operator: Exists, effect: NoExecute, tolerationSeconds: 3}]
    terminationGracePeriodSeconds: 5`

const TEMPLATE = `
  selector: {matchLabels: {app: web}}
  template:
   metadata: {labels: {app: web}}
   spec:${POD_SPEC}`

function manifest(apiVersion: string, kind: string, rest: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: web\n  labels: {app: web}\n  annotations: {note: "yes"}${rest}\n`
}

const MANIFESTS: readonly string[] = [
  manifest('v1', 'ConfigMap', '\ndata:\n  level: info\n  file: |\n    a=1\n    b=2\nbinaryData: {raw: AAEC}\nimmutable: false'),
  manifest('v1', 'Secret', '\ntype: kubernetes.io/basic-auth\ndata: {username: YWRtaW4=}\nstringData:\n  password: "0123"'),
  manifest('v1', 'Pod', `\nspec:${POD_SPEC}\n    restartPolicy: Never`),
  manifest('v1', 'Namespace', ''),
  manifest('v1', 'ServiceAccount', '\nautomountServiceAccountToken: false\nsecrets: [{name: a}]'),
  manifest('v1', 'Service', '\nspec:\n  selector: {app: web}\n  ports:\n  - {port: 80, targetPort: http, name: a}\n  type: NodePort'),
  manifest('apps/v1', 'Deployment', `\nspec:\n  replicas: 2\n  strategy: {rollingUpdate: {maxSurge: 25%}}${TEMPLATE}`),
  manifest('apps/v1', 'ReplicaSet', `\nspec:${TEMPLATE}`),
  manifest('apps/v1', 'StatefulSet', `\nspec:\n  serviceName: web\n  podManagementPolicy: Parallel${TEMPLATE}`),
  manifest('apps/v1', 'DaemonSet', `\nspec:\n  updateStrategy: {type: OnDelete}${TEMPLATE}`),
  manifest('batch/v1', 'Job', `\nspec:\n  backoffLimit: 2\n  template:\n   spec:${POD_SPEC}\n    restartPolicy: Never`),
  manifest(
    'batch/v1',
    'CronJob',
    `\nspec:\n  schedule: "*/5 * * * *"\n  jobTemplate:\n   spec:\n    template:\n     spec:${POD_SPEC.replaceAll('\n', '\n  ')}\n      restartPolicy: Never`,
  ),
]

const PIECES = ['\t', ': ', '- ', '"', "'", '|', '>-', '{', '}', '[', ']', '&a ', '*a', '!!', '!!binary ', '\n', '\r\n', '%', '#', '? ']
const SCALARS = [
  'null',
  '~',
  '0x1f',
  '1e3',
  '08',
  '-0',
  '.nan',
  'yes',
  '"yes"',
  '1_000',
  '2001-01-01',
  '<<',
  '---\n',
  '...\n',
  '\u{85}',
  '\u{feff}',
]

const VALUES: readonly JsonValue[] = [
  ...[null, true, false, 0, -1, 1.5, 1e300, 2 ** 53, '', ' ', 'a', 'A b', '1', '0x10', 'yes', '\u0001', 'é\u{1f600}', 'x'.repeat(300)],
  ...[[], [null], ['a', 1], {}, { a: null }, { a: { b: [] } }, { name: 'a' }, [{ name: 'a' }, { name: 'a' }]],
]

const randomText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 200 }))

/** A manifest with a piece taken out and another put in its place. */
const withReplacedPiece = fc
  .tuple(fc.constantFrom(...MANIFESTS), fc.nat(), fc.nat({ max: 40 }), fc.oneof(fc.string(), fc.constantFrom(...PIECES, ...SCALARS)))
  .map(([text, at, length, piece]) => text.slice(0, at % text.length) + piece + text.slice((at % text.length) + length))

/** A manifest whose lines were dropped, doubled, moved or indented otherwise. */
const withChangedLines = fc
  .tuple(
    fc.constantFrom(...MANIFESTS),
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('drop', 'double', 'swap', 'indent')), { maxLength: 4 }),
  )
  .map(([text, changes]) => {
    const lines = text.split('\n')
    for (const [at, other, change] of changes) {
      const index = at % lines.length
      const line = lines[index] ?? ''
      if (change === 'drop') lines.splice(index, 1)
      if (change === 'double') lines.splice(index, 0, line)
      if (change === 'indent') lines[index] = ' '.repeat(other % 9) + line.trimStart()
      if (change === 'swap') [lines[index], lines[other % lines.length]] = [lines[other % lines.length] ?? '', line]
      if (lines.length === 0) lines.push('')
    }
    return lines.join('\n')
  })

/** A manifest in which values are replaced by others, at any depth. */
export const withReplacedValues = fc
  .tuple(fc.constantFrom(...MANIFESTS), fc.array(fc.tuple(fc.nat(), fc.constantFrom(...VALUES)), { minLength: 1, maxLength: 3 }))
  .map(([text, changes]) => {
    let value = readManifest(text).documents[0]?.value ?? null
    for (const [at, replacement] of changes) value = replacePart(value, at % countParts(value), replacement)
    return printYaml(value)
  })

export const anyText = fc.oneof(withReplacedPiece, withChangedLines, withReplacedValues, randomText)

function children(value: JsonValue): readonly JsonValue[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).filter((child) => child !== undefined)
}

function countParts(value: JsonValue): number {
  return children(value).reduce<number>((sum, child) => sum + countParts(child), 1)
}

/** The value whose part with a number, counted from the root in depth, is another. */
function replacePart(value: JsonValue, number: number, replacement: JsonValue): JsonValue {
  if (number === 0) return replacement
  let next = 1
  const replaced = children(value).map((child) => {
    const first = next
    next += countParts(child)
    return number >= first && number < next ? replacePart(child, number - first, replacement) : child
  })
  if (Array.isArray(value)) return replaced
  return Object.fromEntries(Object.keys(value ?? {}).map((key, index) => [key, replaced[index] ?? null]))
}
