// All icons of the stage, drawn alike: lines of one width in a square of 16 by 16.

export const ICONS = {
  play: 'M5 3.2v9.6L12.5 8z',
  pause: 'M5.2 3.5v9M10.8 3.5v9',
  next: 'M3.5 3.5v9L10 8zM12.5 3.5v9',
  previous: 'M12.5 3.5v9L6 8zM3.5 3.5v9',
  plus: 'M8 3.5v9M3.5 8h9',
  pencil: 'm3.2 12.8.6-2.6 7-7 2 2-7 7zM9.6 4.4l2 2',
  bin: 'M3.5 4.5h9M6.4 4.3V2.8h3.2v1.5M4.8 4.5l.5 8.7h5.4l.5-8.7M7 7v3.6M9 7v3.6',
  check: 'm3 8.5 3.2 3.2L13 4.6',
  cross: 'm4 4 8 8m0-8-8 8',
  open: 'M8 3.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z',
  warning: 'M8 2.5 14 13H2zM8 6.5v3.2M8 11.3v.2',
  pin: 'M6 2.5h4M6.6 2.5 6 7.2 4.3 9h7.4L10 7.2l-.6-4.7M8 9v4.5',
  ice: 'M8 2v12M2.8 5l10.4 6M13.2 5 2.8 11M6.4 3.2 8 4.6l1.6-1.4M6.4 12.8 8 11.4l1.6 1.4',
  eye: 'M1.8 8S4 4 8 4s6.2 4 6.2 4S12 12 8 12 1.8 8 1.8 8zM8 6.6a1.4 1.4 0 1 1 0 2.8 1.4 1.4 0 0 1 0-2.8z',
  'struck eye': 'M1.8 8S4 4 8 4s6.2 4 6.2 4S12 12 8 12 1.8 8 1.8 8zM8 6.6a1.4 1.4 0 1 1 0 2.8 1.4 1.4 0 0 1 0-2.8zM3 13.5l10-11',
  save: 'M8 2.5v7.2M4.8 6.8 8 10l3.2-3.2M3 13h10',
  arrow: 'M3 8h9.5M9 4.5 12.5 8 9 11.5',
} as const

export type IconName = keyof typeof ICONS
