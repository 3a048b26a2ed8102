// The board as a picture of its own: an SVG with what is stored, what nodes have heard and what Pods have and use. A pure function of the
// board's model, in the order of the board; it needs no page and looks the same wherever it is opened.

import type { BoardModel } from './board-model.ts'
import type { ConsumerRow } from './consumer-row.ts'
import type { PodGroup } from './fold-pods.ts'
import type { NodeCard } from './node-card.ts'
import type { ObjectCard } from './object-card.ts'
import type { Palette } from './picture-parts.ts'
import { box, chip, escapeXml, line } from './picture-parts.ts'
import type { ShownValue } from './shown-value.ts'
import { ageText } from './words.ts'

export interface PictureOptions {
  readonly title: string
  /** The time of the clock: `00:02:00`. */
  readonly clock: string
  readonly atMs: number
  readonly palette: Palette
}

/** A card, drawn from the height that it is given. */
interface Card {
  readonly height: number
  draw(y: number): string
}

const WIDTH = 1280
const EDGE = 24
const GAP = 16
const SIDE = 208
const PODS_X = EDGE + 2 * (SIDE + GAP)
const PODS = WIDTH - PODS_X - EDGE
const HEAD = 92
const ROW = 26
const INNER = 14
const QUIET = { size: 12, fill: 'ink-3' } as const
const PLAIN = { size: 13, fill: 'ink' } as const
const STRONG = { ...PLAIN, bold: true } as const

export function boardPicture(board: BoardModel, groups: readonly PodGroup[], options: PictureOptions): string {
  const { palette, title, clock, atMs } = options
  const columns = [
    { x: EDGE, name: 'API server', says: 'what is stored', cards: board.objects.map((object) => objectCard(object, palette)) },
    {
      x: EDGE + SIDE + GAP,
      name: 'Node',
      says: 'what the node has heard',
      cards: board.nodes.map((node) => nodeCard(node, atMs, palette)),
    },
    {
      x: PODS_X,
      name: 'Pods',
      says: 'what containers were given, and what processes use',
      cards: groups.map((group) => podCard(group, atMs, palette)),
    },
  ].map((column) => ({ ...column, ...stack(column.cards) }))
  const height = HEAD + Math.max(...columns.map((column) => column.height)) + EDGE
  const parts = columns.flatMap(({ x, name, says, drawn }) => [
    line(palette, x, 66, SIDE, name, STRONG),
    line(palette, x, 83, PODS, says, QUIET),
    ...drawn,
  ])
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(WIDTH)}" height="${String(height)}" viewBox="0 0 ${String(WIDTH)} ${String(height)}">`,
    `<title>${escapeXml(`${title}, ${clock}`)}</title>`,
    `<rect width="100%" height="100%" fill="${palette('paper')}"/>`,
    line(palette, EDGE, 36, WIDTH - 200, title, { ...STRONG, size: 18 }),
    line(palette, WIDTH - EDGE - 88, 36, 120, clock, { ...STRONG, size: 18, mono: true }),
    ...parts,
    '</svg>\n',
  ].join('\n')
}

function stack(cards: readonly Card[]): { readonly height: number; readonly drawn: readonly string[] } {
  const drawn: string[] = []
  let height = 0
  for (const card of cards) {
    drawn.push(card.draw(HEAD + height))
    height += card.height + GAP
  }
  return { height, drawn }
}

function objectCard(object: ObjectCard, palette: Palette): Card {
  const height = 50 + object.entries.length * 2 * ROW
  const inner = SIDE - 2 * INNER
  const x = EDGE + INNER
  const place = object.namespace === 'default' ? object.name : `${object.namespace}/${object.name}`
  return {
    height,
    draw: (y) =>
      [
        box(palette, EDGE, y, SIDE, height, 'panel'),
        line(palette, x, y + 20, inner, `${object.kind} ${place}`, STRONG),
        line(palette, x, y + 38, inner, `resourceVersion ${object.resourceVersion}${object.isImmutable ? ', immutable' : ''}`, QUIET),
        ...object.entries.flatMap(({ key, value }, index) => [
          line(palette, x, y + 60 + index * 2 * ROW, inner, key, { ...PLAIN, mono: true }),
          chip(palette, x, y + 60 + (index * 2 + 1) * ROW - 4, inner, said(value)),
        ]),
      ].join(''),
  }
}

