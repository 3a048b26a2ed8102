// Work in steps, each of them short: whoever has other things to do as well, does them between two steps.

export type InSteps<T> = Generator<undefined, T, undefined>

/** All steps, one after the other. */
export function atOnce<T>(work: InSteps<T>): T {
  let step = work.next()
  while (step.done !== true) step = work.next()
  return step.value
}
