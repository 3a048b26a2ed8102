// Rules that several kinds with a template for Pods share: selectors, shares of replicas, names that become host names.
// @source pkg/apis/apps/validation/validation.go

import { forbidden, invalid, notSupported, required } from '../api/field-error.ts'
import { FieldPath } from '../api/field-path.ts'
import type { LabelSelector } from '../api/fields/meta.ts'
import type { PodTemplateSpec } from '../api/fields/pod.ts'
import { matchesSelector } from '../api/label-selector.ts'
import { compareBytes, goJson } from '../base/go-json.ts'
import { demandNotNegative, invalidShown } from './errors.ts'
import { isEmptySelector, isReadableSelector, validateLabelSelector } from './label-selector.ts'
import { dnsLabelProblems, percentProblems } from './names.ts'
import { podWarnings } from './pod-warnings.ts'
import type { Errors, RuleFinder } from './rules.ts'

export const SPEC = FieldPath.of('spec')

type Selector = LabelSelector | null | undefined

/**
 * The selector itself, without the template.
 * @param kind  As upstream's message names it
 */
export function demandSelector(selector: Selector, kind: string, errors: Errors): void {
  const path = SPEC.child('selector')
  if (selector === undefined || selector === null) {
    errors.push(required(path))
    return
  }
  validateLabelSelector(selector, path, errors)
  if (isEmptySelector(selector)) errors.push(invalidShown(path, selectorText(selector), `empty selector is invalid for ${kind}`))
}

/** As messages show it: in Go's order, without what is empty. */
export function selectorText(selector: Selector): string {
  if (selector === undefined || selector === null) return 'null'
  const { matchLabels = {}, matchExpressions = [] } = selector
  const shown = {
    matchLabels: Object.keys(matchLabels).length === 0 ? undefined : Object.fromEntries(Object.entries(matchLabels).sort(byKey)),
    matchExpressions:
      matchExpressions.length === 0
        ? undefined
        : matchExpressions.map(({ key, operator, values = [] }) => ({ key, operator, values: values.length === 0 ? undefined : values })),
  }
  return goJson(shown, { html: 'escaped', indent: 0, keys: 'given' })
}

function byKey([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return compareBytes(a, b)
}

export function demandSameSelector(selector: Selector, old: Selector, errors: Errors): void {
  const text = selectorText(selector)
  if (text !== selectorText(old)) errors.push(invalidShown(SPEC.child('selector'), text, 'field is immutable'))
}

/** Whether upstream can turn the selector into something to compare labels with. */
export function canSelect(selector: Selector): boolean {
  return selector === undefined || selector === null || isReadableSelector(selector)
}

export function demandMatch(selector: Selector, { metadata }: PodTemplateSpec, path: FieldPath, errors: Errors): void {
  if (matchesSelector(selector ?? undefined, metadata.labels)) return
  const labels = metadata.labels ?? undefined
  errors.push(invalid(path.child('metadata', 'labels'), labels, '`selector` does not match template `labels`'))
}

export function selectsEverything(selector: Selector): boolean {
  return selector !== undefined && selector !== null && isEmptySelector(selector)
}

/** Pods that a controller replaces run for ever. */
export function demandAlways({ spec }: PodTemplateSpec, path: FieldPath, kind: string, errors: Errors): void {
  if (spec.restartPolicy !== 'Always') errors.push(notSupported(path.child('spec', 'restartPolicy'), spec.restartPolicy, ['Always']))
  if (spec.activeDeadlineSeconds !== undefined)
    errors.push(forbidden(path.child('spec', 'activeDeadlineSeconds'), `activeDeadlineSeconds in ${kind} is not Supported`))
}

/** A count, or a percentage; messages show it as JSON. @source ValidatePositiveIntOrPercent */
export function validateShare(value: number | string, path: FieldPath, errors: Errors): void {
  if (typeof value === 'string') for (const problem of percentProblems(value)) errors.push(invalidShown(path, goJson(value), problem))
  else demandNotNegative(errors, path, value)
}

/** @source IsNotMoreThan100Percent */
export function demandAtMostAll(value: number | string, path: FieldPath, errors: Errors): void {
  if (typeof value === 'string' && amountOf(value) > 100) errors.push(invalid(path, value, 'must not be greater than 100%'))
}

/** The count, or the number in the percentage. @source getIntOrPercentValue */
export function amountOf(value: number | string): number {
  if (typeof value === 'number') return value
  const [, digits] = /^([+-]?\d+|\d+(?=%))%?$/.exec(value) ?? []
  return digits === undefined ? 0 : Number(digits)
}

/** @source WarningsOnCreate of Pods, Deployments, ReplicaSets, Jobs and CronJobs */
export function hostNameWarnings(name: string | undefined, use = 'Pod names and hostnames'): readonly string[] {
  const problems = dnsLabelProblems(name ?? '')
  if (problems.length === 0) return []
  const consequence = `this is used in ${use}, which can result in surprising behavior`
  return [`metadata.name: ${consequence}; a DNS label is recommended: [${problems.join(' ')}]`]
}

export function templateWarnings(template: PodTemplateSpec, rare: RuleFinder, path = SPEC.child('template')): readonly string[] {
  return podWarnings(template, path, rare)
}
