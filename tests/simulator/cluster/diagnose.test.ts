import { describe, expect, test } from 'vitest'
import { EMPTY_CATALOGUE, diagnoseText } from '../../../src/simulator/index.ts'
import { fiveReaders } from '../experiment.ts'

const { run, files } = fiveReaders(7)

/** Where the first diagnostic of a changed text points. */
function pointed(file: string, from: string, to: string): { readonly message: string; readonly text: string } | undefined {
  const text = (files[file] ?? '').replace(from, to)
  expect(text).not.toBe(files[file])
  const [first] = diagnoseText(run, text, EMPTY_CATALOGUE).diagnostics
  return first === undefined ? undefined : { message: first.message, text: text.slice(first.range.start, first.range.end) }
}

describe('diagnostics point at the place, in the words of kubectl or the API server', () => {
  test('the texts of the lesson have none', () => {
    expect(Object.values(files).flatMap((text) => diagnoseText(run, text, EMPTY_CATALOGUE).diagnostics)).toEqual([])
  })

  test.each([
    ['settings.yaml', 'info', 'true', 'true', 'cannot unmarshal bool into Go struct field ConfigMap.data of type string'],
    ['settings.yaml', 'info', '5', '5', 'cannot unmarshal number into Go struct field ConfigMap.data of type string'],
    ['settings.yaml', 'LOG_LEVEL', 'LOG LEVEL', 'LOG LEVEL', 'a valid config key must consist of'],
    ['settings.yaml', 'kind: ConfigMap', 'kind: Configmap', 'Configmap', 'no matches for kind "Configmap" in version "v1"'],
    ['settings.yaml', '\ndata:', '\ndta:', 'dta', 'unknown field "dta"'],
    ['web.yaml', 'subPath', 'subpath', 'subpath', 'unknown field "spec.template.spec.containers[4].volumeMounts[0].subpath"'],
    [
      'web.yaml',
      'replicas: 2',
      'replicas: two',
      'two',
      'cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
    ],
  ])('%s: %s written as %s', (file, from, to, place, message) => {
    const found = pointed(file, from, to)
    expect(found?.text).toBe(place)
    expect(found?.message).toContain(message)
  })

  test('asking changes nothing', () => {
    const before = run.entries.length
    diagnoseText(run, files['settings.yaml'] ?? '', EMPTY_CATALOGUE)
    expect(run.entries).toHaveLength(before)
  })
})
