// `kubectl create job | cronjob`.
// @source k8s.io/kubectl pkg/cmd/create/create_job.go, create_cronjob.go

import type { Draft, DraftValue } from '../../../../apiserver/decode/decoder.ts'
import { draftFromObject } from '../../../../apiserver/decode/typed-object.ts'
import { isMutableObject } from '../../../../base/mutable-json.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../../command/command.ts'
import { flag } from '../../../command/flag.ts'
import { plainError, several, statusError } from '../../../failure.ts'
import { fetchObjects } from '../../../resource/fetch.ts'
import { getObject } from '../../requests.ts'
import { CREATE_FLAGS, beginCreate, finishCreate, typeMeta } from '../begin.ts'

const IMAGE = 'Image of the container.'

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
