// `kubectl create rolebinding | clusterrolebinding`.
// @source k8s.io/kubectl pkg/cmd/create/create_rolebinding.go, create_clusterrolebinding.go

import type { Draft } from '../../../../apiserver/decode/decoder.ts'
import type { Result } from '../../../../base/result.ts'
import { failure, success } from '../../../../base/result.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../../command/command.ts'
import type { FlagSpec } from '../../../command/flag.ts'
import { flag } from '../../../command/flag.ts'
import { plainError } from '../../../failure.ts'
import { CREATE_FLAGS, beginCreate, beginNamed } from '../begin.ts'
import type { ShownKind } from './show-object.ts'
import { NO_ROLES, showObject } from './show-object.ts'
import { clusterRoleBinding, roleBinding } from './tables.ts'

const RBAC = 'rbac.authorization.k8s.io'

const SUBJECT_FLAGS: readonly FlagSpec[] = [
  flag('user', 'array', '', 'A user who gets the role.'),
  flag('group', 'array', '', 'A group that gets the role.'),
  flag('serviceaccount', 'array', '', 'A service account that gets the role: NAMESPACE:NAME.'),
]

export const CREATE_ROLE_BINDING: CommandSpec = {
  name: 'rolebinding',
  usage:
    'NAME --clusterrole=NAME|--role=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]',
  short: 'Create a role binding for a particular role or cluster role',
  examples: ['kubectl create rolebinding readers --role=reader --serviceaccount=default:robot --dry-run=client -o yaml'],
  flags: [
    ...CREATE_FLAGS,
    flag('clusterrole', 'string', '', 'The cluster role that is given.'),
    flag('role', 'string', '', 'The role that is given.'),
    ...SUBJECT_FLAGS,
  ],
  completes: 'none',
  run: (call) => create(call, { table: roleBinding, namespaced: true, absence: NO_ROLES }),
}

export const CREATE_CLUSTER_ROLE_BINDING: CommandSpec = {
  name: 'clusterrolebinding',
  usage:
    'NAME --clusterrole=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none]',
  short: 'Create a cluster role binding for a particular cluster role',
  examples: ['kubectl create clusterrolebinding admins --clusterrole=cluster-admin --user=ada --dry-run=client -o yaml'],
  flags: [...CREATE_FLAGS, flag('clusterrole', 'string', '', 'The cluster role that is given.'), ...SUBJECT_FLAGS],
  required: ['clusterrole'],
  completes: 'none',
  run: (call) => create(call, { table: clusterRoleBinding, namespaced: false, absence: NO_ROLES }),
}

function create(call: Call, shown: ShownKind): CommandOutcome {
  const start = shown.namespaced ? beginNamed(call) : beginCreate(call)
  if (!start.ok) return start.problem
  const clusterRole = call.flags.text('clusterrole')
  const role = shown.namespaced ? call.flags.text('role') : ''
  if (shown.namespaced && (clusterRole === '') === (role === '')) return plainError('exactly one of clusterrole or role must be specified')
  const subjects = subjectsOf(call)
  if (!subjects.ok) return plainError(subjects.problem)
  const given = role === '' ? { kind: 'ClusterRole', name: clusterRole } : { kind: 'Role', name: role }
  return showObject(call, start.value, shown, { roleRef: { apiGroup: RBAC, ...given }, subjects: subjects.value })
}

function subjectsOf({ flags }: Call): Result<Draft[], string> {
  const subjects: Draft[] = [
    ...flags.list('user').map((name) => ({ kind: 'User', apiGroup: RBAC, name })),
    ...flags.list('group').map((name) => ({ kind: 'Group', apiGroup: RBAC, name })),
  ]
  for (const word of flags.list('serviceaccount')) {
    const [namespace = '', name = '', ...more] = word.split(':')
    if (namespace === '' || name === '' || more.length > 0) return failure('serviceaccount must be <namespace>:<name>')
    subjects.push({ kind: 'ServiceAccount', name, namespace })
  }
  return success(subjects)
}
