// Where a pulse is on its way from one box to another: along a soft curve, quick at first; at ice and pins it bounces back a little.

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface Point {
  readonly x: number
  readonly y: number
}

export interface Routed extends Point {
  /** The curve, as SVG writes it. */
  readonly path: string
  readonly opacity: number
}

/** When a pulse that is held meets what holds it, as a share of its way. */
const MEETS_AT = 0.62
const BOUNCE_PX = 16

/** @param share  From 0, the start, to 1, the end. */
export function route(from: Box, to: Box, share: number, ends: 'arrives' | 'bounces'): Routed {
  const sideways = to.x >= from.x + from.width * 0.6
  const start = sideways ? rightOf(from) : bottomOf(from)
  const end = sideways ? leftOf(to) : topOf(to)
  const bend = sideways ? Math.max(20, (end.x - start.x) / 2) : Math.max(20, (end.y - start.y) / 2)
  const first = sideways ? { x: start.x + bend, y: start.y } : { x: start.x, y: start.y + bend }
  const second = sideways ? { x: end.x - bend, y: end.y } : { x: end.x, y: end.y - bend }
  const path = `M${at(start)}C${at(first)} ${at(second)} ${at(end)}`
  if (ends === 'arrives')
    return { ...curve(start, first, second, end, easeOut(share)), path, opacity: share > 0.85 ? (1 - share) / 0.15 : 1 }
  if (share < MEETS_AT) return { ...curve(start, first, second, end, easeOut(share / MEETS_AT)), path, opacity: 1 }
  const after = (share - MEETS_AT) / (1 - MEETS_AT)
  const back = BOUNCE_PX * Math.sin(Math.min(1, after * 1.4) * Math.PI * 0.5)
  return { x: end.x - (sideways ? back : 0), y: end.y - (sideways ? 0 : back), path, opacity: 1 - after }
}

function at({ x, y }: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`
}

const rightOf = ({ x, y, width, height }: Box): Point => ({ x: x + width, y: y + height / 2 })
const leftOf = ({ x, y, height }: Box): Point => ({ x, y: y + height / 2 })
const topOf = ({ x, y, width }: Box): Point => ({ x: x + width / 2, y })
const bottomOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height })

function easeOut(share: number): number {
  return 1 - (1 - Math.min(1, Math.max(0, share))) ** 3
}

/** A point of a cubic Bézier curve. */
function curve(start: Point, first: Point, second: Point, end: Point, share: number): Point {
  const rest = 1 - share
  const mix = (a: number, b: number, c: number, d: number) =>
    rest ** 3 * a + 3 * rest ** 2 * share * b + 3 * rest * share ** 2 * c + share ** 3 * d
  return { x: mix(start.x, first.x, second.x, end.x), y: mix(start.y, first.y, second.y, end.y) }
}
