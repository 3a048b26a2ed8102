// What is offered where the caret is.

import { describe, expect, test } from 'vitest'
import { choose, completions, deploymentWith, labels, world } from './marked-text.ts'

const known = world()

describe('fields', () => {
  test('an empty text begins with apiVersion, kind and metadata', () => {
    expect(labels('|', known)).toEqual(['apiVersion', 'kind', 'metadata'])
  })

  test('the root offers what is required first, then what the kind has, and nothing that the cluster writes', () => {
    const offered = labels('apiVersion: v1\nkind: ConfigMap\n|', known)
    expect(offered.slice(0, 2)).toEqual(['metadata', 'data'])
    expect(offered).toContain('immutable')
    expect(offered).not.toContain('kind')
    expect(labels('apiVersion: v1\nkind: Pod\n|', known)).not.toContain('status')
  })

  test('a struct offers only fields that are allowed there and not there yet, required ones first', () => {
    const offered = labels(deploymentWith('image: a\nvolumeMounts:\n  - |'), known)
    expect(offered.slice(0, 2)).toEqual(['name', 'mountPath'])
    expect(labels(deploymentWith('image: a\n|'), known)).not.toContain('image')
    expect(labels(deploymentWith('image: a\n|'), known)).toContain('envFrom')
    expect(labels(deploymentWith('|'), known)).not.toContain('replicas')
  })

  test('a volume offers first what the cluster fills it with, and last what no node knows any more', () => {
    const offered = labels(deploymentWith('', '\n      volumes:\n        - |'), known)
    expect(offered[0]).toBe('name')
    expect(offered.slice(1, 6).toSorted()).toEqual(['configMap', 'downwardAPI', 'emptyDir', 'projected', 'secret'])
    expect(offered.indexOf('gitRepo')).toBeGreaterThan(offered.indexOf('hostPath'))
  })

  test('of fields that exclude each other the other one is not offered', () => {
    expect(labels(deploymentWith('env:\n  - name: A\n    value: b\n    |'), known)).toEqual([])
    expect(labels(deploymentWith('env:\n  - name: A\n    |'), known)).toEqual(['value', 'valueFrom'])
    expect(labels(deploymentWith('', '\n      volumes:\n        - name: a\n          configMap: {}\n          |'), known)).toEqual([])
  })

  test('what was typed narrows the list: beginnings first, then capitals, then what holds it', () => {
    expect(labels(deploymentWith('vol|'), known)).toEqual(['volumeMounts', 'volumeDevices'])
    expect(labels(deploymentWith('vM|'), known)).toEqual(['volumeMounts'])
    expect(labels(deploymentWith('probe|'), known)).toEqual(['livenessProbe', 'readinessProbe', 'startupProbe'])
  })

  test('a choice writes the colon, and the line below for what needs one', () => {
    expect(choose('apiVersion: v1\nkind: Pod\nmetadata:\n  na|\n', 'name', known)).toContain('metadata:\n  name: \n')
    expect(choose(deploymentWith('en|'), 'env', known)).toContain('          env:\n            - ')
    expect(choose('apiVersion: v1\nkind: Pod\nspec: |\n', 'volumes', known)).toContain('spec: \n  volumes:\n    - ')
    expect(choose('apiVersion: v1\nkind: Pod\nmetadata: { na| }\n', 'name', known)).toContain('{ name:  }')
  })

  test('renaming a key keeps its colon and its value', () => {
    expect(choose(deploymentWith('ima|ge: a'), 'image', known)).toContain('          image: a')
  })

  test('a text that is broken elsewhere is completed all the same', () => {
    expect(labels(`a: "never closed\n---\n${deploymentWith('imageP|')}\n  broken: [`, known)).toEqual(['imagePullPolicy'])
  })

  test('nothing is offered in comments and in block scalars', () => {
    expect(labels('apiVersion: v1\n# ki|', known)).toEqual([])
    expect(labels('apiVersion: v1\nkind: ConfigMap\ndata:\n  a: >-\n    fo|\n', known)).toEqual([])
  })
})

describe('values', () => {
  test('kinds are those that the apiVersion serves, and the other way round', () => {
    expect(labels('apiVersion: apps/v1\nkind: |', known)).toEqual([
      'ControllerRevision',
      'DaemonSet',
      'Deployment',
      'ReplicaSet',
      'StatefulSet',
    ])
    expect(labels('apiVersion: |\nkind: CronJob\n', known)).toEqual(['batch/v1'])
  })

  test('a field that takes words of a list offers them', () => {
    expect(labels(deploymentWith('imagePullPolicy: |'), known)).toEqual(['Always', 'IfNotPresent', 'Never'])
    expect(labels(deploymentWith('stdin: |'), known)).toEqual(['true', 'false'])
  })
})

describe('names', () => {
  test('a reference offers objects of the cluster, then those that are only written', () => {
    const { items } = completions(deploymentWith('envFrom:\n  - configMapRef:\n      name: |'), known)
    expect(items.map(({ label, detail }) => [label, detail])).toEqual([
      ['settings', 'ConfigMap in the cluster'],
      ['later', 'in later.yaml, not applied yet'],
    ])
    expect(labels(deploymentWith('envFrom:\n  - secretRef: { name: | }'), known)).toEqual(['login'])
  })

  test('a key offers the keys of the object named beside it, with their values', () => {
    const { items } = completions(
      deploymentWith('env:\n  - name: A\n    valueFrom:\n      configMapKeyRef:\n        name: settings\n        key: |'),
      known,
    )
    expect(items.map(({ label, detail }) => [label, detail])).toEqual([
      ['LOG_LEVEL', 'info'],
      ['app.ini', 'a = 1 … and 1 more line'],
    ])
  })

  test('a value of a Secret is never shown', () => {
    const { items } = completions(deploymentWith('env:\n  - name: A\n    valueFrom: { secretKeyRef: { key: |, name: login } }'), known)
    expect(items.map(({ label, detail }) => [label, detail])).toEqual([['password', '•••••• (7 bytes)']])
  })

  test('items of a volume offer keys of the object that fills it', () => {
    const volumes =
      '\n      volumes:\n        - name: files\n          configMap:\n            name: settings\n            items:\n              - key: |'
    expect(labels(deploymentWith('', volumes), known)).toEqual(['LOG_LEVEL', 'app.ini'])
  })

  test('a mount offers the volumes of its Pod, and a subPath the files of the volume', () => {
    const volumes =
      '\n      volumes:\n        - name: files\n          configMap:\n            name: settings\n        - name: cache\n          emptyDir: {}'
    expect(labels(deploymentWith('volumeMounts:\n  - name: |', volumes), known)).toEqual(['files', 'cache'])
    expect(labels(deploymentWith('volumeMounts:\n  - name: files\n    subPath: |', volumes), known)).toEqual(['LOG_LEVEL', 'app.ini'])
    expect(labels(deploymentWith('volumeMounts:\n  - name: cache\n    subPath: |', volumes), known)).toEqual([])
  })

  test('a selector offers the labels of the template', () => {
    const text =
      'kind: Deployment\nspec:\n  selector:\n    matchLabels:\n      |\n  template:\n    metadata:\n      labels: { app: web, tier: front }\n'
    expect(labels(text, known)).toEqual(['app', 'tier'])
    expect(labels(text.replace('|', 'tier: |'), known)).toEqual(['front'])
  })
})
