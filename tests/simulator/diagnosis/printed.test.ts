// What a terminal printed, explained; the words of Pods and Events among it.

import { describe, expect, test } from 'vitest'
import { explainPrinted } from '../../../src/simulator/index.ts'
import { distance, nearestWord } from '../../../src/simulator/diagnosis/distance.ts'
import { catalogue } from '../../messages/catalogue.ts'

const idsOf = (output: string): readonly string[] => explainPrinted(catalogue, output).map(({ id }) => id)

describe('what kubectl printed', () => {
  test('a refusal on one line, with its field (TX-4)', () => {
    const output =
      "The ConfigMap \"app\" is invalid: data[log level]: Invalid value: \"log level\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"
    expect(idsOf(output)).toEqual(['configmap/key'])
  })

  test('several refusals, each on its line (TX-9)', () => {
    expect(idsOf('The Secret "cert" is invalid: \n* data[tls.crt]: Required value\n* data[tls.key]: Required value\n')).toEqual([
      'secret/key-missing',
    ])
  })

  test('a warning about a field, whatever it begins with', () => {
    const about = 'spec.dnsConfig.nameservers[0]'
    expect(idsOf(`Warning: ${about}: IPv6 address "2001:DB8::1" should be in RFC 5952 canonical format ("2001:db8::1")\n`)).toEqual([
      'containers/address-form',
    ])
    expect(idsOf(`Warning: ${about}: non-standard IP address "010.0.0.1" is invalid: use "10.0.0.1"\n`)).toEqual(['containers/deprecated'])
  })

  test('a value that does not decode, by the path that Go gives (D-4)', () => {
    const output =
      'Error from server (BadRequest): error when creating "cm.yaml": ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal bool into Go struct field ConfigMap.data of type string'
    expect(idsOf(output)).toEqual(['decoding/switch-in-data'])
  })

  test('a refused patch, behind the patch (TX-2)', () => {
    expect(idsOf('The request is invalid: patch: Invalid value: "map[data:map[debug:true]]": unrecognized type: string')).toEqual([
      'decoding/scalar-in-patch',
    ])
  })

  test('a file that is no YAML, a kind that nobody serves, a namespace that is not there', () => {
    expect(
      idsOf(
        'error: error parsing a.yaml: error converting YAML to JSON: yaml: line 3: found a tab character where an indentation space is expected',
      ),
    ).toEqual(['yaml/tab'])
    expect(
      idsOf(
        'error: resource mapping not found for name: "app" namespace: "" from "cm.yaml": no matches for kind "Configmap" in version "v1"\nensure CRDs are installed first',
      ),
    ).toEqual(['kubectl/no-match'])
    expect(idsOf('Error from server (NotFound): error when creating "cm.yaml": namespaces "prod" not found')).toEqual([
      'admission/namespace-missing',
    ])
  })

  test('the status of a Pod in a table', () => {
    expect(
      idsOf('NAME   READY   STATUS                       RESTARTS   AGE\nweb    0/1     CreateContainerConfigError   0          12s\n'),
    ).toEqual(['runtime/create-container-config-error'])
    expect(idsOf('web    0/1     CrashLoopBackOff   3 (20s ago)   2m\n')).toEqual(['runtime/crash-loop-back-off'])
  })

  test('the message of an Event, as exactly as it is known', () => {
    expect(
      idsOf('  Warning  FailedMount  7s (x5 over 15s)  kubelet  MountVolume.SetUp failed for volume "config" : configmap "app" not found'),
    ).toEqual(['runtime/failed-mount', 'runtime/mount-config-map'])
    expect(idsOf("  Warning  Failed  2s  kubelet  Error: couldn't find key LEVEL in ConfigMap default/app")).toEqual([
      'runtime/key-not-found',
    ])
  })

  test('placeholders are filled in', () => {
    const [explanation] = explainPrinted(
      catalogue,
      'Error from server (NotFound): error when creating "cm.yaml": namespaces "prod" not found',
    )
    expect(explanation?.title).toBe('There is no namespace prod')
  })

  test('a field is called by its name as far as it is known', () => {
    const wrong = (output: string) => explainPrinted(catalogue, output)[0]?.wrong
    const refused = 'Error from server (BadRequest): error when creating "a.yaml": Secret in version "v1" cannot be handled as a Secret: '
    expect(wrong(`${refused}json: cannot unmarshal bool into Go struct field Secret.immutable of type string`)).toBe(
      'YAML reads this value as true or false, and the field holds text.',
    )
    expect(wrong(`${refused}json: cannot unmarshal number into Go struct field Secret.stringData of type string`)).toBe(
      'YAML reads the value of `stringData` as a number.',
    )
    expect(wrong(`${refused}illegal base64 data at input byte 4`)).toBe(
      "The value of this field is not base64. Character 4, counted from 0, is the first that doesn't fit.",
    )
  })

  test('nothing is explained where all is well', () => {
    expect(idsOf('configmap/app created\nNAME   READY   STATUS    RESTARTS   AGE\nweb    1/1     Running   0          2m\n')).toEqual([])
  })
})

describe('did you mean', () => {
  test('a swapped pair of letters is one slip', () => {
    expect(distance('evn', 'env', 2)).toBe(1)
  })

  test('counting ends at the limit', () => {
    expect(distance('volumes', 'containers', 2)).toBe(3)
  })

  test('two words as near are no suggestion', () => {
    expect(nearestWord('get', ['gets', 'bet'])).toBeUndefined()
  })

  test('case, dashes and underscores do not count', () => {
    expect(nearestWord('mount_path', ['mountPath', 'name'])).toBe('mountPath')
  })
})
