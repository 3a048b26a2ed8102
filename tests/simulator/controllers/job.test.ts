import { describe, expect, test } from 'vitest'
import { snapshotAt } from '../../../src/simulator/index.ts'
import type { Run } from '../../../src/simulator/index.ts'
import { must, startCluster } from '../experiment.ts'
import type { Workload } from './workload.ts'
import { after, apply, podNames, reports, stdout } from './workload.ts'

function job(spec: object, command: readonly string[], restartPolicy = 'Never'): Workload {
  return { kind: 'Job', name: 'work', spec, command, podSpec: { restartPolicy } }
}

const sh = (script: string): readonly string[] => ['sh', '-c', script]

function started(spec: object, script: string, restartPolicy = 'Never'): Run {
  return apply(startCluster(), job(spec, sh(script), restartPolicy))
}

function statusOf(run: Run) {
  return snapshotAt(run, run.nowMs).view.get('Job', { namespace: 'default', name: 'work' })?.status
}

function conditions(run: Run): readonly string[] {
  return (statusOf(run)?.conditions ?? []).map(({ type, reason, message }) => `${type} ${reason ?? ''}: ${message ?? ''}`)
}

/** Seconds between the starts of Pods that follow one another. */
function gaps(run: Run): readonly number[] {
  const starts = run.entries
    .filter((entry) => entry.kind === 'object-stored' && entry.change === 'created' && entry.object?.kind === 'Pod')
    .map(({ atMs }) => atMs)
  return starts.slice(1).map((atMs, index) => Math.round((atMs - (starts[index] ?? 0)) / 1000))
}

