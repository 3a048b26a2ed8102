// A version is colour, shape and number together: ● v1, ▲ v2, ■ v3, ◆ v4, ⬟ v5, and again from the first. ○ is a value that belongs to no key.

export interface VersionMark {
  /** 0 to 5: which of the version colours. */
  readonly shade: number
  /** For those who cannot see it. */
  readonly shape: string
  /** Outline in a square of 10 by 10. */
  readonly path: string
}

const MARKS: readonly VersionMark[] = [
  { shade: 0, shape: 'ring', path: 'M5 1a4 4 0 1 1 0 8 4 4 0 0 1 0-8zm0 1.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8z' },
  { shade: 1, shape: 'circle', path: 'M5 .5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z' },
  { shade: 2, shape: 'triangle', path: 'M5 .4 9.8 9.3H.2z' },
  { shade: 3, shape: 'square', path: 'M.9.9h8.2v8.2H.9z' },
  { shade: 4, shape: 'diamond', path: 'M5 0 10 5 5 10 0 5z' },
  { shade: 5, shape: 'pentagon', path: 'M5 .2 9.9 3.8 8 9.6H2L.1 3.8z' },
]

export function markOf(version: number): VersionMark {
  const [none, ...shapes] = MARKS
  const mark = version === 0 ? none : shapes[(version - 1) % shapes.length]
  return mark ?? { shade: 0, shape: '', path: '' }
}
