// Makes the files that a learner takes along, and hands them to the browser to be saved.

import type { BoardModel } from '../board/board-model.ts'
import { boardPicture } from '../board/board-picture.ts'
import type { PodGroup } from '../board/fold-pods.ts'
import type { StoryLine } from '../board/story.ts'
import { transcriptText } from '../board/transcript-text.ts'
import { clockText } from '../board/words.ts'

/** The end of the file's name. */
export type SavedForm = 'svg' | 'png' | 'txt'

export interface SavedExperiment {
  readonly id: string
  readonly title: string
  readonly board: BoardModel
  readonly groups: readonly PodGroup[]
  /** What was told by the moment. */
  readonly story: readonly StoryLine[]
  readonly atMs: number
  readonly startMs: number
}

/** A picture is looked at on screens that have two dots where a page has one. */
const PNG_SCALE = 2

/** @throws Error  The browser cannot draw the picture. */
export async function saveExperiment(form: SavedForm, experiment: SavedExperiment): Promise<void> {
  const name = `${experiment.id.replaceAll('/', '-')}.${form}`
  if (form === 'txt') {
    const { title, story, startMs } = experiment
    download(name, new Blob([transcriptText(title, story, startMs)], { type: 'text/plain' }))
    return
  }
  const picture = drawPicture(experiment)
  download(name, form === 'svg' ? new Blob([picture], { type: 'image/svg+xml' }) : await toPng(picture))
}

/** In the colours that the page has now. */
function drawPicture({ board, groups, title, atMs, startMs }: SavedExperiment): string {
  const tokens = getComputedStyle(document.documentElement)
  const palette = (name: string) => tokens.getPropertyValue(`--${name}`).trim()
  return boardPicture(board, groups, { title, clock: clockText(atMs - startMs), atMs, palette })
}

async function toPng(picture: string): Promise<Blob> {
  const image = new Image()
  // The page's policy lets pictures come from data, and from no blob.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth * PNG_SCALE
  canvas.height = image.naturalHeight * PNG_SCALE
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('The browser made no picture.'))
      else resolve(blob)
    }, 'image/png')
  })
}

function download(name: string, blob: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
