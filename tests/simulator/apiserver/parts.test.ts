// The parts of the API server that are not always there: a request that needs one which is missing says so and does nothing; whatever is answered
// is answered as with all of them.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ApiRequest, PatchType } from '../../../src/simulator/api/client.ts'
import { findKind } from '../../../src/simulator/api/kinds.ts'
import type { ApiServerState } from '../../../src/simulator/apiserver/index.ts'
import { createApiServer } from '../../../src/simulator/apiserver/index.ts'
import { ALL_PARTS, apiServer } from '../../../src/simulator/apiserver/parts/all.ts'
import type { JsonObject, JsonValue } from '../../../src/simulator/base/json.ts'
import { isJsonObject } from '../../../src/simulator/base/json.ts'
import { readManifest } from '../../../src/simulator/yaml/index.ts'
import { MOMENT, emptyCluster } from '../../conformance/api-answer.ts'

const SEED = 20261125

function valueOf(text: string): JsonObject {
  const value = readManifest(text).documents[0]?.value
  if (!isJsonObject(value)) throw new Error(`no object: ${text}`)
  return value
}

function creating(body: JsonObject): ApiRequest {
  const info = findKind(String(body['apiVersion']), String(body['kind']))
  if (info === undefined) throw new Error(`no such kind: ${JSON.stringify(body)}`)
  return { verb: 'create', kind: info.kind, namespace: info.namespaced ? 'default' : '', body, fieldValidation: 'Strict' }
}

const POD = valueOf('{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: app, image: a:1}]}}')
const TEMPLATE = '{metadata: {labels: {app: web}}, spec: {containers: [{name: app, image: a:1}]}}'
const SELECTOR = 'selector: {matchLabels: {app: web}}'
const DEPLOYMENT = valueOf(`{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {${SELECTOR}, template: ${TEMPLATE}}}`)

/** Some of a Pod's fields, each right in one way and wrong in another. */
const FIELDS: readonly (readonly [part: string, field: string, values: readonly string[]])[] = [
  [
    'pod-fields',
    'affinity',
    ['{podAntiAffinity: {}}', '{podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: ""}]}}'],
  ],
  ['pod-fields', 'topologySpreadConstraints', ['[{maxSkew: 0, topologyKey: "", whenUnsatisfiable: Never}]']],
  ['pod-fields', 'dnsConfig', ['{nameservers: [1.2.3.4]}', '{nameservers: [here]}']],
  ['pod-fields', 'dnsPolicy', ['None']],
  ['pod-fields', 'hostAliases', ['[{ip: 1.2.3.4, hostnames: [a]}]', '[{ip: here, hostnames: [A_]}]']],
  ['pod-fields', 'hostnameOverride', ['a', 'A_']],
  ['pod-fields', 'os', ['{name: linux}', '{name: plan9}']],
  ['pod-fields', 'resources', ['{limits: {cpu: 1}}', '{limits: {cpu: -1}}']],
  ['pod-fields', 'ephemeralContainers', ['[{name: look, image: a}]']],
  ['pod-fields', 'resourceClaims', ['[{name: gpu, resourceClaimName: a}]', '[{name: gpu}]']],
  [
    'volumes',
    'volumes',
    ['[{name: a, nfs: {server: a, path: /a}}]', '[{name: a, csi: {driver: ""}}]', '[{name: a, image: {reference: b}}]'],
  ],
  ['volumes', 'volumes', ['[{name: a, ephemeral: {}}]', '[{name: a, iscsi: {}}]']],
  ['', 'volumes', ['[{name: a, configMap: {name: b}}, {name: c, hostPath: {path: /d}}, {name: e, persistentVolumeClaim: {claimName: f}}]']],
  ['pod-fields', 'nodeSelector', ['{beta.kubernetes.io/os: linux}']],
  ['', 'tolerations', ['[{operator: Exists}]', '[{operator: Never}]']],
  ['', 'securityContext', ['{runAsUser: 5}', '{runAsUser: -5}']],
]

function withField(pod: JsonObject, field: string, value: string): JsonObject {
  const spec = isJsonObject(pod['spec']) ? pod['spec'] : {}
  return { ...pod, spec: { ...spec, ...valueOf(`{${field}: ${value}}`) } }
}

