// The run of an experiment as text: the prepared cluster, one change of the followed value, two minutes, the repair.
import { tellStory } from '../board/story.ts'
import { clockText } from '../board/words.ts'
import type { Experiment } from '../islands/experiment.ts'
import type { ImageLibrary } from '../simulator/index.ts'
import { advanceRun, runCommand, startRun } from '../simulator/index.ts'

const WATCHED_MS = 120_000

export function recordStory(
  { seed, nodes, startsAtEpochMs, setup, settleMs, files, focus, repair }: Experiment,
  images: ImageLibrary,
): string {
  let run = advanceRun(startRun({ seed, nodes, startedAtEpochMs: startsAtEpochMs, images }), 1000)
  for (const line of setup) run = runCommand(run, line, files).run
  run = advanceRun(run, run.nowMs + settleMs)
  const startMs = run.nowMs
  const patch = JSON.stringify({ data: { [focus.key]: 'debug' } })
  const edited = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, text.replace(new RegExp(`(^ +${focus.key}: ).*$`, 'm'), '$1debug')]),
  )
  run = runCommand(
    run,
    `kubectl apply ${Object.keys(edited)
      .map((name) => `-f ${name}`)
      .join(' ')}`,
    edited,
  ).run
  run = advanceRun(run, run.nowMs + WATCHED_MS)
  if (repair !== undefined) run = advanceRun(runCommand(run, repair, edited).run, run.nowMs + WATCHED_MS / 4)
  const lines = tellStory(run.entries, startMs).map(
    ({ atMs, who, says, because }) =>
      `${clockText(atMs - startMs)}  ${who}: ${says}${because === undefined ? '' : `\n          because: ${because}`}`,
  )
  return [`Changed: ${patch}`, ...lines].join('\n')
}