function nodeCard(node: NodeCard, atMs: number, palette: Palette): Card {
  const left = EDGE + SIDE + GAP
  const inner = SIDE - 2 * INNER
  const heard = node.copies.map(({ name, version, resourceVersion, sinceMs }) => ({
    name: `${name}, for ${ageText(atMs - sinceMs)}`,
    value: { text: resourceVersion === undefined ? 'not there' : '', version },
  }))
  const height = 36 + heard.length * 2 * ROW
  return {
    height,
    draw: (y) =>
      [
        box(palette, left, y, SIDE, height, 'panel'),
        line(palette, left + INNER, y + 20, inner, node.name, STRONG),
        ...heard.flatMap(({ name, value }, index) => [
          line(palette, left + INNER, y + 44 + index * 2 * ROW, inner, name, { ...PLAIN, size: 12 }),
          chip(palette, left + INNER, y + 44 + (index * 2 + 1) * ROW - 4, inner, value),
        ]),
      ].join(''),
  }
}

/** An empty value has a word, as on the board. */
function said({ text, version }: ShownValue): Pick<ShownValue, 'text' | 'version'> {
  return { text: text === '' ? 'empty' : text, version }
}

const COLUMNS = [
  ['consumer', 0],
  ['API says', 264],
  ['container has', 382],
  ['process uses', 556],
  ['for', 664],
] as const

function podCard({ shown: pod, pods }: PodGroup, atMs: number, palette: Palette): Card {
  const x = PODS_X + INNER
  const top = 34 + pod.troubles.length * ROW
  const height = top + (pod.rows.length === 0 ? 4 : 22 + pod.rows.length * ROW)
  const count = pods.length === 1 ? '' : `, and ${String(pods.length - 1)} more that show the same`
  return {
    height,
    draw: (y) =>
      [
        box(palette, PODS_X, y, PODS, height, 'panel'),
        line(palette, x, y + 21, PODS - 2 * INNER, `${pod.name}${count}: ${pod.word}, ${pod.ready} ready`, {
          ...STRONG,
          fill: pod.tone === 'bad' ? 'bad' : 'ink',
        }),
        ...pod.troubles.map(({ reason, message }, index) =>
          line(palette, x, y + 21 + (index + 1) * ROW, PODS - 2 * INNER, `${reason}: ${message}`, { ...PLAIN, fill: 'bad' }),
        ),
        ...(pod.rows.length === 0 ? [] : COLUMNS.map(([name, left]) => line(palette, x + left, y + top + 12, 140, name, QUIET))),
        ...pod.rows.map((row, index) => consumer(row, x, y + top + 36 + index * ROW, atMs, palette)),
      ].join(''),
  }
}

function consumer(row: ConsumerRow, x: number, y: number, atMs: number, palette: Palette): string {
  const [, stored, has, uses, since] = COLUMNS.map(([, left]) => x + left)
  const sinceMs = row.usesSinceMs ?? row.hasSinceMs
  const nothing = (left: number, says: string) => line(palette, left, y, 108, says, QUIET)
  return [
    line(palette, x, y, 256, `${row.container}  ${row.place}`, { ...PLAIN, size: 12 }),
    row.stored === undefined
      ? nothing(stored ?? x, row.from === undefined ? '—' : 'gone')
      : chip(palette, stored ?? x, y, 112, said(row.stored)),
    chip(palette, has ?? x, y, 168, said(row.has), row.hold),
    row.uses === undefined ? nothing(uses ?? x, row.silence ?? '') : chip(palette, uses ?? x, y, 104, said(row.uses)),
    sinceMs === undefined ? '' : line(palette, since ?? x, y, 88, ageText(atMs - sinceMs), QUIET),
  ].join('')
}
