// A demonstration as a film: the boards and pulses of a run of the simulator, recorded when the site was built, so that it can be
// watched without loading the simulator.
import type { Flight } from '../board/flights.ts'
import { planTraffic } from '../board/flights.ts'
import { foldPods } from '../board/fold-pods.ts'
import { tellStory } from '../board/story.ts'
import type { Experiment } from '../exercise/experiment.ts'
import type { Film } from '../islands/film.ts'
import { begin, boardOf } from '../islands/session.ts'
import { ALL_TOOLS } from '../simulator/kubectl/tools/all.ts'
import type { Played } from '../islands/demonstration.ts'
import { playStep } from '../islands/demonstration.ts'
import { readImages } from './experiments.ts'
import { readStoryWords } from './story-words.ts'

const SPEED = 12
/** How long a hop takes, in milliseconds of the page. */
const HOP_MS = 420

export function recordFilm(experiment: Experiment): Film {
  const images = readImages()
  let played: Played = { session: begin({ experiment, images }, ALL_TOOLS), files: experiment.files }
  const { startMs } = played.session
  const textOf = () => played.files[experiment.open] ?? ''
  const texts = [{ atMs: startMs, text: textOf() }]
  for (const step of experiment.demonstration) {
    played = playStep(played, step)
    if (textOf() !== texts.at(-1)?.text) texts.push({ atMs: played.session.run.nowMs, text: textOf() })
  }
  const { session } = played
  const { run, versions } = session
  const hopMs = HOP_MS * SPEED
  const moments = [startMs, ...new Set(run.entries.map(({ atMs }) => atMs).filter((atMs) => atMs > startMs))]
  const flights = new Map<string, Flight>()
  const frames = moments.map((atMs, index) => {
    const board = boardOf(experiment, session, atMs, [])
    const planned = planTraffic(run.entries, board, foldPods(board.pods), versions, atMs, hopMs)
    const nextMs = moments[index + 1] ?? run.nowMs
    for (const flight of planned.flights) if (flight.startMs < nextMs) flights.set(flight.id, flight)
    return { atMs, board, waiting: planned.waiting }
  })
  const lines = tellStory(run.entries, startMs, { words: readStoryWords(), versions, revealed: [] }).map(({ atMs, who, says }) => ({
    atMs,
    text: `${who}: ${says}`,
  }))
  const changed = frames.filter(({ board }, index) => JSON.stringify(board) !== JSON.stringify(frames[index - 1]?.board))
  return { startMs, endMs: run.nowMs, speed: SPEED, frames: changed, flights: [...flights.values()], lines, file: experiment.open, texts }
}
