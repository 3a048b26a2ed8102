import { describe, expect, test } from 'vitest'
import type { PodSpec } from '../../../src/simulator/api/fields/pod.ts'
import type { ApiObject } from '../../../src/simulator/api/objects.ts'
import { fieldLabelProblem, fieldLabelValue } from '../../../src/simulator/apiserver/registry/field-labels.ts'

const pod = (spec: Partial<PodSpec>): ApiObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { containers: [], ...spec },
  status: {},
})

describe('field selectors', () => {
  test('a label is the text at its path', () => {
    expect(fieldLabelValue(pod({ nodeName: 'node-1' }), 'spec.nodeName')).toBe('node-1')
    expect(fieldLabelValue(pod({ nodeName: 'node-1' }), 'spec.host')).toBe('node-1')
  })

  test('what an object does not say is empty, and a switch is off', () => {
    expect(fieldLabelValue(pod({}), 'spec.nodeName')).toBe('')
    expect(fieldLabelValue(pod({}), 'spec.hostNetwork')).toBe('false')
    expect(fieldLabelValue(pod({ hostNetwork: true }), 'spec.hostNetwork')).toBe('true')
  })

  test('kinds that name their labels refuse all others in words of their own', () => {
    expect(fieldLabelProblem('Pod', 'spec.restartPolicy')).toBeUndefined()
    expect(fieldLabelProblem('Pod', 'spec.color')).toBe('field label not supported: spec.color')
    expect(fieldLabelProblem('Job', 'spec.color')).toBe('field label "spec.color" not supported for Job')
  })

  test('what stands in no namespace cannot be asked for one', () => {
    expect(fieldLabelProblem('Node', 'metadata.namespace')).toBe('field label not supported: metadata.namespace')
    expect(fieldLabelProblem('Namespace', 'metadata.namespace')).toBe('field label not supported: metadata.namespace')
  })

  test('other kinds can be asked for their names alone', () => {
    expect(fieldLabelProblem('ConfigMap', 'metadata.name')).toBeUndefined()
    expect(fieldLabelProblem('ReplicaSet', 'status.replicas')).toBe(
      '"status.replicas" is not a known field selector: only "metadata.name", "metadata.namespace"',
    )
  })
})
