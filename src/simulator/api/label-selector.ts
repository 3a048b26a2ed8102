// Label selectors, as objects hold them.

import type { LabelSelector } from './fields/meta.ts'

type Labels = Readonly<Record<string, string>>

export interface Requirement {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
  readonly values: readonly string[]
}

/** An empty selector matches everything; an absent one nothing. @source apimachinery meta/v1/helpers.go LabelSelectorAsSelector */
export function matchesSelector(selector: LabelSelector | undefined, labels: Labels | undefined): boolean {
  return selectorTest(selector)(labels)
}

/** The selector as a question that can be asked of many. */
export function selectorTest(selector: LabelSelector | undefined): (labels: Labels | undefined) => boolean {
  if (selector === undefined) return () => false
  const matchLabels = selector.matchLabels ?? {}
  const wanted = Object.keys(matchLabels)
  const requirements = (selector.matchExpressions ?? []).map(({ key, operator, values }): Requirement => ({
    key,
    operator: readOperator(operator),
    values: values ?? [],
  }))
  const fits = (labels: Labels | undefined) =>
    wanted.every((key) => labels?.[key] === matchLabels[key]) && requirements.every((each) => matchesRequirement(each, labels))
  // Pods of one template mostly hold the very same labels.
  let latest: Labels | undefined
  let answer = fits(latest)
  return (labels) => {
    if (labels !== latest) {
      latest = labels
      answer = fits(labels)
    }
    return answer
  }
}

function readOperator(operator: string): Requirement['operator'] {
  return operator === 'In' || operator === 'NotIn' || operator === 'Exists' ? operator : 'DoesNotExist'
}

export function matchesRequirement({ key, operator, values }: Requirement, labels: Labels | undefined): boolean {
  const value = labels === undefined || !Object.hasOwn(labels, key) ? undefined : labels[key]
  switch (operator) {
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
  }
}

/** `app=web,tier in (a,b)`: as one text; nothing selected prints as `<none>`. @source apimachinery meta/v1/helpers.go FormatLabelSelector */
export function formatLabelSelector(selector: LabelSelector | undefined): string {
  const equal = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => [key, `${key}=${value}`] as const)
  const others = (selector?.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
    const set = `(${[...values].sort().join(',')})`
    const text = { In: `${key} in ${set}`, NotIn: `${key} notin ${set}`, Exists: key, DoesNotExist: `!${key}` }[readOperator(operator)]
    return [key, text] as const
  })
  const sorted = [...equal, ...others].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return sorted.length === 0 ? '<none>' : sorted.map(([, text]) => text).join(',')
}
