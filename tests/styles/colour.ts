// Colours as numbers: contrast as WCAG 2 defines it, how three kinds of colour blindness see them, and how far two are apart.

type Triple = readonly [number, number, number]

/** `#rrggbb` to linear light, each part from 0 to 1. */
function linear(hex: string): Triple {
  const part = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [part(1), part(3), part(5)]
}

/** From 1 to 21. */
export function contrast(first: string, second: string): number {
  const luminance = (hex: string) => {
    const [red, green, blue] = linear(hex)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [dark = 0, light = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** Matrices for full severity, on linear light. @source Machado, Oliveira, Fernandes 2009, table 1 */
export const VISION = {
  ordinary: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const

function seen([red, green, blue]: Triple, matrix: readonly number[]): Triple {
  const row = (at: number) => (matrix[at] ?? 0) * red + (matrix[at + 1] ?? 0) * green + (matrix[at + 2] ?? 0) * blue
  return [row(0), row(3), row(6)]
}

/** CIE L*a*b*, D65. */
function lab([red, green, blue]: Triple): Triple {
  const curve = (value: number) => (value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116)
  const x = curve((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047)
  const y = curve(0.2126729 * red + 0.7151522 * green + 0.072175 * blue)
  const z = curve((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** Euclidean in L*a*b*; about 2 can be told apart side by side, 10 at a glance. */
export function distance(first: string, second: string, vision: keyof typeof VISION): number {
  const [l1, a1, b1] = lab(seen(linear(first), VISION[vision]))
  const [l2, a2, b2] = lab(seen(linear(second), VISION[vision]))
  return Math.hypot(l1 - l2, a1 - a2, b1 - b2)
}
