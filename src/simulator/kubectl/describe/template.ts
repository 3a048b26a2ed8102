// The template of a Pod as a text of its own, as `rollout history` and `rollout undo` show it.
// @source k8s.io/kubectl pkg/describe/describe.go DescribePodTemplate

import type { PodTemplateSpec } from '../../api/fields/pod.ts'
import { describeTemplate } from './pod.ts'
import { Description } from './writer.ts'

/** With the tabs still in it. */
export function templateText(template: PodTemplateSpec): string {
  const out = new Description()
  describeTemplate(out, template)
  return out.toText('tabs')
}
