// `kubectl set`: small changes to what Pods are made from.
// @source k8s.io/kubectl pkg/cmd/set/set.go

import type { CommandSpec } from '../../command/command.ts'
import { SET_ENV } from './env.ts'
import { SET_IMAGE } from './image.ts'
import { SET_RESOURCES } from './resources.ts'
import { SET_SELECTOR } from './selector.ts'
import { SET_SERVICE_ACCOUNT } from './service-account.ts'

export const SET: CommandSpec = {
  name: 'set',
  group: 'Basic Commands (Beginner):',
  usage: 'SUBCOMMAND',
  short: 'Set specific features on objects',
  long: `Configure application resources.

 These commands help you make changes to existing application resources.`,
  flags: [],
  subcommands: [
    SET_IMAGE,
    SET_RESOURCES,
    SET_SELECTOR,
    {
      name: 'subject',
      usage: '(-f FILENAME | TYPE NAME) [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname]',
      short: 'Update the user, group, or service account in a role binding or cluster role binding',
      flags: [],
      listed: true,
      unsupported: 'the cluster in this page has no roles and no bindings of them',
    },
    SET_SERVICE_ACCOUNT,
    SET_ENV,
  ],
}
