import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TimerQueue } from '../../../src/simulator/base/timer-queue.ts'
import { dropNextTimer, emptyTimerQueue, openTimerQueue, peekTimer, schedule } from '../../../src/simulator/base/timer-queue.ts'

function queueOf(times: readonly number[]): TimerQueue<number> {
  const queue = openTimerQueue(emptyTimerQueue<number>())
  for (const [index, dueAtMs] of times.entries()) schedule(queue, dueAtMs, index)
  return queue
}

describe('a timer queue', () => {
  test('gives what is due by time, and equal times in the order of asking, whatever is taken between', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat({ max: 9 }))), (steps) => {
        const queue = openTimerQueue(emptyTimerQueue<number>())
        let left: { dueAtMs: number; task: number }[] = []
        for (const [task, dueAtMs] of steps.entries()) {
          if (dueAtMs === null) {
            dropNextTimer(queue)
            left = left.slice(1)
          } else {
            schedule(queue, dueAtMs, task)
            left = [...left, { dueAtMs, task }].sort((a, b) => a.dueAtMs - b.dueAtMs || a.task - b.task)
          }
          expect(peekTimer(queue)?.task).toBe(left[0]?.task)
        }
        for (const { task } of left) {
          expect(peekTimer(queue)?.task).toBe(task)
          dropNextTimer(queue)
        }
        expect(peekTimer(queue)).toBeUndefined()
      }),
      { seed: 20260131 },
    )
  })

  test('is not changed by what is done to a copy that was opened', () => {
    const queue = queueOf([5, 3, 4])
    const open = openTimerQueue(queue)
    dropNextTimer(open)
    schedule(open, 1, 9)
    expect(queue).toEqual(queueOf([5, 3, 4]))
  })
})
