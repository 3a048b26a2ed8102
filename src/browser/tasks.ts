// Long work in a page that goes on answering: a task at a time, with whatever the browser has to do in between.

import type { InSteps } from '../exercise/in-steps.ts'

/** Short enough that nobody feels it, and that a phone four times as slow stays below the 50 ms of a long task. */
const TASK_MS = 10

/** Ends this task: the browser draws and hears its user before the promise is kept. */
export function nextTask(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      done()
    }
    port2.postMessage(undefined)
  })
}

export async function inTasks<T>(work: InSteps<T>): Promise<T> {
  let begunAt = performance.now()
  let step = work.next()
  while (step.done !== true) {
    if (performance.now() - begunAt > TASK_MS) {
      await nextTask()
      begunAt = performance.now()
    }
    step = work.next()
  }
  return step.value
}
