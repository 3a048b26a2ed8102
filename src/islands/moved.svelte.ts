// What moves with the clock is moved as browsers do it at least cost: an animation that stands still is set to a share of its way.
// A style that said where things are would have the browser sort all layers of the page anew in every frame.

import type { Attachment } from 'svelte/attachments'

/** Milliseconds that never pass: only shares of them are shown. */
const DURATION = 1000

/** From nothing to its whole width. */
export const GROWS = { transform: ['scaleX(0)', 'scaleX(1)'] }
/** By its own width. */
export const CROSSES = { transform: ['translateX(0)', 'translateX(100%)'] }

/**
 * @param way    Where an element is at which share of its way.
 * @param share  From 0 to 1, how far it has come.
 */
export function moved(way: () => Keyframe[] | PropertyIndexedKeyframes, share: () => number): Attachment {
  return (element) => {
    const effect = new KeyframeEffect(element, null, { duration: DURATION, fill: 'both' })
    const animation = new Animation(effect)
    animation.pause()
    $effect(() => {
      effect.setKeyframes(way())
    })
    $effect(() => {
      animation.currentTime = DURATION * share()
    })
    return () => {
      animation.cancel()
    }
  }
}
