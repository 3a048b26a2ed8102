// What must hold of every exercise before a learner meets it.

import type { ImageLibrary } from '../simulator/index.ts'
import { ALL_TOOLS } from '../simulator/kubectl/tools/all.ts'
import type { Act } from './acts.ts'
import type { Exercise } from './exercise.ts'
import type { Grade } from './grade.ts'
import { grade } from './grade.ts'
import { plainText } from './marked-text.ts'
import type { Played } from './play.ts'
import { play, startCluster } from './play.ts'
import type { Proof } from './proof.ts'
import { boardFollows } from './prove-focus.ts'

export function proveExercise(exercise: Exercise, images: ImageLibrary): readonly Proof[] {
  const start = startCluster(exercise.cluster, exercise.files, images, ALL_TOOLS)
  const begins = clusterStarts(start)
  if (begins.problem !== undefined) return [begins]
  const follows = boardFollows(start, exercise.focus)
  const endOf = (acts: readonly Act[]) => play(start, acts)
  const gradeOf = (end: Played) => grade(exercise, end.run, start.run.nowMs, end.files)
  const atFirst = gradeOf(endOf([]))
  const asItIs = starterFails('the starter as it is does not pass', atFirst, exercise)
  // Whatever passes without an act says nothing about acts.
  if (atFirst.solved) return [begins, follows, asItIs]
  return [
    begins,
    follows,
    asItIs,
    starterFails('the starter, applied, does not pass', gradeOf(endOf([{ apply: 'files' }])), exercise),
    ...exercise.solutions.map(({ id, acts }, index) => {
      const end = endOf(acts)
      return solutionPasses(id, `solutions[${String(index)}]`, gradeOf(end), failedLines(end, start.lines.length))
    }),
    ...exercise.mistakes.map(({ id, acts }, index) => {
      const end = endOf(acts)
      return mistakeIsTold(id, `mistakes[${String(index)}]`, gradeOf(end), failedLines(end, start.lines.length))
    }),
    ...lateHints(exercise),
  ]
}

/** That no line before the learner comes failed: those of the manifests, and those of the setup. */
export function clusterStarts(start: Played): Proof {
  const failed = failedLines(start, 0)
  return {
    fact: 'the cluster starts',
    problem: failed.length === 0 ? undefined : failed.join('; '),
    path: 'setup',
    fix: 'Mend the line, or the manifest that it names.',
  }
}

/** @param from  How many lines had run before. */
function failedLines({ lines }: Played, from: number): readonly string[] {
  return lines
    .slice(from)
    .filter(({ output }) => output.exitCode !== 0)
    .map(({ line, output }) => `${line} failed: ${output.stderr.trim().replaceAll('\n', ' ')}`)
}

function starterFails(fact: string, { solved, mistake, tasks }: Grade, { mistakes }: Exercise): Proof {
  if (solved) {
    const fix = 'Let a task ask for what the files do not bring about yet, or take the answer out of files/.'
    return { fact, problem: 'every task is met before anything was done', path: 'tasks', fix }
  }
  if (mistake !== undefined)
    return {
      fact,
      problem: `it gets the message of the mistake ${mistake.id}, and the learner has made none`,
      path: `mistakes[${String(mistakes.findIndex(({ id }) => id === mistake.id))}].check`,
      fix: 'Let the check also ask for something that only this mistake brings about: in the cluster, or in what a command prints.',
    }
  const silent = tasks.findIndex(({ met, seen }) => !met && seen === '')
  const problem = silent === -1 ? undefined : `the task ${tasks[silent]?.id ?? ''} is not met and says nothing about what was seen`
  return { fact, problem, path: `tasks[${String(Math.max(silent, 0))}]`, fix: 'Take a check that says what it sees.' }
}

function solutionPasses(id: string, path: string, { tasks }: Grade, failed: readonly string[]): Proof {
  const open = tasks.filter(({ met }) => !met).map(({ id: task, seen }) => `${task} is not met: ${seen}`)
  return {
    fact: `solution ${id} passes`,
    problem: open.length === 0 ? undefined : [...failed, ...open].join('; '),
    path,
    fix: 'Mend its acts, or the task; after: gives a slow answer more time.',
  }
}

/** @param failed  Lines that failed on the way: a mistake may need one, and a slip of the pen makes another. */
function mistakeIsTold(id: string, path: string, { solved, mistake }: Grade, failed: readonly string[]): Proof {
  const fact = `mistake ${id} is told its own message`
  if (mistake?.id === id) return { fact, problem: undefined, path, fix: '' }
  if (solved) return { fact, problem: 'it passes as a solution', path, fix: 'Let a task ask for what this mistake does not bring about.' }
  if (mistake === undefined)
    return {
      fact,
      problem: ['nothing is told', ...failed].join('; '),
      path: `${path}.check`,
      fix: 'Let the check fit what is there after its acts; after: gives it time.',
    }
  const fix = `Put it before ${mistake.id} if it is the more special one, or narrow the check of ${mistake.id}.`
  return { fact, problem: `the message of ${mistake.id} is told`, path, fix }
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
    return {
      fact: `the hint ${step} names no solution`,
      problem: told === undefined ? undefined : `it says ${told}, as a solution does`,
      path: `hints.${step}`,
      fix: 'Say it in other words, or leave it to the last hint.',
    }
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
