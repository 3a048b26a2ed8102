// Reads an exercise from what its author wrote in its folder.

import type { ContentProblem } from '../authoring/problem.ts'
import type { Fields, Shape } from '../authoring/shape.ts'
import { defaulted, duration, identifier, listOf, mapped, optional, record, required, text } from '../authoring/shape.ts'
import { readContent } from '../authoring/read-content.ts'
import type { Result } from '../simulator/index.ts'
import { success } from '../simulator/index.ts'
import { actProblems, actShape } from './acts.ts'
import type { ContentFolder } from './content-folder.ts'
import { readFolder } from './content-folder.ts'
import { checkShape } from './checks/index.ts'
import type { ClusterText } from './decode-cluster.ts'
import { clusterFields, clusterFrom, focusShape } from './decode-cluster.ts'
import type { Exercise, FollowedKey, Hints, Mistake, Solution, Task } from './exercise.ts'
import type { Files } from './files.ts'

const LEAST_SOLUTIONS = 2
const LEAST_MISTAKES = 2

type After<T extends { readonly afterMs: number }> = Omit<T, 'afterMs'> & { readonly after: number }

interface Authored extends ClusterText {
  readonly title: string
  readonly goal: string
  readonly focus: readonly FollowedKey[]
  readonly open?: string
  readonly editable?: readonly string[]
  readonly tasks: readonly Task[]
  readonly hints: Hints
  readonly mistakes: readonly Mistake[]
  readonly solutions: readonly Solution[]
}

const acts = listOf(actShape, 1)

export const taskFields: Fields<After<Task>> = {
  id: required(identifier, 'Its name in stored progress; never changed.'),
  says: required(text, 'A fact that will be true, as the learner reads it.'),
  after: defaulted(duration, 0, 'How much simulated time an answer may take before the check looks.'),
  check: required(checkShape, 'What is looked at.'),
}

export const mistakeFields: Fields<After<Mistake>> = {
  id: required(identifier, 'Its name in test reports.'),
  message: required(text, 'What the learner is told: what they did, what they see, and why.'),
  after: defaulted(duration, 0, 'How much simulated time passes before the check looks.'),
  check: required(checkShape, 'How the mistake is recognised, by state. The first mistake of the list that fits is the one that is told.'),
  acts: required(acts, 'One way of making it; it proves that exactly this message is told.'),
}

export const solutionFields: Fields<Solution> = {
  id: required(identifier, 'Its name in test reports.'),
  says: required(text, 'What makes this way different from the others, in one sentence.'),
  acts: required(acts, 'What a learner would do.'),
}

export const hintFields: Fields<Hints> = {
  nudge: required(text, 'A question or a remark that makes the learner look again.'),
  where: required(text, 'Where to look.'),
  concept: required(text, 'The idea that is needed.'),
  solution: required(text, 'What to write and run. Only this one may name it.'),
}

const tasks = mapped(record('a task', taskFields), ({ after, ...rest }): Task => ({ ...rest, afterMs: after }))
const mistakes = mapped(record('a mistake', mistakeFields), ({ after, ...rest }): Mistake => ({ ...rest, afterMs: after }))

export const exerciseFields: Fields<Authored> = {
  title: required(text, 'A few words.'),
  goal: required(text, 'What shall be true in the end, in one sentence or two.'),
  ...clusterFields,
  focus: defaulted(focusShape, [], 'What the board follows; everything that containers consume, if it is left out.'),
  open: optional(text, 'The file that is shown first; the first that may be edited, if it is left out.'),
  editable: optional(listOf(text, 1), 'Files that the learner may change; all of them, if it is left out.'),
  tasks: required(listOf(tasks, 1), 'What is asked, a line each.'),
  hints: required(record('four hints', hintFields), 'Shown one after the other, when the learner asks.'),
  mistakes: required(listOf(mistakes, LEAST_MISTAKES), 'Known wrong answers.'),
  solutions: required(
    listOf(record('a solution', solutionFields), LEAST_SOLUTIONS),
    'Different right answers; the first is the one that learners are shown.',
  ),
}

const exerciseShape: Shape<Authored> = record('an exercise', exerciseFields)

/**
 * @param id     `LESSON/EXERCISE`, from the names of the folders.
 * @param texts  By path within the exercise's folder.
 */
export function decodeExercise(id: string, texts: Files): Result<Exercise, readonly ContentProblem[]> {
  const folder = readFolder('exercise.yaml', texts)
  if (!folder.ok) return folder
  const read = readContent(folder.value.description, exerciseShape, (authored) => {
    const exercise = exerciseFrom(id, authored, folder.value)
    return [...nameProblems(exercise), ...idProblems(exercise), ...editProblems(exercise)]
  })
  return read.ok ? success(exerciseFrom(id, read.value, folder.value)) : read
}

function exerciseFrom(id: string, authored: Authored, { files, manifests, images }: ContentFolder): Exercise {
  const { title, goal, focus, tasks, hints, mistakes, solutions, editable = Object.keys(files) } = authored
  return {
    id,
    title,
    goal,
    cluster: clusterFrom(authored, manifests, images),
    focus,
    files,
    editable,
    open: authored.open ?? editable[0] ?? '',
    tasks,
    hints,
    mistakes,
    solutions,
  }
}

/** Names of files that are not there. */
function nameProblems({ files, editable, open }: Exercise): readonly ContentProblem[] {
  const known = Object.keys(files)
  const named = [...editable.map((name, index) => ({ name, path: `editable[${String(index)}]` })), { name: open, path: 'open' }]
  return named
    .filter(({ name }) => !known.includes(name))
    .map(({ name, path }) => ({
      path,
      expected: `one of the files ${known.join(', ')}`,
      received: name,
      fix: 'Name a file of the folder files/.',
    }))
}

function idProblems(exercise: Exercise): readonly ContentProblem[] {
  return (['tasks', 'mistakes', 'solutions'] as const).flatMap((list) => {
    const ids = exercise[list].map(({ id }) => id)
    return ids.flatMap((id, index) =>
      ids.indexOf(id) === index
        ? []
        : [{ path: `${list}[${String(index)}].id`, expected: 'an id that no other has', received: id, fix: 'Give it another name.' }],
    )
  })
}

/** Edits that do not fit the files as they are when their turn comes. */
function editProblems(exercise: Exercise): readonly ContentProblem[] {
  return (['mistakes', 'solutions'] as const).flatMap((list) =>
    exercise[list].flatMap(({ acts: each }, position) => actProblems(each, exercise.files, `${list}[${String(position)}].acts`)),
  )
}
