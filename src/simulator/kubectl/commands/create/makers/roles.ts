// `kubectl create role | clusterrole`.
// @source k8s.io/kubectl pkg/cmd/create/create_role.go, create_clusterrole.go

import type { Result } from '../../../../base/result.ts'
import { failure, success } from '../../../../base/result.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../../command/command.ts'
import { flag } from '../../../command/flag.ts'
import type { Failure } from '../../../failure.ts'
import { plainError, usageError } from '../../../failure.ts'
import { CREATE_FLAGS, beginNamed } from '../begin.ts'
import type { RuleWords } from './rules.ts'
import { RULE_FLAGS, readRuleWords, rulesOf, targetsProblem, warnOfVerbs } from './rules.ts'
import { NO_ROLES, showObject } from './show-object.ts'
import { clusterRole, role } from './tables.ts'

export const CREATE_ROLE: CommandSpec = {
  name: 'role',
  usage: 'NAME --verb=verb --resource=resource.group/subresource [--resource-name=resourcename] [--dry-run=server|client|none]',
  short: 'Create a role with single rule',
  examples: ['kubectl create role reader --verb=get,list --resource=configmaps --dry-run=client -o yaml'],
  flags: [...CREATE_FLAGS, ...RULE_FLAGS],
  completes: 'none',
  run: (call) => {
    const start = beginNamed(call)
    if (!start.ok) return start.problem
    const words = readRuleWords(call)
    const problem = roleProblem(call, words)
    if (problem !== undefined) return problem
    return showObject(call, start.value, { table: role, namespaced: true, absence: NO_ROLES }, { rules: [...rulesOf(words)] })
  },
}

function roleProblem(call: Call, words: RuleWords): Failure | undefined {
  if (words.verbs.length === 0) return plainError('at least one verb must be specified')
  warnOfVerbs(call, words.verbs)
  if (words.targets.length === 0) return plainError('at least one resource must be specified')
  return targetsProblem(words)
}

export const CREATE_CLUSTER_ROLE: CommandSpec = {
  name: 'clusterrole',
  usage: 'NAME --verb=verb --resource=resource.group [--resource-name=resourcename] [--dry-run=server|client|none]',
  short: 'Create a cluster role',
  examples: ['kubectl create clusterrole node-reader --verb=get,list --resource=nodes --dry-run=client -o yaml'],
  flags: [
    ...CREATE_FLAGS,
    ...RULE_FLAGS,
    flag('non-resource-url', 'slice', '', 'A path of the API server that is no resource.'),
    flag('aggregation-rule', 'array', '', 'Labels of the cluster roles whose rules are gathered: key=value,…'),
  ],
  completes: 'none',
  run: createClusterRole,
}

function createClusterRole(call: Call): CommandOutcome {
  const labels = readPairs(call)
  if (!labels.ok) return labels.problem
  const start = beginNamed(call)
  if (!start.ok) return start.problem
  const shown = { table: clusterRole, namespaced: false, absence: NO_ROLES }
  const words = readRuleWords(call)
  const urls = [...new Set(call.flags.list('non-resource-url'))]
  if (Object.keys(labels.value).length > 0) {
    if (urls.length + words.verbs.length + words.targets.length + words.names.length > 0)
      return plainError('aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames')
    return showObject(call, start.value, shown, { aggregationRule: { clusterRoleSelectors: [{ matchLabels: labels.value }] } })
  }
  const problem = clusterRoleProblem(call, words, urls)
  return problem ?? showObject(call, start.value, shown, { rules: [...rulesOf(words, urls)] })
}

/** @source k8s.io/component-base cli/flag/map_string_string.go Set */
function readPairs({ flags, path }: Call): Result<Record<string, string>, Failure> {
  const pairs: Record<string, string> = {}
  for (const value of flags.list('aggregation-rule')) {
    for (const word of value.split(',').filter((each) => each !== '')) {
      const equals = word.indexOf('=')
      if (equals < 0) {
        const message = `invalid argument "${value}" for "--aggregation-rule" flag: malformed pair, expect string=string`
        return failure(usageError(path, message))
      }
      pairs[word.slice(0, equals).trim()] = word.slice(equals + 1).trim()
    }
  }
  return success(pairs)
}

const URL_VERBS = new Set(['*', 'get', 'post', 'put', 'delete', 'patch', 'head', 'options'])

function clusterRoleProblem(call: Call, words: RuleWords, urls: readonly string[]): Failure | undefined {
  if (words.verbs.length === 0) return plainError('at least one verb must be specified')
  if (words.targets.length === 0 && urls.length === 0) return plainError('one of resource or nonResourceURL must be specified')
  if (words.targets.length > 0) {
    warnOfVerbs(call, words.verbs)
    const problem = targetsProblem(words)
    if (problem !== undefined) return problem
  }
  const strange = urls.length === 0 ? undefined : words.verbs.find((verb) => !URL_VERBS.has(verb))
  if (strange !== undefined) return plainError(`invalid verb: '${strange}' for nonResourceURL`)
  for (const url of urls) {
    if (url === '*') continue
    if (!url.startsWith('/')) return plainError('nonResourceURL should start with /')
    if (url.slice(0, -1).includes('*')) return plainError("nonResourceURL only supports wildcard matches when '*' is at the end")
  }
  return undefined
}
