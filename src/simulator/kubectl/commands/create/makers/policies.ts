// `kubectl create quota | priorityclass | poddisruptionbudget`.
// @source k8s.io/kubectl pkg/cmd/create/create_quota.go, create_priorityclass.go, create_pdb.go

import type { Draft } from '../../../../apiserver/decode/decoder.ts'
import { parseLabelSelector } from '../../../../api/selector-parser.ts'
import { parseQuantity, printQuantity } from '../../../../base/quantity.ts'
import type { Result } from '../../../../base/result.ts'
import { failure, success } from '../../../../base/result.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../../command/command.ts'
import { flag } from '../../../command/flag.ts'
import { plainError } from '../../../failure.ts'
import { CREATE_FLAGS, beginCreate, beginNamed } from '../begin.ts'
import { NOT_SERVED, showObject } from './show-object.ts'
import { podDisruptionBudget, priorityClass, resourceQuota } from './tables.ts'

export const CREATE_QUOTA: CommandSpec = {
  name: 'quota',
  aliases: ['resourcequota'],
  usage: '[--hard=key1=value1,key2=value2] [--scopes=Scope1,Scope2] [--dry-run=server|client|none]',
  short: 'Create a quota with the specified name',
  examples: ['kubectl create quota small --hard=pods=5,configmaps=10 --dry-run=client -o yaml'],
  flags: [
    ...CREATE_FLAGS,
    flag('hard', 'string', '', 'Limits: RESOURCE=QUANTITY,…'),
    flag('scopes', 'string', '', 'What the limits count, with commas.'),
  ],
  completes: 'none',
  run: createQuota,
}

function createQuota(call: Call): CommandOutcome {
  const start = beginNamed(call)
  if (!start.ok) return start.problem
  const hard = readLimits(call.flags.text('hard'))
  if (!hard.ok) return plainError(hard.problem)
  const scopes = call.flags.text('scopes') === '' ? [] : call.flags.text('scopes').split(',')
  if (scopes.includes('')) return plainError('invalid resource quota scope ""')
  return showObject(
    call,
    start.value,
    { table: resourceQuota, namespaced: true, absence: NOT_SERVED },
    { spec: { hard: hard.value, scopes } },
  )
}

function readLimits(text: string): Result<Record<string, string>, string> {
  const limits: Record<string, string> = {}
  for (const word of text === '' ? [] : text.split(',')) {
    const [name = '', amount, ...more] = word.split('=')
    if (amount === undefined || more.length > 0) return failure(`Invalid argument syntax ${word}, expected <resource>=<value>`)
    const quantity = parseQuantity(amount)
    if (!quantity.ok) return quantity
    limits[name] = printQuantity(quantity.value)
  }
  return success(limits)
}

export const CREATE_PRIORITY_CLASS: CommandSpec = {
  name: 'priorityclass',
  aliases: ['pc'],
  usage: 'NAME --value=VALUE --global-default=BOOL [--dry-run=server|client|none]',
  short: 'Create a priority class with the specified name',
  examples: ['kubectl create priorityclass urgent --value=1000 --dry-run=client -o yaml'],
  flags: [
    ...CREATE_FLAGS,
    flag('value', 'int', '0', 'How important Pods of the class are.'),
    flag('global-default', 'bool', 'false', 'The class of Pods that name none.'),
    flag('description', 'string', '', 'When to use the class.'),
    flag('preemption-policy', 'string', 'PreemptLowerPriority', 'Whether Pods of the class push others aside.'),
  ],
  completes: 'none',
  run: (call) => {
    const start = beginCreate(call)
    if (!start.ok) return start.problem
    const { flags } = call
    return showObject(
      call,
      start.value,
      { table: priorityClass, namespaced: false, absence: NOT_SERVED },
      {
        value: flags.int('value'),
        globalDefault: flags.bool('global-default'),
        description: flags.text('description'),
        preemptionPolicy: flags.text('preemption-policy'),
      },
    )
  },
}

export const CREATE_DISRUPTION_BUDGET: CommandSpec = {
  name: 'poddisruptionbudget',
  aliases: ['pdb'],
  usage: 'NAME --selector=SELECTOR --min-available=N [--dry-run=server|client|none]',
  short: 'Create a pod disruption budget with the specified name',
  examples: ['kubectl create pdb web --selector=app=web --min-available=50% --dry-run=client -o yaml'],
  flags: [
    ...CREATE_FLAGS,
    flag('min-available', 'string', '', 'How many Pods must stay, or what share of them.'),
    flag('max-unavailable', 'string', '', 'How many Pods may be missing, or what share of them.'),
    flag('selector', 'string', '', 'Labels of the Pods that are meant.'),
  ],
  completes: 'none',
  run: createDisruptionBudget,
}

function createDisruptionBudget(call: Call): CommandOutcome {
  const start = beginNamed(call)
  if (!start.ok) return start.problem
  const minimum = call.flags.text('min-available')
  const maximum = call.flags.text('max-unavailable')
  const written = call.flags.text('selector')
  const problem = written === '' ? 'a selector must be specified' : budgetProblem(minimum, maximum)
  if (problem !== undefined) return plainError(problem)
  const selector = selectorOf(written)
  if (!selector.ok) return plainError(selector.problem)
  const limit = minimum === '' ? { maxUnavailable: numberOrText(maximum) } : { minAvailable: numberOrText(minimum) }
  return showObject(
    call,
    start.value,
    { table: podDisruptionBudget, namespaced: true, absence: NOT_SERVED },
    { spec: { ...limit, selector: selector.value }, status: {} },
  )
}

function budgetProblem(minimum: string, maximum: string): string | undefined {
  if (minimum === '' && maximum === '') return 'one of min-available or max-unavailable must be specified'
  if (minimum !== '' && maximum !== '') return 'min-available and max-unavailable cannot be both specified'
  if (/^\d+%?$/.test(minimum + maximum)) return undefined
  return `invalid format specified for ${minimum === '' ? 'max-unavailable' : 'min-available'}`
}

function numberOrText(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text
}

/** @source apimachinery pkg/apis/meta/v1/helpers.go ParseToLabelSelector */
function selectorOf(text: string): Result<Draft, string> {
  const parsed = parseLabelSelector(text)
  if (!parsed.ok) return failure(`couldn't parse the selector string "${text}": ${parsed.problem}`)
  const matchLabels: Record<string, string> = {}
  const matchExpressions: Draft[] = []
  for (const { key, operator, values = [] } of parsed.value) {
    const [only = ''] = values
    if (operator === 'In' && values.length === 1 && !text.includes('(')) matchLabels[key] = only
    else matchExpressions.push({ key, operator, values: [...values] })
  }
  return success({ matchLabels, matchExpressions })
}
