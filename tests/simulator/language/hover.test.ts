// What is said of the field at an offset.

import { describe, expect, test } from 'vitest'
import type { FieldHelp } from '../../../src/simulator/language/index.ts'
import { helpAt } from '../../../src/simulator/language/index.ts'
import { deploymentWith, marked, world } from './marked-text.ts'

const known = world()

function help(source: string): FieldHelp | undefined {
  const { text, offset } = marked(source)
  return helpAt(text, offset, known)
}

describe('help', () => {
  test('a field tells its path, its type, its default and the words it takes', () => {
    const found = help(deploymentWith('image: a\nterminationMessagePo|licy: File'))
    expect(found?.path).toBe('spec.template.spec.containers[0].terminationMessagePolicy')
    expect(found?.field).toMatchObject({ required: false, initial: 'File', words: ['FallbackToLogsOnError', 'File'] })
  })

  test('a field that must be there says so', () => {
    expect(help(deploymentWith('volumeMounts:\n  - mountPa|th: /a'))?.field).toMatchObject({ required: true, type: 'string' })
  })

  test('a referenced key tells what the cluster holds now', () => {
    const reference = 'env:\n  - name: A\n    valueFrom:\n      configMapKeyRef:\n        name: settings\n        key: LOG_LEVEL'
    expect(help(deploymentWith(`${reference}|`))?.now).toEqual(['ConfigMap settings holds LOG_LEVEL = info'])
    expect(help(deploymentWith(reference.replace('configMap', 'config|Map')))?.now).toEqual(['ConfigMap settings holds LOG_LEVEL = info'])
  })

  test('a key or an object that is missing is said to be, with those that are there', () => {
    const text = 'env:\n  - name: A\n    valueFrom: { configMapKeyRef: { name: settings, key: LEVEL| } }'
    expect(help(deploymentWith(text))?.now).toEqual(['ConfigMap settings has no key LEVEL now. There are LOG_LEVEL, app.ini.'])
    expect(help(deploymentWith('envFrom:\n  - configMapRef: { name: setings| }'))?.now).toEqual([
      'The cluster has no ConfigMap setings now. There is settings.',
    ])
  })

  test('a Secret shows its keys and the size of their values', () => {
    expect(help(deploymentWith('envFrom:\n  - secretRef: { name: login| }'))?.now).toEqual([
      'The cluster has Secret login:',
      'password = •••••• (7 bytes)',
    ])
  })

  test('keys that people make up have a type and nothing else', () => {
    const found = help('apiVersion: v1\nkind: ConfigMap\ndata:\n  my.k|ey: a\n')
    expect([found?.path, found?.type, found?.field]).toEqual(['data[my.key]', 'string', undefined])
  })

  test('behind its colon a field without a value is still the one at the caret', () => {
    expect(help('apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: |\n  containers: []\n')?.path).toBe('spec.restartPolicy')
    expect(help('apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy:  | Never\n')?.path).toBe('spec.restartPolicy')
  })

  test('an unknown field has no help', () => {
    expect(help(deploymentWith('imag|: a'))).toBeUndefined()
  })
})
