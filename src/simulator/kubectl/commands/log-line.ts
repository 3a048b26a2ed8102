// A line as Kubernetes' logging library writes it: `W1124 00:09:14.143131    4428 helpers.go:719] text`.
// @source k8s.io/klog klog.go header

import type { Moment } from '../../api/component.ts'

/** @param place  File and line of the source. */
export function logLine({ startedAtEpochMs, nowMs }: Moment, level: 'I' | 'W' | 'E', place: string, text: string): string {
  const stamp = new Date(startedAtEpochMs + nowMs).toISOString()
  const time = `${stamp.slice(5, 7)}${stamp.slice(8, 10)} ${stamp.slice(11, 23)}000`
  return `${level}${time} ${'1'.padStart(7)} ${place}] ${text}\n`
}
