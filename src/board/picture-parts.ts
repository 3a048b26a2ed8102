// What a picture of the board is put together from: texts, chips and boxes as SVG. Widths of letters are estimated, never measured, so that
// the same board gives the same picture everywhere.

import type { ShownValue } from './shown-value.ts'
import { markOf } from './version-marks.ts'

/** The colours of the stage by the names of its tokens, without `--`: `ink`, `v1-bg` … */
export type Palette = (name: string) => string

export interface TextStyle {
  readonly size: number
  /** Name of a colour. */
  readonly fill: string
  readonly bold?: boolean
  readonly mono?: boolean
}

/** How wide a letter is, as a share of the size. */
const MONO_WIDTH = 0.61
const SANS_WIDTH = 0.54
const CHIP_SIZE = 12
const CHIP_HEIGHT = 20

export function escapeXml(text: string): string {
  // What XML cannot hold at all is shown as the mark for it.
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}

function widthOf(text: string, { size, mono }: Pick<TextStyle, 'size' | 'mono'>): number {
  return Array.from(text).length * size * (mono === true ? MONO_WIDTH : SANS_WIDTH)
}

function fitted(text: string, style: Pick<TextStyle, 'size' | 'mono'>, width: number): string {
  const letters = Array.from(text)
  const most = Math.max(1, Math.floor(width / widthOf('m', style)))
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`
}

/** A line of text whose base is at `y`, shortened to the width. */
export function line(palette: Palette, x: number, y: number, width: number, text: string, style: TextStyle): string {
  const family = style.mono === true ? 'ui-monospace, Menlo, Consolas, monospace' : 'system-ui, sans-serif'
  const weight = style.bold === true ? ' font-weight="700"' : ''
  return `<text x="${String(x)}" y="${String(y)}" font-family="${family}" font-size="${String(style.size)}"${weight} fill="${palette(style.fill)}">${escapeXml(fitted(text, style, width))}</text>`
}

export function box(palette: Palette, x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${String(x)}" y="${String(y)}" width="${String(width)}" height="${String(height)}" rx="8" fill="${palette(fill)}" stroke="${palette('line')}"/>`
}

/** A value in the colour, shape and number of its version; `y` is the base of its text. A value that is held has a dashed frame. */
export function chip(
  palette: Palette,
  x: number,
  y: number,
  width: number,
  value: Pick<ShownValue, 'text' | 'version'>,
  hold: 'frozen' | 'pinned' | undefined = undefined,
): string {
  const { shade, path } = markOf(value.version)
  const [ink, ground] = shade === 0 ? ['ink-2', 'neutral-bg'] : [`v${String(shade)}`, `v${String(shade)}-bg`]
  const style = { size: CHIP_SIZE, mono: true, bold: true, fill: ink } as const
  const words = [value.text, value.version > 0 ? `v${String(value.version)}` : '', hold ?? ''].filter((word) => word !== '').join(' ')
  const text = fitted(words, style, width - 28)
  const wide = Math.round(widthOf(text, style) + 28)
  const frame = hold === undefined ? '' : ` stroke="${palette('ice')}" stroke-dasharray="3 2"`
  const top = y - CHIP_HEIGHT + 6
  return [
    `<rect x="${String(x)}" y="${String(top)}" width="${String(wide)}" height="${String(CHIP_HEIGHT)}" rx="5" fill="${palette(ground)}"${frame}/>`,
    `<path transform="translate(${String(x + 7)} ${String(top + 5)})" d="${path}" fill="${palette(ink)}"/>`,
    line(palette, x + 21, y, width - 28, text, style),
  ].join('')
}
