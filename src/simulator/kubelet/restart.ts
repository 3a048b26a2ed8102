// Whether a container that has ended is started again (LIFE-6).

import type { Container } from '../api/fields/container.ts'
import type { PodSpec } from '../api/fields/pod.ts'

/**
 * The container's own rules come before its own policy, and that before the Pod's.
 *
 * @source pkg/api/v1/pod/util.go ContainerShouldRestart
 * @simplified Nothing restarts all containers of a Pod at once: the action `RestartAllContainers` counts as none.
 */
export function isRestarted(container: Container, spec: PodSpec, exitCode: number): boolean {
  if (hasRuleFor(container, exitCode)) return true
  const policy = policyOf(container, spec)
  return policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0)
}

export function policyOf({ restartPolicy }: Container, spec: PodSpec): string {
  return restartPolicy ?? spec.restartPolicy ?? 'Always'
}

/** Only the first rule that fits counts. */
function hasRuleFor({ restartPolicyRules = [] }: Container, exitCode: number): boolean {
  const rule = restartPolicyRules.find(({ exitCodes: { operator, values = [] } = {} }) =>
    operator === 'NotIn' ? !values.includes(exitCode) : values.includes(exitCode),
  )
  return rule?.action === 'Restart'
}
