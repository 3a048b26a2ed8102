// The rules of roles, as flags of `kubectl create role` and `clusterrole` give them.
// @source k8s.io/kubectl pkg/cmd/create/create_role.go Complete, validateResource, generateResourcePolicyRules

import type { Draft } from '../../../../apiserver/decode/decoder.ts'
import { compareBytes } from '../../../../base/go-json.ts'
import type { Call } from '../../../command/command.ts'
import type { FlagSpec } from '../../../command/flag.ts'
import { flag } from '../../../command/flag.ts'
import type { Failure } from '../../../failure.ts'
import { plainError } from '../../../failure.ts'
import { noSuchResource } from '../../../resource/mapping.ts'
import type { GroupResource } from './resources.ts'
import { findResource } from './resources.ts'

export const RULE_FLAGS: readonly FlagSpec[] = [
  flag('verb', 'slice', '', 'What may be done: get, list, watch, create, update, patch, delete … or *.'),
  flag('resource', 'slice', '', 'What it may be done to: RESOURCE.GROUP/SUBRESOURCE.'),
  flag('resource-name', 'array', '', 'The only objects that it may be done to.'),
]

const VERBS = new Set('* get delete list create update patch watch proxy deletecollection use bind escalate impersonate'.split(' '))

const RBAC = 'rbac.authorization.k8s.io'
const ROLES = [`${RBAC}/roles`, `${RBAC}/clusterroles`]
/** Verbs that a few resources have alone. */
const SPECIAL: Readonly<Record<string, readonly string[]>> = {
  use: ['policy/podsecuritypolicies', 'extensions/podsecuritypolicies'],
  bind: ROLES,
  escalate: ROLES,
  impersonate: ['/users', '/serviceaccounts', '/groups', 'authentication.k8s.io/userextras'],
}

interface RuleTarget extends GroupResource {
  readonly subresource: string
}

export interface RuleWords {
  readonly verbs: readonly string[]
  readonly targets: readonly RuleTarget[]
  readonly names: readonly string[]
}

export function readRuleWords({ flags }: Call): RuleWords {
  const verbs = flags.list('verb')
  const targets = flags.list('resource').map(readTarget)
  const everything = flags.list('resource').indexOf('*')
  return {
    verbs: verbs.includes('*') ? ['*'] : [...new Set(verbs)],
    targets: everything < 0 ? targets : targets.slice(everything, everything + 1),
    names: [...new Set(flags.list('resource-name'))],
  }
}

function readTarget(word: string): RuleTarget {
  const [path = '', ...behind] = word.split('/')
  const dot = path.indexOf('.')
  return {
    resource: dot < 0 ? path : path.slice(0, dot),
    group: dot < 0 ? '' : path.slice(dot + 1),
    subresource: behind.join('/'),
  }
}

/** Verbs that no resource has are warned of. */
export function warnOfVerbs({ runtime }: Call, verbs: readonly string[]): void {
  for (const verb of verbs) if (!VERBS.has(verb)) runtime.err(`Warning: '${verb}' is not a standard resource verb\n`)
}

export function targetsProblem({ verbs, targets }: RuleWords): Failure | undefined {
  for (const target of targets) {
    if (target.resource === '') return plainError('resource must be specified if apiGroup/subresource specified')
    if (target.resource === '*') return undefined
    const found = findResource(target)
    const { group, resource } = found ?? target
    const special = verbs.flatMap((verb) => (SPECIAL[verb] === undefined ? [] : [{ verb, resources: SPECIAL[verb] }]))
    const refused = special.find(({ resources }) => !resources.includes(`${group}/${resource}`))
    if (refused !== undefined) return plainError(`can not perform '${refused.verb}' on '${resource}' in group '${group}'`)
    if (found === undefined && special.length === 0) return noSuchResource(target.resource)
  }
  return undefined
}

/** One rule for each group of the API. */
export function rulesOf({ verbs, targets, names }: RuleWords, urls: readonly string[] = []): readonly Draft[] {
  const resources = new Map<string, string[]>()
  for (const target of targets) {
    const { group, resource } = findResource(target) ?? target
    const name = target.subresource === '' ? resource : `${resource}/${target.subresource}`
    const known = resources.get(group) ?? []
    if (!known.includes(name)) known.push(name)
    resources.set(group, known)
  }
  const rules: Draft[] = [...resources]
    .sort(([a], [b]) => compareBytes(a, b))
    .map(([group, of]) => ({ verbs: [...verbs], apiGroups: [group], resources: of, resourceNames: [...names] }))
  if (urls.length > 0) rules.push({ verbs: [...verbs], nonResourceURLs: [...urls] })
  return rules
}
