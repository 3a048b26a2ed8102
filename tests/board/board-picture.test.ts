// The picture of a board is a file of its own: all that the board says, in the page's colours, and the same for the same board.

import { describe, expect, test } from 'vitest'
import { describeBoard } from '../../src/board/board-model.ts'
import { boardPicture } from '../../src/board/board-picture.ts'
import { foldPods } from '../../src/board/fold-pods.ts'
import { readVersions } from '../../src/board/versions.ts'
import type { Run } from '../../src/simulator/index.ts'
import { advanceRun, snapshotAt } from '../../src/simulator/index.ts'
import { applyLevel, fiveReaders, must, startCluster } from '../simulator/experiment.ts'

function pictureOf(run: Run): string {
  const board = describeBoard(snapshotAt(run, run.nowMs), { focus: [], versions: readVersions(run), revealed: [] })
  const options = { title: 'Readers & <writers>', clock: '00:02:00', atMs: run.nowMs, palette: (name: string) => `colour-of-${name}` }
  return boardPicture(board, foldPods(board.pods), options)
}

/** The texts of a picture, as somebody reads them. */
function textsOf(picture: string): readonly string[] {
  return [...picture.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '')
}

const begun = fiveReaders(7)
const changed = applyLevel(begun, begun.run, 'debug')
const picture = pictureOf(advanceRun(changed, changed.nowMs + 120_000))

describe('the picture of a board', () => {
  test('has the time, every object, every node and every Pod', () => {
    const texts = textsOf(picture).join('\n')
    for (const said of ['00:02:00', 'ConfigMap settings', 'node-1', 'API server', 'Pods']) expect(texts).toContain(said)
    expect(texts.match(/^web-.*: Running, 5\/5 ready$/gm)).toHaveLength(2)
  })

  test('tells for each consumer what is stored, what it has, what holds it, and what is used', () => {
    const texts = textsOf(picture)
    expect(texts.filter((text) => text === 'debug v2').length).toBeGreaterThanOrEqual(13)
    expect(texts).toContain('info v1 frozen')
    expect(texts).toContain('info v1 pinned')
  })

  test('has no colour but those of the page', () => {
    const colours = [...picture.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour ?? '')
    expect(colours.filter((colour) => !colour.startsWith('colour-of-'))).toEqual([])
    expect(colours).toContain('colour-of-v2-bg')
  })

  test('escapes what a title or a value may hold', () => {
    expect(picture).toContain('<title>Readers &amp; &lt;writers&gt;, 00:02:00</title>')
  })

  test('keeps the values of Secrets to itself', () => {
    const run = must(startCluster(), "kubectl create secret generic door --from-literal=key='open sesame'")
    expect(pictureOf(run)).not.toContain('sesame')
    expect(textsOf(pictureOf(run))).toContain('•••••• v1')
  })

  test('says of many Pods that are alike how many they are', () => {
    const scaled = must(begun.run, 'kubectl scale deployment web --replicas=30')
    const texts = textsOf(pictureOf(advanceRun(scaled, scaled.nowMs + 60_000)))
    expect(texts.some((text) => /, and \d\d more that show the same: Running/.test(text))).toBe(true)
  })
})
