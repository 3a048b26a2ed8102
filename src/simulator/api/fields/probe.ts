// What is asked of a container while it runs: probes and hooks.
// Tables only; rules live in validation/.
//
// @source k8s.io/api core/v1 types.go: names, types and tags

import { always, alwaysPointer, int32, int64, intOrString, list, named, omitEmpty, pointer, string, struct } from './field-table.ts'
import type { ObjectOf } from './field-table.ts'

export const execAction = struct('v1.ExecAction', {
  command: omitEmpty(list(string)),
})
export interface ExecAction extends ObjectOf<typeof execAction> {}

export const httpHeader = struct('v1.HTTPHeader', {
  name: always(string),
  value: always(string),
})
export interface HTTPHeader extends ObjectOf<typeof httpHeader> {}

export const httpGetAction = struct('v1.HTTPGetAction', {
  path: omitEmpty(string),
  port: always(intOrString),
  host: omitEmpty(string),
  scheme: omitEmpty(named('v1.URIScheme')),
  httpHeaders: omitEmpty(list(httpHeader)),
})
export interface HTTPGetAction extends ObjectOf<typeof httpGetAction> {}

export const tcpSocketAction = struct('v1.TCPSocketAction', {
  port: always(intOrString),
  host: omitEmpty(string),
})
export interface TCPSocketAction extends ObjectOf<typeof tcpSocketAction> {}

export const grpcAction = struct('v1.GRPCAction', {
  port: always(int32),
  service: alwaysPointer(string),
})
export interface GRPCAction extends ObjectOf<typeof grpcAction> {}

export const probeHandler = struct('v1.ProbeHandler', {
  exec: pointer(execAction),
  httpGet: pointer(httpGetAction),
  tcpSocket: pointer(tcpSocketAction),
  grpc: pointer(grpcAction),
})
export interface ProbeHandler extends ObjectOf<typeof probeHandler> {}

export const probe = struct(
  'v1.Probe',
  {
    initialDelaySeconds: omitEmpty(int32),
    timeoutSeconds: omitEmpty(int32),
    periodSeconds: omitEmpty(int32),
    successThreshold: omitEmpty(int32),
    failureThreshold: omitEmpty(int32),
    terminationGracePeriodSeconds: pointer(int64),
  },
  { ProbeHandler: probeHandler },
)
export interface Probe extends ObjectOf<typeof probe> {}

export const sleepAction = struct('v1.SleepAction', {
  seconds: always(int64),
})
export interface SleepAction extends ObjectOf<typeof sleepAction> {}

export const lifecycleHandler = struct('v1.LifecycleHandler', {
  exec: pointer(execAction),
  httpGet: pointer(httpGetAction),
  tcpSocket: pointer(tcpSocketAction),
  sleep: pointer(sleepAction),
})
export interface LifecycleHandler extends ObjectOf<typeof lifecycleHandler> {}

export const lifecycle = struct('v1.Lifecycle', {
  postStart: pointer(lifecycleHandler),
  preStop: pointer(lifecycleHandler),
  stopSignal: pointer(named('v1.Signal')),
})
export interface Lifecycle extends ObjectOf<typeof lifecycle> {}
