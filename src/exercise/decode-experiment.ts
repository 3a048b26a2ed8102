// Reads an experiment from what its author wrote. The commented model is content/lessons/three-truths/experiments/five-readers/.

import type { ContentProblem } from '../authoring/problem.ts'
import type { Fields, Shape } from '../authoring/shape.ts'
import { defaulted, duration, flag, identifier, listOf, mapped, oneOf, optional, record, required, text } from '../authoring/shape.ts'
import { readContent } from '../authoring/read-content.ts'
import type { Result } from '../simulator/index.ts'
import { success } from '../simulator/index.ts'
import type { Act } from './acts.ts'
import { actProblems, actShape } from './acts.ts'
import { checkShape } from './checks/index.ts'
import { readFolder } from './content-folder.ts'
import type { ClusterText } from './decode-cluster.ts'
import { clusterFields, clusterFrom, focusShape } from './decode-cluster.ts'
import type { FollowedKey } from './exercise.ts'
import type { Experiment, Predict, PredictionRow, StageAction } from './experiment.ts'
import type { Files } from './files.ts'

type PredictText = Omit<Predict, 'withinMs'> & { readonly within: number }

interface Authored extends ClusterText {
  readonly title: string
  readonly focus: readonly FollowedKey[]
  readonly open?: string
  readonly actions: readonly StageAction[]
  readonly predict?: Predict
  readonly demonstration: readonly Act[]
}

export const predictionRowFields: Fields<PredictionRow> = {
  id: required(identifier, 'Its name.'),
  label: required(text, 'What the learner ticks.'),
  container: optional(text, 'It becomes true when every value that this container consumes is the stored one …'),
  check: optional(checkShape, '… or when this holds. With neither it is judged when the time is over.'),
  becomes: required(flag, 'Whether it becomes true in time.'),
  because: required(text, 'Why it does, or why not.'),
}

export const predictionFields: Fields<PredictText> = {
  question: required(text, 'What the learner is asked before the first run. It can always be skipped.'),
  choose: defaulted(oneOf('several', 'one'), 'several', 'Whether several rows can be true, or exactly one.'),
  after: defaulted(
    text,
    'kubectl apply',
    'Time runs from the first line of the terminal that begins so; where rows name containers, from the first that stores something.',
  ),
  within: required(duration, 'When the answer is final, in time of the cluster.'),
  rows: required(listOf(record('a row', predictionRowFields), 2), 'What may be ticked.'),
}

const actionFields: Fields<StageAction> = {
  label: required(text, 'What the button says.'),
  run: required(text, 'The line that it runs.'),
}

export const experimentFields: Fields<Authored> = {
  title: required(text, 'A few words.'),
  ...clusterFields,
  focus: defaulted(focusShape, [], 'What the board follows; everything that containers consume, if it is left out.'),
  open: optional(text, 'The file that is shown first; the first of files/, if it is left out.'),
  actions: defaulted(listOf(record('a button', actionFields)), [], 'Buttons beside Apply: `label` and `run`.'),
  predict: optional(
    mapped(record('a prediction', predictionFields), ({ within, ...rest }): Predict => ({ ...rest, withinMs: within })),
    'A question that is asked before the first run.',
  ),
  demonstration: defaulted(
    listOf(actShape),
    [],
    'What the learner is asked to do. Played on request, told to readers without JavaScript, and what proves the prediction.',
  ),
}

const experimentShape: Shape<Authored> = record('an experiment', experimentFields)

/** @param texts  By path within the experiment's folder. */
export function decodeExperiment(texts: Files): Result<Experiment, readonly ContentProblem[]> {
  const folder = readFolder('experiment.yaml', texts)
  if (!folder.ok) return folder
  const { description, files, manifests, images } = folder.value
  const first = Object.keys(files)[0] ?? ''
  const authored = readContent(description, experimentShape, ({ open = first, predict, demonstration }) => [
    ...openProblems(open, files),
    ...(predict === undefined ? [] : rowProblems(predict)),
    ...actProblems(demonstration, files, 'demonstration'),
  ])
  if (!authored.ok) return authored
  const { title, focus, actions, predict, demonstration, open = first } = authored.value
  const cluster = clusterFrom(authored.value, manifests, images)
  return success({ title, cluster, files, open, focus, actions, demonstration, ...(predict === undefined ? {} : { predict }) })
}

function openProblems(open: string, files: Files): readonly ContentProblem[] {
  const names = Object.keys(files)
  if (names.includes(open)) return []
  return [{ path: 'open', expected: `one of the files ${names.join(', ')}`, received: open, fix: 'Name a file of the folder files/.' }]
}

function rowProblems({ choose, rows }: Predict): readonly ContentProblem[] {
  const both = rows.flatMap(({ container, check }, index) =>
    container === undefined || check === undefined
      ? []
      : [{ path: `predict.rows[${String(index)}]`, expected: 'a container or a check', received: 'both', fix: 'Take one of them out.' }],
  )
  const right = rows.filter(({ becomes }) => becomes).length
  if (choose === 'several' || right === 1) return both
  const expected = 'exactly one row that becomes true'
  return [...both, { path: 'predict.rows', expected, received: String(right), fix: 'Mend becomes, or write choose: several.' }]
}
