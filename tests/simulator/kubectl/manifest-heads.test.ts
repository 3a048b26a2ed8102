// Manifests whose apiVersion or kind is missing, empty or half there, and JSON that ends too early or holds what no number is.
// k8s.io/apimachinery pkg/apis/meta/v1/unstructured/helpers.go; k8s.io/cli-runtime pkg/resource/mapper.go; Go encoding/json

import { describe, expect, test } from 'vitest'
import { TestTerminal } from './terminal.ts'

const NOT_SERVED = 'the server could not find the requested resource\n'

function says(line: string, manifest: string): string {
  return new TestTerminal({ 'a.yaml': manifest }).says(line)
}

const EMPTY_VERSION = 'apiVersion: ""\nkind: ConfigMap\nmetadata: {name: a}\n'

describe('an apiVersion without a version', () => {
  test.each([
    ['create', `Error from server (NotFound): error when creating "a.yaml": ${NOT_SERVED}`],
    ['apply', `Error from server (NotFound): error when creating "a.yaml": ${NOT_SERVED}`],
    ['replace', `Error from server (NotFound): error when replacing "a.yaml": ${NOT_SERVED}`],
    ['delete', `Error from server (NotFound): error when deleting "a.yaml": ${NOT_SERVED}`],
    ['get', `Error from server (NotFound): ${NOT_SERVED}`],
    ['diff', `Error from server (NotFound): ${NOT_SERVED}`],
    ['apply --server-side', `Error from server (NotFound): ${NOT_SERVED}`],
    ['apply --dry-run=client', 'configmap/a created (dry run)\n'],
  ])('names a kind that no address answers for: %s', (command, answer) => {
    expect(says(`kubectl ${command} -f a.yaml`, EMPTY_VERSION)).toBe(answer)
  })

  test('names none outside of its group', () => {
    expect(says('kubectl create -f a.yaml', EMPTY_VERSION.replace('ConfigMap', 'Deployment'))).toContain(
      'no matches for kind "Deployment" in version ""',
    )
  })
})

describe('without validation', () => {
  test.each([
    ['metadata: {name: a}', `Object 'Kind' is missing in '{"metadata":{"name":"a"}}'`],
    ['apiVersion: a/b/c\nkind: ConfigMap', `Object 'Kind' is missing in '{"apiVersion":"a/b/c","kind":"ConfigMap"}'`],
    [
      'apiVersion: 1\nkind: ConfigMap',
      'json: cannot unmarshal number into Go struct field metadataOnlyObject.TypeMeta.apiVersion of type string',
    ],
  ])('%j can not be decoded', (manifest, why) => {
    expect(says('kubectl create -f a.yaml --validate=false', manifest)).toBe(`error: unable to decode "a.yaml": ${why}\n`)
  })
})

test.each([
  ['{kind: ConfigMap, metadata: {name: a}}', "Object 'apiVersion' is missing in 'object has no apiVersion field'"],
  ['{apiVersion: v1, metadata: {name: a}}', "Object 'Kind' is missing in 'object has no kind field '"],
])('an item of a list with half a head is not completed: %s', (item, why) => {
  expect(says('kubectl create -f a.yaml', `apiVersion: v1\nkind: ConfigMapList\nitems: [${item}]\n`)).toBe(
    `unable to get type info from the object "*unstructured.Unstructured": ${why}\n`,
  )
})

describe('JSON', () => {
  const LARGE = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"x":1e400}}'
  const TOO_LARGE = 'json: cannot unmarshal number 1e400 into Go value of type float64'

  test('a number that is too large is found by who validates first', () => {
    expect(says('kubectl create -f a.yaml', LARGE)).toContain(`error validating "a.yaml": error validating data: ${TOO_LARGE};`)
    expect(says('kubectl delete -f a.yaml', LARGE)).toBe(`error: unable to decode "a.yaml": ${TOO_LARGE}\n`)
  })

  test.each([
    ['tru', "invalid character ' ' in literal true (expecting 'e')"],
    ['1.', "invalid character ' ' after decimal point in numeric literal"],
    ['{"a":', 'unexpected end of JSON input'],
    ['{"a":1e400}', TOO_LARGE],
    ['1e400', 'json: cannot unmarshal number into Go value of type map[string]interface {}'],
  ])('in a Secret: %s', (text, why) => {
    const secret = `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ntype: kubernetes.io/dockercfg\nstringData: {.dockercfg: '${text}'}\n`
    expect(says('kubectl create -f a.yaml', secret)).toBe(
      `The Secret "a" is invalid: data[.dockercfg]: Invalid value: "<secret contents redacted>": ${why}\n`,
    )
  })
})
