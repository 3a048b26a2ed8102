// Go's dump of a template, over which the names of ReplicaSets are hashed.

import { expect, test } from 'vitest'
import { goDump } from '../../../src/simulator/api/go-dump.ts'
import { container } from '../../../src/simulator/api/fields/container.ts'

const dumped = goDump(container, {
  name: 'web',
  ports: [{ containerPort: 80, protocol: 'TCP' }],
  resources: { limits: { memory: '64Mi', cpu: '100m' } },
  livenessProbe: { httpGet: { port: 'http' }, periodSeconds: 10 },
})

test('what is not set is nil, with its type', () => {
  expect(dumped).toMatch(/^\(v1\.Container\)\{Name:\(string\)web Image:\(string\) Command:\(\[\]string\)<nil> /)
  expect(dumped).toContain('SecurityContext:(*v1.SecurityContext)<nil> Stdin:(bool)false')
})

test('items of lists and maps bear no types, their fields do', () => {
  expect(dumped).toContain(
    'Ports:([]v1.ContainerPort)[{Name:(string) HostPort:(int32)0 ContainerPort:(int32)80 Protocol:(v1.Protocol)TCP HostIP:(string)}]',
  )
})

test('quantities keep their integer, scale, text and format', () => {
  expect(dumped).toContain(
    'cpu:{i:(resource.int64Amount){value:(int64)100 scale:(resource.Scale)-3} d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string)100m Format:(resource.Format)DecimalSI}',
  )
  expect(dumped).toContain('memory:{i:(resource.int64Amount){value:(int64)67108864 scale:(resource.Scale)0}')
})

test('an embedded struct stands before the fields of its own', () => {
  expect(dumped).toContain(
    'LivenessProbe:(*v1.Probe){ProbeHandler:(v1.ProbeHandler){Exec:(*v1.ExecAction)<nil> HTTPGet:(*v1.HTTPGetAction){',
  )
  expect(dumped).toContain('Port:(intstr.IntOrString){Type:(intstr.Type)1 IntVal:(int32)0 StrVal:(string)http}')
})
