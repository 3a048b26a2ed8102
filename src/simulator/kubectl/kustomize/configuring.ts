// How a step of the build that cannot be prepared is named: with its configuration, as kustomize writes it for itself.
// @source sigs.k8s.io/kustomize api/internal/target kusttarget.go configureBuiltinPlugin

import { asJson } from '../../base/json.ts'
import { printYaml } from '../../yaml/index.ts'

/** What upstream puts before the problem of a step that cannot be prepared. */
export function configuring(step: string, config: string): string {
  return `trouble configuring builtin ${step} with config: \`\n${config}\``
}

/** The configuration of a step as YAML, without what was not set. */
export function configText(config: Readonly<Record<string, unknown>>): string {
  const set = Object.entries(config).filter(([, value]) => value !== undefined && value !== '')
  return printYaml(asJson(Object.fromEntries(set)))
}
