// Times and ages as the stage shows them.

import type { Dial } from './node-card.ts'

/** `00:01:12` */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** `1 m 12 s` */
export function ageText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return `${String(seconds)} s`
  return seconds < 3600
    ? `${String(Math.floor(seconds / 60))} m ${String(seconds % 60)} s`
    : `${String(Math.floor(seconds / 3600))} h ${String(Math.floor(seconds / 60) % 60)} m`
}

/** `in 68 s`: when a kubelet looks, in seconds as what it is told to do is said, and rounded up so that nobody is to wait longer. */
export function lookText(ms: number): string {
  return `in ${String(Math.ceil(ms / 1000))} s`
}

/** @returns Milliseconds until the kubelet looks. At `shownMs`, which may lie before the dial began to run down, it is whole. */
export function leftMs({ fromMs, untilMs }: Dial, shownMs: number): number | undefined {
  return untilMs === undefined ? undefined : Math.max(0, untilMs - Math.max(shownMs, fromMs ?? shownMs))
}
