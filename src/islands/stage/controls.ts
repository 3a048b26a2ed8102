// Everything that a learner can do at a stage once its cluster runs. Comes with the simulator.

import { isUnfinished } from '../../simulator/index.ts'
import type { LineTouch } from '../../simulator/index.ts'
import { equip } from '../session.ts'
import { ToolShelf } from '../tool-shelf.ts'
import { apply, endEditing, enter, retry, run, touch } from './acts.ts'
import { ask, complete, gradeHere, solutionAt } from './answers.ts'
import type { Bench } from './bench.ts'
import { goTo, seek, step } from './clock.ts'
import { demonstrate, passFrame, passStep } from './demonstrating.ts'
import { begin, reset, restoreAttempt, undo } from './history.ts'
import type { Question } from './stage-state.svelte.ts'

export type Controls = ReturnType<typeof createControls>

export function createControls(on: Pick<Bench, 'stage' | 'view' | 'texts'>) {
  const { stage } = on
  const shelf = new ToolShelf(
    (toolbox) => (stage.session &&= equip(stage.session, toolbox)),
    () => (stage.failed = true),
  )
  const bench: Bench = { ...on, shelf }
  stage.fetchTools = (names) => shelf.fetch(names)
  return {
    begin: () => begin(bench),
    apply: () => apply(bench),
    run: (line: string) => run(bench, line),
    enter: (line: string) => enter(bench, line),
    touch: (touched: LineTouch) => touch(bench, touched),
    retry: () => retry(bench),
    endEditing: (how: 'save' | 'discard') => endEditing(bench, how),
    isUnfinished,
    complete: (text: string, caret: number) => complete(bench, text, caret),
    /** Somebody turns to the terminal: what lines mostly need is fetched before the first is typed. A line that lacks it tries again. */
    openTerminal: () => void shelf.fetch(['terminal']).catch(() => undefined),
    goTo: (atMs: number) => goTo(bench, atMs),
    seek: (atMs: number) => seek(bench, atMs),
    step: (direction: 'next' | 'previous') => step(bench, direction),
    passFrame: (elapsedMs: number) => (stage.calm ? passStep(bench, elapsedMs) : passFrame(bench, elapsedMs)),
    demonstrate: () => demonstrate(bench),
    reset: () => reset(bench),
    undo: () => undo(bench),
    restoreAttempt: () => restoreAttempt(bench),
    ask: (question: Question) => ask(bench, question),
    gradeHere: () => gradeHere(bench),
    solutionAt: (index: number) => solutionAt(bench, index),
  }
}
