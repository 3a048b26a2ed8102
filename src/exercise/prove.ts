// What must hold of every exercise before a learner meets it. Each proof is a fact that holds, or a sentence that says why it does not.

import type { ImageLibrary } from '../simulator/index.ts'
import { ALL_TOOLS } from '../simulator/kubectl/tools/all.ts'
import type { Act } from './acts.ts'
import type { Exercise } from './exercise.ts'
import type { Grade } from './grade.ts'
import { grade } from './grade.ts'
import { plainText } from './marked-text.ts'
import type { Played } from './play.ts'
import { play, startCluster } from './play.ts'

export interface Proof {
  /** "solution rollout-restart passes" */
  readonly fact: string
  /** undefined when it holds. */
  readonly problem: string | undefined
}

export function proveExercise(exercise: Exercise, images: ImageLibrary): readonly Proof[] {
  const start = startCluster(exercise.cluster, exercise.files, images, ALL_TOOLS)
  const failed = start.lines.find(({ output }) => output.exitCode !== 0)
  if (failed !== undefined) return [{ fact: 'the cluster starts', problem: `${failed.line} failed: ${failed.output.stderr.trim()}` }]
  const gradeAfter = (acts: readonly Act[]) => gradeOf(exercise, start, play(start, acts))
  return [
    { fact: 'the cluster starts', problem: undefined },
    starterFails('the starter as it is does not pass', gradeAfter([])),
    starterFails('the starter, applied, does not pass', gradeAfter([{ apply: 'files' }])),
    ...exercise.solutions.map(({ id, acts }) => solutionPasses(id, gradeAfter(acts))),
    ...exercise.mistakes.map(({ id, acts }) => mistakeIsTold(id, gradeAfter(acts))),
    ...lateHints(exercise),
  ]
}

function gradeOf(exercise: Exercise, start: Played, end: Played): Grade {
  return grade(exercise, end.run, start.run.nowMs, end.files)
}

function starterFails(fact: string, { solved, mistake, tasks }: Grade): Proof {
  if (solved) return { fact, problem: 'Every task is met before anything was done.' }
  if (mistake !== undefined) return { fact, problem: `It gets the message of the mistake ${mistake.id}, and the learner has made none.` }
  const silent = tasks.find(({ met, seen }) => !met && seen === '')
  return { fact, problem: silent === undefined ? undefined : `The task ${silent.id} is not met and says nothing about what was seen.` }
}

function solutionPasses(id: string, { tasks }: Grade): Proof {
  const open = tasks.filter(({ met }) => !met).map(({ id: task, seen }) => `${task} is not met: ${seen}`)
  return { fact: `solution ${id} passes`, problem: open.length === 0 ? undefined : open.join('; ') }
}

function mistakeIsTold(id: string, { solved, mistake }: Grade): Proof {
  const told = solved ? 'It passes as a solution.' : `It is told ${mistake === undefined ? 'nothing' : `the message of ${mistake.id}`}.`
  return { fact: `mistake ${id} is told its own message`, problem: mistake?.id === id ? undefined : told }
}

/** Lines shorter than this are parts of ordinary sentences. */
const TELLING_CHARACTERS = 8

/** No hint but the last may hold a line that a solution writes or runs. */
function lateHints({ hints, solutions, files }: Exercise): readonly Proof[] {
  const before = new Set(Object.values(files).flatMap(linesOf))
  const lines = solutions
    .flatMap(({ acts }) => acts.flatMap(linesOfAct))
    .filter((line) => line.length >= TELLING_CHARACTERS && !before.has(line))
  return (['nudge', 'where', 'concept'] as const).map((step) => {
    const told = lines.find((line) => plainText(hints[step]).includes(line))
    return { fact: `the hint ${step} names no solution`, problem: told === undefined ? undefined : `It says ${told}.` }
  })
}

function linesOfAct(act: Act): readonly string[] {
  if ('run' in act) return [act.run]
  if ('edit' in act) return linesOf(act.to)
  return 'write' in act ? linesOf(act.text) : []
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').map((line) => line.trim())
}