/** Everything is asked for again with what it lacked. */
function partsAsked(state: ApiServerState, request: ApiRequest): readonly string[] {
  const asked = new Set<string>()
  for (;;) {
    const handled = serverWith(asked).handle(state, request, MOMENT)
    if (handled.lacks.length === 0) {
      expect(handled).toEqual(apiServer.handle(state, request, MOMENT))
      return [...asked].toSorted()
    }
    expect(handled.state).toBe(state)
    expect(handled.changes).toEqual([])
    for (const each of handled.lacks) asked.add(each)
  }
}

function serverWith(names: ReadonlySet<string>): typeof apiServer {
  return createApiServer(new Map(ALL_PARTS.filter(({ name }) => names.has(name)).map((part) => [part.name, part])))
}

const state = emptyCluster()

describe('parts of the API server', () => {
  test.each(FIELDS.flatMap(([part, field, values]) => values.map((value) => [field, value, part] as const)))(
    'a Pod with %s: %s needs "%s"',
    (field, value, part) => {
      expect(partsAsked(state, creating(withField(POD, field, value)))).toEqual(part === '' ? [] : [part])
    },
  )

  test.each([
    ['v1', 'ConfigMap', 'data: {a: b}', []],
    ['v1', 'Secret', 'type: Opaque, stringData: {a: b}', []],
    ['v1', 'Secret', 'type: kubernetes.io/tls, stringData: {tls.crt: a, tls.key: b}', ['key-pairs']],
    ['v1', 'ServiceAccount', '', []],
    ['v1', 'Namespace', '', []],
    ['v1', 'Service', 'spec: {ports: [{port: 80}]}', ['services']],
    ['v1', 'PersistentVolumeClaim', 'spec: {accessModes: [ReadWriteOnce]}', ['volumes']],
    ['apps/v1', 'Deployment', `spec: {${SELECTOR}, template: ${TEMPLATE}}`, []],
    ['apps/v1', 'Deployment', `spec: {strategy: {type: Never}, ${SELECTOR}, template: ${TEMPLATE}}`, ['structs']],
    ['apps/v1', 'ReplicaSet', `spec: {${SELECTOR}, template: ${TEMPLATE}}`, []],
    ['apps/v1', 'DaemonSet', `spec: {${SELECTOR}, template: ${TEMPLATE}}`, ['sets']],
    ['apps/v1', 'StatefulSet', `spec: {serviceName: a, ${SELECTOR}, template: ${TEMPLATE}}`, ['sets']],
    [
      'apps/v1',
      'StatefulSet',
      `spec: {volumeClaimTemplates: [{metadata: {name: a}, spec: {}}], ${SELECTOR}, template: ${TEMPLATE}}`,
      ['sets', 'volumes'],
    ],
    ['batch/v1', 'Job', `spec: {template: ${TEMPLATE}}`, ['batch']],
    ['batch/v1', 'CronJob', `spec: {schedule: "* * * * *", jobTemplate: {spec: {template: ${TEMPLATE}}}}`, ['batch']],
  ])('%s %s with %s needs %j', (apiVersion, kind, rest, parts) => {
    expect(partsAsked(state, creating(valueOf(`{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: web}, ${rest}}`)))).toEqual(
      parts,
    )
  })

  test('an annotation that means something needs the fields of Pods, and another none', () => {
    const noted = (key: string) => creating({ ...POD, metadata: { name: 'web', annotations: { [key]: '1' } } })
    expect(partsAsked(state, noted('team'))).toEqual([])
    expect(partsAsked(state, noted('controller.kubernetes.io/pod-deletion-cost'))).toEqual(['pod-fields'])
  })

  test('a list needs selectors when it has one, and a watcher lists again without them', () => {
    const listing = { verb: 'list', kind: 'Pod', namespace: 'default' } as const
    expect(partsAsked(state, listing)).toEqual([])
    expect(partsAsked(state, { ...listing, labelSelector: 'app in (web)' })).toEqual(['selectors'])
    const { state: after } = apiServer.handle(state, creating(POD), MOMENT)
    const watching = { kind: 'Pod', namespace: 'default', resourceVersion: state.resourceVersion, labelSelector: 'app!=web' } as const
    expect(serverWith(new Set()).watch(after, watching)).toBeUndefined()
    expect(serverWith(new Set(['selectors'])).watch(after, watching)).toEqual(apiServer.watch(after, watching))
  })

  test('every patch needs the patches, and so does a change of a Pod', () => {
    const stored = apiServer.handle(apiServer.handle(state, creating(POD), MOMENT).state, creating(DEPLOYMENT), MOMENT).state
    const key = { namespace: 'default', name: 'web' }
    for (const [patchType, body] of PATCHES)
      expect(partsAsked(stored, { verb: 'patch', kind: 'Deployment', key, patchType, body, fieldManager: 'me' })).toEqual(['patches'])
    expect(partsAsked(stored, { verb: 'update', kind: 'Pod', key, body: POD })).toEqual(['patches'])
    expect(partsAsked(stored, { verb: 'update', kind: 'Deployment', key, subresource: 'scale', body: {} })).toEqual(['subresources'])
    expect(partsAsked(stored, { verb: 'update', kind: 'Deployment', key, subresource: 'status', body: DEPLOYMENT })).toEqual([
      'subresources',
    ])
    expect(partsAsked(stored, { verb: 'update', kind: 'Deployment', key, body: DEPLOYMENT })).toEqual([])
  })

  test('an answer never depends on what is there: it is the one that all parts give, or none', () => {
    const names = ALL_PARTS.map(({ name }) => name)
    const pod = fc
      .subarray([...FIELDS])
      .chain((chosen) => fc.tuple(...chosen.map(([, field, values]) => fc.constantFrom(...values).map((value) => [field, value] as const))))
      .map((fields) => fields.reduce((whole, [field, value]) => withField(whole, field, value), POD))
    const body = fc.tuple(pod, fc.constantFrom('Pod', 'Deployment', 'DaemonSet', 'Job')).map(([inside, kind]) => around(inside, kind))
    const wanted = fc.tuple(body, fc.constantFrom('create', ...PATCHES)).map(([object, how]) => ({ object, how }))
    fc.assert(
      fc.property(fc.subarray(names), fc.array(wanted, { minLength: 1, maxLength: 3 }), (there, wishes) => {
        const server = serverWith(new Set(there))
        let current = state
        for (const { object, how } of wishes) {
          const request = typeof how === 'string' ? creating(object) : patching(object, how)
          const { lacks, ...some } = server.handle(current, request, MOMENT)
          const { lacks: none, ...all } = apiServer.handle(current, request, MOMENT)
          expect(none).toEqual([])
          if (lacks.length === 0) expect(some).toEqual(all)
          else expect(some.state).toBe(current)
          current = all.state
        }
      }),
      { numRuns: 300, seed: SEED },
    )
  })
})

const PATCHES: readonly (readonly [PatchType, JsonValue])[] = [
  ['strategic', { metadata: { labels: { a: 'b' } } }],
  ['merge', { metadata: { labels: null } }],
  ['json', [{ op: 'add', path: '/metadata/labels', value: { c: 'd' } }]],
  ['apply', { ...DEPLOYMENT, metadata: { name: 'web', labels: { e: 'f' } } }],
]

function patching(object: JsonObject, [patchType, body]: readonly [PatchType, JsonValue]): ApiRequest {
  const created = creating(object)
  const kind = created.verb === 'create' ? created.kind : 'Pod'
  const whole = patchType === 'apply' ? object : body
  return { verb: 'patch', kind, key: { namespace: 'default', name: 'web' }, patchType, body: whole, fieldManager: 'me' }
}

function around(pod: JsonObject, kind: string): JsonObject {
  const template = { metadata: { labels: { app: 'web' } }, spec: pod['spec'] }
  const metadata = { name: 'web' }
  if (kind === 'Job') return { apiVersion: 'batch/v1', kind, metadata, spec: { template } }
  return kind === 'Pod' ? pod : { apiVersion: 'apps/v1', kind, metadata, spec: { selector: { matchLabels: { app: 'web' } }, template } }
}
