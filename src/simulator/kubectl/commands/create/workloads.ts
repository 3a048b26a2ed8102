// `kubectl create deployment | job | cronjob | namespace | serviceaccount`.
// @source k8s.io/kubectl pkg/cmd/create/create_deployment.go, create_job.go, create_cronjob.go, create_namespace.go, create_serviceaccount.go

import { drawNameSuffix } from '../../../base/random.ts'
import type { Draft, DraftValue } from '../../../apiserver/decode/decoder.ts'
import { draftFromObject } from '../../../apiserver/decode/typed-object.ts'
import { isMutableObject } from '../../../base/mutable-json.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import { flag } from '../../command/flag.ts'
import { plainError, several, statusError } from '../../failure.ts'
import { fetchObjects } from '../../resource/fetch.ts'
import { getObject } from '../requests.ts'
import { CREATE_FLAGS, beginCreate, finishCreate, typeMeta } from './begin.ts'

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
  const images = call.flags.list('image')
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

export const CREATE_JOB: CommandSpec = {
  name: 'job',
  usage: 'NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...]',
  short: 'Create a job with the specified name',
  examples: ['kubectl create job once --image=busybox -- date', 'kubectl create job now --from=cronjob/nightly'],
  flags: [
    ...CREATE_FLAGS,
    flag('image', 'string', '', IMAGE),
    flag('from', 'string', '', 'A cron job whose template is used: cronjob/NAME.'),
  ],
  completes: 'none',
  run: createJob,
}

function createJob(call: Call): CommandOutcome {
  const start = beginCreate(call)
  if (!start.ok) return start.problem
  const { name, command } = start.value
  const image = call.flags.text('image')
  const from = call.flags.text('from')
  if ((image === '') === (from === '')) return plainError('either --image or --from must be specified')
  if (from !== '' && command.length > 0) return plainError('cannot specify --from and command')
  const head = typeMeta('Job')
  if (from === '') {
    const spec = { template: { spec: { containers: [{ name, image, command: [...command] }], restartPolicy: 'Never' } } }
    return finishCreate(call, start.value, 'Job', { ...head, metadata: { name }, spec }, 'failed to create job: ')
  }
  const fetched = fetchObjects(call, [from], { allowEmptySelector: false })
  if (!fetched.ok) return fetched.problem
  const problem = several(fetched.value.failures)
  if (problem !== undefined) return problem
  const [source, ...more] = fetched.value.infos
  if (source === undefined || more.length > 0) return plainError('from must be an existing cronjob')
  if (source.info.kind !== 'CronJob') return plainError(`unknown object type *v1.${source.info.kind}`)
  const cronJobName = source.name
  const found = getObject(call.runtime, 'CronJob', { namespace: source.namespace, name: cronJobName })
  if (!found.ok) return statusError(found.problem)
  const cronJob = draftFromObject(found.value)
  const template = member(member(cronJob, 'spec'), 'jobTemplate')
  const metadata = member(template, 'metadata')
  const owner = { ...typeMeta('CronJob'), name: cronJobName, uid: found.value.metadata.uid ?? '', controller: true }
  return finishCreate(
    call,
    start.value,
    'Job',
    {
      ...head,
      metadata: {
        name,
        annotations: { 'cronjob.kubernetes.io/instantiate': 'manual', ...member(metadata, 'annotations') },
        labels: member(metadata, 'labels'),
        ownerReferences: [owner],
      },
      spec: member(template, 'spec'),
    },
    'failed to create job: ',
  )
}

function member(draft: Draft, name: string): Draft {
  const value: DraftValue | undefined = draft[name]
  return isMutableObject(value) ? value : {}
}

export const CREATE_CRONJOB: CommandSpec = {
  name: 'cronjob',
  aliases: ['cj'],
  usage: "NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...]",
  short: 'Create a cron job with the specified name',
  examples: ["kubectl create cronjob hello --image=busybox --schedule='*/1 * * * *' -- date"],
  flags: [
    ...CREATE_FLAGS,
    flag('image', 'string', '', IMAGE),
    flag('schedule', 'string', '', 'When to run, as five cron fields.'),
    flag('restart', 'string', '', 'Restart policy of the pods: OnFailure or Never.'),
  ],
  required: ['image', 'schedule'],
  completes: 'none',
  run: createCronJob,
}

function createCronJob(call: Call): CommandOutcome {
  const start = beginCreate(call)
  if (!start.ok) return start.problem
  const { name, command } = start.value
  const restartPolicy = call.flags.text('restart') === '' ? 'OnFailure' : call.flags.text('restart')
  const containers = [{ name, image: call.flags.text('image'), command: [...command] }]
  const jobTemplate = { metadata: { name }, spec: { template: { spec: { containers, restartPolicy } } } }
  const spec = { schedule: call.flags.text('schedule'), jobTemplate }
  return finishCreate(call, start.value, 'CronJob', { ...typeMeta('CronJob'), metadata: { name }, spec }, 'failed to create cronjob: ')
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
    const start = beginCreate(call)
    if (!start.ok) return start.problem
    if (start.value.name === '') return plainError('name must be specified')
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
    const start = beginCreate(call)
    if (!start.ok) return start.problem
    if (start.value.name === '') return plainError('name must be specified')
    const draft = { ...typeMeta('ServiceAccount'), metadata: { name: start.value.name } }
    return finishCreate(call, start.value, 'ServiceAccount', draft, 'failed to create serviceaccount: ')
  },
}
