// Motion in one place: a callback for each frame, or once a second for those who asked for less motion.

const CALM_MS = 1000
/** A page in the background gets no frames; what was missed is not made up for. */
const LONGEST_MS = 1000

/** Whether this person asked their system for less motion. */
export function wantsCalm(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}

/** @param move  Gets the milliseconds since the last call. @returns what ends it. */
export function everyFrame(move: (elapsedMs: number) => void): () => void {
  const calm = wantsCalm()
  let last: number | undefined
  let frame = requestAnimationFrame(function next(now) {
    last ??= now
    if (now > last && (!calm || now - last >= CALM_MS)) {
      move(Math.min(now - last, LONGEST_MS))
      last = now
    }
    frame = requestAnimationFrame(next)
  })
  return () => {
    cancelAnimationFrame(frame)
  }
}
