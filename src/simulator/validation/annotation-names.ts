// Annotations of Pods and templates that mean something to the API server.

import type { ObjectMeta } from '../api/fields/meta.ts'

export const MIRROR = 'kubernetes.io/config.mirror'
export const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost'
export const SECCOMP_OF_POD = 'seccomp.security.alpha.kubernetes.io/pod'
export const SECCOMP_OF_CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/'
export const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/'

const NAMES = [
  ...[MIRROR, DELETION_COST, SECCOMP_OF_POD, SECCOMP_OF_CONTAINER, APP_ARMOR],
  ...['scheduler.alpha.kubernetes.io/critical-pod', 'security.alpha.kubernetes.io/'],
]

/** Whether there is anything to check in them, or to be warned of. */
export function haveRules(annotations: ObjectMeta['annotations']): boolean {
  return Object.keys(annotations ?? {}).some((key) => NAMES.some((name) => key.startsWith(name)))
}
