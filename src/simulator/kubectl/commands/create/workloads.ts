// `kubectl create deployment | namespace | serviceaccount`.
// @source k8s.io/kubectl pkg/cmd/create/create_deployment.go, create_namespace.go, create_serviceaccount.go

import { drawNameSuffix } from '../../../base/random.ts'
import type { Draft } from '../../../apiserver/decode/decoder.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import { flag } from '../../command/flag.ts'
import { plainError } from '../../failure.ts'
import { CREATE_FLAGS, beginCreate, beginNamed, finishCreate, typeMeta } from './begin.ts'

const IMAGE = 'Image of the container.'

export const CREATE_DEPLOYMENT: CommandSpec = {
  name: 'deployment',
  aliases: ['deploy'],
  usage: 'NAME --image=image -- [COMMAND] [args...]',
  short: 'Create a deployment with the specified name',
  examples: ['kubectl create deployment web --image=nginx:1.27 --replicas=3'],
  flags: [
    ...CREATE_FLAGS,
    flag('image', 'slice', '', `${IMAGE} May be repeated for several containers.`),
    flag('port', 'int', '-1', 'Port that the container exposes.'),
    flag('replicas|r', 'int', '1', 'Number of pods.'),
  ],
  required: ['image'],
  completes: 'none',
  run: createDeployment,
}

function createDeployment(call: Call): CommandOutcome {
  const start = beginCreate(call)
  if (!start.ok) return start.problem
  const { name, command } = start.value
  // `--image=` is a list of none.
  const images = call.flags.list('image').filter((image) => image !== '')
  if (images.length > 1 && command.length > 0) return plainError('cannot specify multiple --image options and command')
  const port = call.flags.int('port')
  const containers = images.map((image, index): Draft => ({
    name: containerName(call, image, index),
    image,
    command: [...command],
    ...(index === 0 && port >= 0 ? { ports: [{ containerPort: port }] } : {}),
  }))
  const labels = { app: name }
  return finishCreate(
    call,
    start.value,
    'Deployment',
    {
      ...typeMeta('Deployment'),
      metadata: { name, labels },
      spec: {
        replicas: call.flags.int('replicas'),
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers } },
      },
    },
    'failed to create deployment: ',
  )
}

/** The last part of the image without tag and digest; made a valid name with a random suffix where it holds `_` or `.`. */
function containerName(call: Call, image: string, index: number): string {
  const name = (image.split('/').at(-1) ?? '').split(':')[0]?.split('@')[0] ?? ''
  if (!/[_.]/.test(name)) return name
  const { seed, nowMs } = call.runtime.moment
  return `${name.replace(/[_.]/g, '-')}-${drawNameSuffix({ seed, stream: `kubectl/create/${String(nowMs)}` }, index, 5)}`
}

export const CREATE_NAMESPACE: CommandSpec = {
  name: 'namespace',
  aliases: ['ns'],
  usage: 'NAME [--dry-run=server|client|none]',
  short: 'Create a namespace with the specified name',
  examples: ['kubectl create namespace staging'],
  flags: CREATE_FLAGS,
  completes: 'none',
  run: (call) => {
    const start = beginNamed(call)
    if (!start.ok) return start.problem
    return finishCreate(call, start.value, 'Namespace', { ...typeMeta('Namespace'), metadata: { name: start.value.name } }, undefined)
  },
}

export const CREATE_SERVICE_ACCOUNT: CommandSpec = {
  name: 'serviceaccount',
  aliases: ['sa'],
  usage: 'NAME [--dry-run=server|client|none]',
  short: 'Create a service account with the specified name',
  examples: ['kubectl create serviceaccount robot'],
  flags: CREATE_FLAGS,
  completes: 'none',
  run: (call) => {
    const start = beginNamed(call)
    if (!start.ok) return start.problem
    const draft = { ...typeMeta('ServiceAccount'), metadata: { name: start.value.name } }
    return finishCreate(call, start.value, 'ServiceAccount', draft, 'failed to create serviceaccount: ')
  },
}
