// Breaks solutions on purpose, one line at a time: an act that is left out, a line that is missing, a value that is another one.
// An exercise whose checks do not notice asks less than it says.

import type { Act } from './acts.ts'
import type { Exercise } from './exercise.ts'
import { edited } from './acts.ts'
import { grade } from './grade.ts'
import { play, startCluster } from './play.ts'
import type { ImageLibrary } from '../simulator/index.ts'
import { ALL_TOOLS } from '../simulator/kubectl/tools/all.ts'

export interface Mutant {
  readonly solution: string
  /** "without kubectl rollout restart deployment web" */
  readonly says: string
  readonly acts: readonly Act[]
}

export interface TriedMutant extends Mutant {
  readonly noticed: boolean
}

export function tryMutants(exercise: Exercise, images: ImageLibrary): readonly TriedMutant[] {
  const start = startCluster(exercise.cluster, exercise.files, images, ALL_TOOLS)
  return mutantsOf(exercise).map((mutant) => {
    const end = play(start, mutant.acts)
    return { ...mutant, noticed: !grade(exercise, end.run, start.run.nowMs, end.files).solved }
  })
}

function mutantsOf({ solutions, files }: Exercise): readonly Mutant[] {
  const known = new Set(Object.values(files).flatMap((text) => text.split('\n').map((line) => line.trim())))
  return solutions.flatMap(({ id, acts }) =>
    acts.flatMap((act, index) =>
      changesOf(act, known)
        .map(({ says, act: changed }) => ({ solution: id, says, acts: acts.flatMap((each, at) => (at === index ? changed : [each])) }))
        .filter(({ acts: changed }) => fits(changed, files)),
    ),
  )
}

/** Later edits must still find their texts. */
function fits(acts: readonly Act[], start: Exercise['files']): boolean {
  let files = start
  for (const act of acts) {
    const next = edited(files, act)
    if (!next.ok) return false
    files = next.value
  }
  return true
}

interface Change {
  readonly says: string
  /** None: the act is left out. */
  readonly act: readonly Act[]
}

function changesOf(act: Act, known: ReadonlySet<string>): readonly Change[] {
  if ('waitMs' in act) return []
  if ('apply' in act) return [{ says: 'without Apply', act: [] }]
  if ('run' in act) return [{ says: `without ${act.run}`, act: [] }]
  if ('edit' in act) {
    const old = new Set(act.from.split('\n').map((line) => line.trim()))
    return [
      { says: `without the edit of ${act.edit} to ${firstLine(act.to)}`, act: [] },
      ...lineChanges(act.to, old).map(({ says, text }) => ({ says, act: [{ ...act, to: text }] })),
    ]
  }
  return [
    { says: `without writing ${act.write}`, act: [] },
    ...lineChanges(act.text, known).map(({ says, text }) => ({ says, act: [{ ...act, text }] })),
  ]
}

/** Each line with a value that was not there before, with another value. */
function lineChanges(text: string, old: ReadonlySet<string>): readonly { readonly says: string; readonly text: string }[] {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    const [, before = '', value = ''] = /^(.*?[:=-]\s*"?)([A-Za-z0-9][^"#]*?)"?\s*$/.exec(line) ?? []
    if (value === '' || old.has(line.trim())) return []
    const other = /^\d+$/.test(value) ? String(Number(value) + 1) : `${value}x`
    const changed = before + line.slice(before.length).replace(value, other)
    return [
      { says: `with ${changed.trim()} for ${line.trim()}`, text: lines.map((each, at) => (at === index ? changed : each)).join('\n') },
    ]
  })
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.trim() ?? ''
}
