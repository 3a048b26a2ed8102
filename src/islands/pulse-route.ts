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

/** A cubic Bézier curve. */
export interface Route {
  readonly points: readonly [Point, Point, Point, Point]
  /** As SVG writes it. */
  readonly path: string
  /** From left to right; otherwise from above. */
  readonly isSideways: boolean
}

interface Stop extends Point {
  readonly opacity: number
}

/** When a pulse that is held meets what holds it, as a share of its way. */
const MEETS_AT = 0.62
const BOUNCE_PX = 16
const STOPS = 24

export function routeBetween(from: Box, to: Box): Route {
  const isSideways = to.x >= from.x + from.width * 0.6
  const start = isSideways ? rightOf(from) : bottomOf(from)
  const end = isSideways ? leftOf(to) : topOf(to)
  const bend = isSideways ? Math.max(20, (end.x - start.x) / 2) : Math.max(20, (end.y - start.y) / 2)
  const first = isSideways ? { x: start.x + bend, y: start.y } : { x: start.x, y: start.y + bend }
  const second = isSideways ? { x: end.x - bend, y: end.y } : { x: end.x, y: end.y - bend }
  return { points: [start, first, second, end], path: `M${at(start)}C${at(first)} ${at(second)} ${at(end)}`, isSideways }
}

/** The way of a pulse as keyframes, so close to each other that nobody sees corners. */
export function wayAlong(route: Route, ends: 'arrives' | 'bounces'): Keyframe[] {
  return Array.from({ length: STOPS + 1 }, (_, index) => {
    const { x, y, opacity } = stopAt(route, index / STOPS, ends)
    return { transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`, opacity }
  })
}

/** @param share  From 0, the start, to 1, the end. */
function stopAt({ points, isSideways }: Route, share: number, ends: 'arrives' | 'bounces'): Stop {
  if (ends === 'arrives') return { ...curve(points, easeOut(share)), opacity: share > 0.85 ? (1 - share) / 0.15 : 1 }
  if (share < MEETS_AT) return { ...curve(points, easeOut(share / MEETS_AT)), opacity: 1 }
  const after = (share - MEETS_AT) / (1 - MEETS_AT)
  const back = BOUNCE_PX * Math.sin(Math.min(1, after * 1.4) * Math.PI * 0.5)
  const { x, y } = points[3]
  return { x: x - (isSideways ? back : 0), y: y - (isSideways ? 0 : back), opacity: 1 - after }
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

function curve([start, first, second, end]: Route['points'], share: number): Point {
  const rest = 1 - share
  const mix = (a: number, b: number, c: number, d: number) =>
    rest ** 3 * a + 3 * rest ** 2 * share * b + 3 * rest * share ** 2 * c + share ** 3 * d
  return { x: mix(start.x, first.x, second.x, end.x), y: mix(start.y, first.y, second.y, end.y) }
}
