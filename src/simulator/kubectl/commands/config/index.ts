// `kubectl config`: which cluster, as whom, and in which namespace.
// @source k8s.io/kubectl pkg/cmd/config/*.go
// @simplified `kubectl config` has one cluster, one user and one context, and can change only the context's namespace.

import { goQuote } from '../../../base/go-text.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import { flag } from '../../command/flag.ts'
import { plainError, several, usageError } from '../../failure.ts'
import { PRINT_FLAGS, resultPrinter } from '../../printers/output.ts'
import { layOutTable } from '../../printers/table-layout.ts'
import { contextNamespace, kubeconfigOf } from './kubeconfig.ts'
import { CLUSTER_NAME, USER_NAME } from './names.ts'

const ONE_CLUSTER = 'there is one cluster and one user; kubectl config set-context --current --namespace=NAME chooses the namespace'

function unsupported(name: string, usage: string, short: string): CommandSpec {
  return { name, usage, short, flags: [], unsupported: ONE_CLUSTER }
}

export const CONFIG: CommandSpec = {
  name: 'config',
  group: 'Other Commands:',
  usage: 'SUBCOMMAND',
  short: 'Modify kubeconfig files',
  flags: [],
  subcommands: [
    {
      name: 'view',
      offline: true,
      usage: '[flags]',
      short: 'Display merged kubeconfig settings or a specified kubeconfig file',
      examples: ['kubectl config view', "kubectl config view --minify -o jsonpath='{..namespace}'"],
      flags: [
        ...PRINT_FLAGS.map((each) => (each.name === 'output' ? { ...each, initial: 'yaml' } : each)),
        flag('minify', 'bool', 'false', 'Only what the current context needs.'),
        flag('flatten', 'bool', 'false', 'Everything in one file.'),
        flag('raw', 'bool', 'false', 'Certificates too.', { unsupported: 'the user of this page needs no certificates' }),
        flag('merge', 'bool', 'true', 'Merge all kubeconfig files.'),
      ],
      completes: 'none',
      run: view,
    },
    {
      name: 'current-context',
      offline: true,
      usage: '[flags]',
      short: 'Display the current-context',
      flags: [],
      completes: 'none',
      run: ({ runtime }) => {
        runtime.out(`${runtime.session.context}\n`)
        return undefined
      },
    },
    {
      name: 'get-contexts',
      offline: true,
      usage: '[(-o|--output=)name)]',
      short: 'Describe one or many contexts',
      flags: [
        flag('output|o', 'string', '', 'name: print only names.'),
        flag('no-headers', 'bool', 'false', 'No heading above the columns.'),
      ],
      completes: 'none',
      run: getContexts,
    },
    listing('get-clusters', 'Display clusters defined in the kubeconfig', CLUSTER_NAME),
    listing('get-users', 'Display users defined in the kubeconfig', USER_NAME),
    {
      name: 'set-context',
      offline: true,
      usage: '[NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace]',
      short: 'Set a context entry in kubeconfig',
      examples: ['kubectl config set-context --current --namespace=team-a'],
      flags: [flag('current', 'bool', 'false', 'The current context.')],
      completes: 'none',
      run: setContext,
    },
    {
      name: 'use-context',
      offline: true,
      aliases: ['use'],
      usage: 'CONTEXT_NAME',
      short: 'Set the current-context in a kubeconfig file',
      flags: [],
      completes: 'none',
      run: useContext,
    },
    unsupported('delete-cluster', 'NAME', 'Delete the specified cluster from the kubeconfig'),
    unsupported('delete-context', 'NAME', 'Delete the specified context from the kubeconfig'),
    unsupported('delete-user', 'NAME', 'Delete the specified user from the kubeconfig'),
    unsupported('rename-context', 'CONTEXT_NAME NEW_NAME', 'Rename a context from the kubeconfig file'),
    unsupported('set', 'PROPERTY_NAME PROPERTY_VALUE', 'Set an individual value in a kubeconfig file'),
    unsupported('set-cluster', 'NAME', 'Set a cluster entry in kubeconfig'),
    unsupported('set-credentials', 'NAME', 'Set a user entry in kubeconfig'),
    unsupported('unset', 'PROPERTY_NAME', 'Unset an individual value in a kubeconfig file'),
  ],
}

function listing(name: string, short: string, only: string): CommandSpec {
  const run = ({ runtime }: Call): CommandOutcome => {
    runtime.out(`NAME\n${only}\n`)
    return undefined
  }
  return { name, usage: '[flags]', short, flags: [], completes: 'none', run }
}

function view({ args, flags, path, runtime }: Call): CommandOutcome {
  if (args.length > 0) return usageError(path, `unexpected arguments: [${args.join(' ')}]`)
  const printer = resultPrinter(flags, runtime, '')
  if (!printer.ok) return printer.problem
  const printed = printer.value(kubeconfigOf(runtime.session))
  if (!printed.ok) return printed.problem
  runtime.out(printed.value)
  return undefined
}

function getContexts({ args, flags, runtime }: Call): CommandOutcome {
  const { session } = runtime
  const format = flags.text('output')
  if (format !== '' && format !== 'name')
    return plainError(`--output ${format} is not available in kubectl config get-contexts; resetting to default output format`)
  const unknown = args.filter((name) => name !== session.context)
  const shown = args.length === 0 || args.includes(session.context)
  if (format === 'name') runtime.out(shown ? `${session.context}\n` : '')
  else {
    const heading = flags.bool('no-headers') ? [] : [['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE']]
    const row = ['*', session.context, CLUSTER_NAME, USER_NAME, contextNamespace(session)]
    runtime.out(layOutTable([...heading, ...(shown ? [row] : [])]))
  }
  return several(unknown.map((name) => plainError(`context ${name} not found`)))
}

function setContext(call: Call): CommandOutcome {
  const { args, flags, runtime } = call
  const { session } = runtime
  if (args.length > 1) return usageError(call.path, `Unexpected args: [${args.join(' ')}]`)
  const [name] = args
  if (name === undefined && !flags.bool('current')) return plainError('you must specify a non-empty context name or --current')
  if (name !== undefined && flags.bool('current')) return plainError('you cannot specify both a context name and --current')
  if (name !== undefined && name !== session.context)
    return plainError(`a second context is not supported in this simulated cluster: ${ONE_CLUSTER}`)
  if (flags.has('namespace')) {
    const namespace = flags.text('namespace')
    runtime.session = { ...session, namespace: namespace === '' ? 'default' : namespace }
  }
  runtime.out(`Context ${goQuote(session.context)} modified.\n`)
  return undefined
}

function useContext({ args, path, runtime }: Call): CommandOutcome {
  const [name, ...more] = args
  if (name === undefined || more.length > 0) return usageError(path, `unexpected args: [${args.join(' ')}]`)
  if (name !== runtime.session.context) return plainError(`no context exists with the name: ${goQuote(name)}`)
  runtime.out(`Switched to context ${goQuote(name)}.\n`)
  return undefined
}