describe('a Job (WL-3)', () => {
  test('is complete when its Pod has succeeded', () => {
    const run = after(started({}, 'echo done'), 10_000)
    expect(conditions(run)).toEqual([
      'SuccessCriteriaMet CompletionsReached: Reached expected number of succeeded pods',
      'Complete CompletionsReached: Reached expected number of succeeded pods',
    ])
    expect(statusOf(run)).toMatchObject({ succeeded: 1, ready: 0, terminating: 0, uncountedTerminatedPods: {} })
    expect(reports(run, 'work').at(-1)).toBe('Completed Job completed')
    expect(stdout(run, 'kubectl get job work --no-headers')).toMatch(/^work +Complete +1\/1 +\ds +/)
    expect(stdout(run, 'kubectl get pods --no-headers')).toContain('Completed')
  })

  test('writes down what it comes to and whose end is to be counted before it lets go of Pods and counts', () => {
    const told = (script: string) => {
      const columns = 'L:.status.conditions[-1:].type,S:.status.succeeded,F:.status.failed,W:.status.uncountedTerminatedPods'
      const shown = stdout(
        started({ backoffLimit: 0 }, script),
        `timeout 10 kubectl get job work -w --no-headers -o custom-columns=${columns} || true`,
      )
      const rows = shown.split('\n').map((row) => row.replace(/\s+/g, ' ').replace(/\[[^[\]]+\]/, '[…]'))
      return rows.filter((row) => !row.startsWith('<none>'))
    }
    expect(told('exit 0')).toEqual(['SuccessCriteriaMet <none> <none> map[succeeded:[…]]', 'Complete 1 <none> map[]', ''])
    expect(told('exit 1')).toEqual(['FailureTarget <none> <none> map[failed:[…]]', 'Failed <none> 1 map[]', ''])
  })

  test('runs as many Pods at once as its parallelism allows, until enough have succeeded', () => {
    let run = started({ completions: 5, parallelism: 2 }, 'sleep 3')
    let most = 0
    for (let step = 0; step < 200; step += 1) {
      run = after(run, 200)
      most = Math.max(most, statusOf(run)?.active ?? 0)
    }
    expect(most).toBe(2)
    expect(statusOf(run)).toMatchObject({ succeeded: 5 })
    expect(podNames(run)).toHaveLength(5)
  })

  test('fails when more Pods have failed than its limit allows, and waits longer before each', () => {
    const run = after(started({ backoffLimit: 3 }, 'exit 1'), 180_000)
    expect(conditions(run)).toEqual([
      'FailureTarget BackoffLimitExceeded: Job has reached the specified backoff limit',
      'Failed BackoffLimitExceeded: Job has reached the specified backoff limit',
    ])
    expect(statusOf(run)?.failed).toBe(4)
    const [first = 0, second = 0, third = 0] = gaps(run)
    expect([first >= 10 && first <= 14, second >= 20 && second <= 24, third >= 40 && third <= 44]).toEqual([true, true, true])
    expect(reports(run, 'work').at(-1)).toBe('BackoffLimitExceeded Job has reached the specified backoff limit')
  })

  test('counts restarts of containers when these start again', () => {
    const run = after(started({ backoffLimit: 1 }, 'exit 1', 'OnFailure'), 60_000)
    expect(conditions(run).at(-1)).toContain('BackoffLimitExceeded')
    expect(podNames(run)).toEqual([])
  })

  test('gives each Pod of an Indexed Job its index, in the environment and as host name', () => {
    const run = after(
      started({ completionMode: 'Indexed', completions: 3, parallelism: 3 }, 'echo $JOB_COMPLETION_INDEX $(hostname)'),
      10_000,
    )
    expect(statusOf(run)?.completedIndexes).toBe('0-2')
    expect(podNames(run).map((name) => stdout(run, `kubectl logs ${name}`))).toEqual(['0 work-0\n', '1 work-1\n', '2 work-2\n'])
  })

  test('fails single indexes when each has a limit of its own', () => {
    const spec = { completionMode: 'Indexed', completions: 3, parallelism: 3, backoffLimitPerIndex: 0 }
    const run = after(started(spec, 'test $JOB_COMPLETION_INDEX != 1'), 20_000)
    expect(statusOf(run)).toMatchObject({ completedIndexes: '0,2', failedIndexes: '1' })
    expect(conditions(run).at(-1)).toBe('Failed FailedIndexes: Job has failed indexes')
  })

  test('is over when its success policy is met, and what still runs goes', () => {
    const spec = { completionMode: 'Indexed', completions: 3, parallelism: 3, successPolicy: { rules: [{ succeededIndexes: '0' }] } }
    const run = after(started(spec, 'trap exit TERM; test $JOB_COMPLETION_INDEX = 0 && exit 0; while true; do sleep 1; done'), 30_000)
    expect(conditions(run)).toEqual([
      'SuccessCriteriaMet SuccessPolicy: Matched rules at index 0',
      'Complete SuccessPolicy: Matched rules at index 0',
    ])
    expect(statusOf(run)?.active).toBeUndefined()
  })

  test('a failure policy fails it at once, or forgives', () => {
    const policy = (action: string) => ({
      podFailurePolicy: { rules: [{ action, onExitCodes: { operator: 'In', values: [42] } }] },
      backoffLimit: 1,
    })
    const failed = after(started(policy('FailJob'), 'exit 42'), 10_000)
    expect(conditions(failed).at(-1)).toMatch(
      /^Failed PodFailurePolicy: Container app for pod default\/work-\w+ failed with exit code 42 matching FailJob rule at index 0$/,
    )
    const forgiven = after(started(policy('Ignore'), 'exit 42'), 60_000)
    expect(statusOf(forgiven)?.failed).toBeUndefined()
    expect(podNames(forgiven).length).toBeGreaterThan(2)
  })

  test('is stopped when it has been active for too long', () => {
    const run = after(started({ activeDeadlineSeconds: 5 }, 'trap exit TERM; while true; do sleep 1; done'), 20_000)
    expect(conditions(run).at(-1)).toBe('Failed DeadlineExceeded: Job was active longer than specified deadline')
    expect(podNames(run)).toEqual([])
  })

  test('makes no Pods while it is suspended, and starts anew when it is resumed', () => {
    const run = after(started({ suspend: true }, 'echo done'), 5000)
    expect(podNames(run)).toEqual([])
    expect(reports(run, 'work')).toEqual(['Suspended Job suspended'])
    const resumed = after(must(run, `kubectl patch job work -p '{"spec":{"suspend":false}}'`), 10_000)
    expect(reports(resumed, 'work')).toContain('Resumed Job resumed')
    expect(conditions(resumed).at(-1)).toContain('Complete')
  })

  test('goes a while after it has ended when it says so, and its Pods with it', () => {
    const run = started({ ttlSecondsAfterFinished: 10 }, 'echo done')
    expect(statusOf(after(run, 8000))).toBeDefined()
    expect([statusOf(after(run, 30_000)), podNames(after(run, 30_000))]).toEqual([undefined, []])
  })

  test('a Pod that was deleted is replaced, and counts as failed', () => {
    let run = after(started({}, 'trap "exit 1" TERM; while true; do sleep 1; done'), 5000)
    const [first = ''] = podNames(run)
    run = after(must(run, `kubectl delete pod ${first}`), 20_000)
    expect(podNames(run)).not.toContain(first)
    expect(podNames(run)).toHaveLength(1)
    expect(statusOf(run)?.failed).toBe(1)
  })

  test('a Pod that was deleted and ended well all the same has succeeded', () => {
    const run = after(started({}, 'trap "exit 0" TERM; while true; do sleep 0.2; done'), 5000)
    expect(conditions(after(must(run, 'kubectl delete pod -l app=work'), 5000)).at(-1)).toMatch(/^Complete/)
  })

  test('Pods that are too many are let go, and count for nothing', () => {
    let run = after(started({ parallelism: 3, completions: 10 }, 'while true; do sleep 1; done'), 5000)
    run = after(must(run, `kubectl patch job work -p '{"spec":{"parallelism":1}}'`), 10_000)
    expect(statusOf(run)).toMatchObject({ active: 1, terminating: 0 })
    expect(statusOf(run)?.failed).toBeUndefined()
  })

  test('Pods that still ran when enough had succeeded have not failed', () => {
    const policy = { completionMode: 'Indexed', completions: 3, parallelism: 3, successPolicy: { rules: [{ succeededIndexes: '1' }] } }
    const run = after(started(policy, '[ $JOB_COMPLETION_INDEX = 1 ] || sleep 60'), 10_000)
    expect(statusOf(run)).toMatchObject({ succeeded: 1, completedIndexes: '1' })
    expect(statusOf(run)?.failed).toBeUndefined()
  })

  test('Pods that still ran when it failed count as failed, and their indexes do not', () => {
    const limits = { completionMode: 'Indexed', completions: 4, parallelism: 4, backoffLimitPerIndex: 0, maxFailedIndexes: 1 }
    const run = after(started(limits, '[ $JOB_COMPLETION_INDEX = 0 ] && sleep 30; [ $JOB_COMPLETION_INDEX = 1 ]'), 15_000)
    expect(statusOf(run)).toMatchObject({ failed: 3, succeeded: 1, failedIndexes: '2,3' })
  })

  test('a failed Pod of an index that is tried again is counted with the next try', () => {
    const limits = { completionMode: 'Indexed', completions: 1, backoffLimitPerIndex: 2 }
    const run = after(started(limits, 'exit 1'), 6000)
    const held = (now: Run) =>
      snapshotAt(now, now.nowMs)
        .view.list('Pod', 'default')
        .filter(({ metadata }) => metadata.finalizers !== undefined).length
    expect([statusOf(run)?.failed, held(run)]).toEqual([undefined, 1])
    const next = after(run, 8000)
    expect([statusOf(next)?.failed, podNames(next).length]).toEqual([1, 2])
  })

  test('says that nothing is active while it waits after a failure, and starts its clock anew when it is resumed', () => {
    const run = after(started({ backoffLimit: 4 }, 'exit 1'), 6000)
    expect(statusOf(run)).toMatchObject({ failed: 1, ready: 0 })
    expect(statusOf(run)?.active).toBeUndefined()
    const suspended = after(must(run, `kubectl patch job work -p '{"spec":{"suspend":true}}'`), 2000)
    expect(statusOf(suspended)?.startTime).toBeUndefined()
    const resumed = after(must(suspended, `kubectl patch job work -p '{"spec":{"suspend":false}}'`), 1000)
    expect(statusOf(resumed)?.startTime).not.toBe(statusOf(run)?.startTime)
    expect(conditions(resumed)).toEqual(['Suspended JobResumed: Job resumed'])
  })

  test('starts its clock although it cannot make Pods, and tries again after a second', () => {
    const run = after(
      apply(startCluster(), { ...job({}, sh('exit 0')), podSpec: { restartPolicy: 'Never', serviceAccountName: 'nobody' } }),
      500,
    )
    expect(statusOf(run)).toMatchObject({ ready: 0, terminating: 0 })
    expect(statusOf(run)?.startTime).toBeDefined()
    const tries = (now: Run) =>
      snapshotAt(now, now.nowMs)
        .view.list('Event', 'default')
        .find(({ reason }) => reason === 'FailedCreate')?.count
    expect([tries(run), tries(after(run, 4000))]).toEqual([1, 3])
  })

  test('Pods that it leaves behind are held by nobody', () => {
    const run = after(must(after(started({}, 'while true; do sleep 1; done'), 5000), 'kubectl delete job work --cascade=orphan'), 3000)
    const [pod] = snapshotAt(run, run.nowMs).view.list('Pod', 'default')
    expect([pod?.metadata.finalizers, pod?.metadata.ownerReferences]).toEqual([undefined, undefined])
  })

  test('goes at once after its end when it says so, whenever it says so', () => {
    expect(statusOf(after(started({ ttlSecondsAfterFinished: 0 }, 'exit 0'), 8000))).toBeUndefined()
    const ended = after(started({}, 'exit 0'), 8000)
    const run = must(ended, `kubectl patch job work -p '{"spec":{"ttlSecondsAfterFinished":2}}'`)
    expect([statusOf(after(run, 2000)), podNames(after(run, 2000))]).toEqual([undefined, []])
  })

  test('its Pods go when it is deleted', () => {
    const run = after(must(after(started({}, 'echo done'), 10_000), 'kubectl delete job work'), 10_000)
    expect(podNames(run)).toEqual([])
  })
})

