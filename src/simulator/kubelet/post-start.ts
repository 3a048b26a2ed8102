// The postStart hook: runs beside the process, and the sync that started the container waits for it (LIFE-4).
// @source pkg/kubelet/kuberuntime/kuberuntime_container.go startContainer; pkg/kubelet/lifecycle/handlers.go

import { SECOND_MS } from '../base/sim-time.ts'
import type { Ending } from './programs.ts'
import { changeHealth, startProgramFor } from './programs.ts'
import { askHook, stopContainer } from './stopping.ts'
import type { Turn } from './turn.ts'
import { note, recordOf, remind, report, specOf, updateContainer, updatePod } from './turn.ts'

export function runPostStart<P>(turn: Turn<P>, uid: string, name: string): void {
  const record = recordOf(turn, uid)
  const container = record?.containers.get(name)
  const hook = record === undefined ? undefined : specOf(record.pod, name)?.lifecycle?.postStart
  if (hook === undefined || container?.phase.kind !== 'running' || container.health.stopping !== undefined) return
  if (hook.exec !== undefined) {
    const ending = startProgramFor(turn, uid, name, { kind: 'postStart' }, hook.exec.command ?? [])
    if (ending !== undefined) endPostStart(turn, uid, name, ending)
    return
  }
  if (hook.sleep !== undefined) {
    const { restartCount } = container
    remind(turn, hook.sleep.seconds * SECOND_MS, { kind: 'hook-slept', uid, container: name, restartCount })
    return
  }
  endPostStart(turn, uid, name, { exitCode: askHook(turn, uid, name, hook) ? 0 : 1, text: '' })
}

/** The hook has ended. When it failed, the container is stopped and waits to be started again. */
export function endPostStart<P>(turn: Turn<P>, uid: string, name: string, { exitCode, text }: Pick<Ending, 'exitCode' | 'text'>): void {
  const record = recordOf(turn, uid)
  const container = record?.containers.get(name)
  if (record === undefined || container?.phase.kind !== 'running') return
  changeHealth(turn, uid, name, () => ({ isHooked: false }))
  if (exitCode === 0) {
    remind(turn, 0, { kind: 'continue', uid })
    return
  }
  const { metadata } = record.pod
  const place = `Container "${name}" in Pod "${metadata.name ?? ''}_${metadata.namespace ?? ''}(${uid})"`
  const words = specOf(record.pod, name)?.lifecycle?.postStart?.exec?.command ?? []
  const message = `Exec lifecycle hook ([${words.join(' ')}]) for ${place} failed - error: command '${words.join(' ')}' exited with ${String(exitCode)}: ${text}, message: ${JSON.stringify(text)}`
  report(turn, record.pod, 'Warning', 'FailedPostStartHook', 'PostStartHook failed', name)
  report(turn, record.pod, 'Normal', 'Killing', 'FailedPostStartHook', name)
  updateContainer(turn, uid, name, { refusal: { reason: 'PostStartHookError', message } })
  updatePod(turn, uid, { trouble: { kind: 'error' }, plan: record.plan?.filter((each) => each !== name) })
  note(turn, record.pod, {
    kind: 'container-waiting',
    node: turn.options.nodeName,
    reason: 'PostStartHookError',
    message,
    container: name,
    restartCount: container.restartCount,
  })
  stopContainer(turn, uid, name, (record.pod.spec.terminationGracePeriodSeconds ?? 30) * SECOND_MS)
}
