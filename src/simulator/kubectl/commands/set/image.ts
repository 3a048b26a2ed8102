// `kubectl set image`: images of the containers in a Pod or in a template.
// @source k8s.io/kubectl pkg/cmd/set/set_image.go

import { goQuote } from '../../../base/go-text.ts'
import { success } from '../../../base/result.ts'
import type { Call, CommandOutcome, CommandSpec } from '../../command/command.ts'
import type { Failure } from '../../failure.ts'
import { plainError, several } from '../../failure.ts'
import { textOf } from '../../resource/info.ts'
import { hasFiles } from '../../resource/manifests.ts'
import { readPairs, splitPairs } from '../pairs.ts'
import { RECORD_FLAG } from '../record.ts'
import {
  ALL_AND_SELECTOR,
  LOCAL_ON_SERVER,
  NO_RESOURCES,
  SET_SELECTOR_FLAGS,
  objectsToSet,
  sendChanges,
  settingOf,
} from './change-objects.ts'
import { changeContainers, changePodSpec, containersOf } from './pod-spec.ts'

export const SET_IMAGE: CommandSpec = {
  name: 'image',
  usage: '(-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N',
  short: 'Update the image of a pod template',
  examples: ['kubectl set image deployment/web web=nginx:1.29', "kubectl set image deployment/web '*=busybox:1.36'"],
  flags: [...SET_SELECTOR_FLAGS, RECORD_FLAG],
  completes: 'resources',
  run,
}

function run(call: Call): CommandOutcome {
  const setting = settingOf(call, 'image updated')
  if (!setting.ok) return setting.problem
  const words = splitPairs(call.args, 'image')
  if (!words.ok) return plainError(words.problem)
  const pairs = readPairs(words.value.pairs, 'image', false)
  if (!pairs.ok) return plainError(pairs.problem)
  const { objects } = words.value
  const images = pairs.value.set
  const infos = objectsToSet(call, objects)
  if (!infos.ok) return infos.problem
  const problems = validate(call, objects, images, setting.value.dryRun === 'server')
  if (problems.length > 0) return several(problems.map((problem) => plainError(problem)))
  const failures: Failure[] = []
  const changes = infos.value.map((info) => {
    const after = changePodSpec(info.info.kind, info.object, (spec) => {
      let changed = spec
      for (const [container, image] of images) {
        const selects = (name: string): boolean => container === '*' || name === container
        if (!containersOf(changed).some((each) => selects(textOf(each, 'name'))))
          failures.push(plainError(`error: unable to find container named ${goQuote(container)}`))
        changed = changeContainers(changed, selects, (each) => ({ ...each, image }))
      }
      return success(changed)
    })
    return { info, after }
  })
  failures.push(
    ...sendChanges(setting.value, changes, {
      failurePrefix: 'failed to patch image update to pod template: ',
      sendsEmpty: false,
    }),
  )
  return several(failures)
}

function validate(call: Call, objects: readonly string[], images: ReadonlyMap<string, string>, isServerRun: boolean): readonly string[] {
  const problems: string[] = []
  if (call.flags.bool('all') && call.flags.text('selector') !== '') problems.push(ALL_AND_SELECTOR)
  if (objects.length === 0 && !hasFiles(call)) problems.push(NO_RESOURCES)
  if (images.size === 0) problems.push('at least one image update is required')
  else if (images.size > 1 && images.has('*'))
    problems.push('all containers are already specified by *, but saw more than one container_name=container_image pairs')
  if (call.flags.bool('local') && isServerRun) problems.push(LOCAL_ON_SERVER)
  return problems
}