describe('a CronJob (WL-4)', () => {
  const cron = (spec: object, script = 'echo done'): Run =>
    apply(startCluster(), {
      kind: 'CronJob',
      name: 'tick',
      spec: {
        schedule: '* * * * *',
        jobTemplate: {
          spec: {
            template: {
              spec: {
                restartPolicy: 'Never',
                terminationGracePeriodSeconds: 1,
                containers: [{ name: 'app', image: 'busybox:1.36', command: sh(script) }],
              },
            },
          },
        },
        template: undefined,
        ...spec,
      },
    })
  const jobs = (run: Run) => snapshotAt(run, run.nowMs).view.list('Job', 'default')

  test('starts a Job each minute and remembers the last three', () => {
    const run = cron({})
    expect(jobs(after(run, 50_000))).toHaveLength(0)
    expect(jobs(after(run, 150_000))).toHaveLength(2)
    const later = after(run, 590_000)
    expect(jobs(later)).toHaveLength(3)
    expect(reports(later, 'tick').filter((text) => text.startsWith('SawCompletedJob'))[0]).toMatch(
      /^SawCompletedJob Saw completed job: tick-\d+, condition: Complete$/,
    )
    expect(stdout(later, 'kubectl get cronjob tick --no-headers')).toMatch(/^tick +\* \* \* \* \* +<none> +False +0 +\d+s +9m50s\n$/)
  })

  test.each([
    ['Allow', 3],
    ['Forbid', 1],
    ['Replace', 1],
  ])('%s lets %i Jobs run at once', (concurrencyPolicy, most) => {
    const run = after(cron({ concurrencyPolicy }, 'trap exit TERM; while true; do sleep 1; done'), 200_000)
    expect(jobs(run).filter(({ status }) => (status.active ?? 0) > 0)).toHaveLength(most)
  })

  test('a Job that makes way for the next one is not missed', () => {
    const run = after(cron({ concurrencyPolicy: 'Replace' }, 'while true; do sleep 1; done'), 130_000)
    const told = reports(run, 'tick').map((text) => text.split(' ')[0])
    expect(told).toEqual(['SuccessfulCreate', 'SuccessfulDelete', 'SuccessfulCreate'])
  })

  test('a Job says for which minute it was made, by the clock of the time zone', () => {
    const [job] = jobs(after(cron({ timeZone: 'Asia/Tokyo' }), 70_000))
    expect(job?.metadata.annotations?.['batch.kubernetes.io/cronjob-scheduled-timestamp']).toBe('2026-11-24T18:01:00+09:00')
  })

  test('rests while it is suspended', () => {
    expect(jobs(after(cron({ suspend: true }), 300_000))).toHaveLength(0)
  })

  test('reads its schedule by the clock of its time zone', () => {
    const run = after(cron({ schedule: '30 11 * * *', timeZone: 'Europe/Berlin' }), 2 * 3_600_000)
    expect(jobs(run).map(({ metadata }) => metadata.creationTimestamp)).toEqual(['2026-11-24T10:30:00Z'])
  })
})
