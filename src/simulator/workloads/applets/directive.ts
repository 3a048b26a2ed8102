// One conversion of a format, as printf(3) does it: flags, width, precision, letter. Shared by printf and awk.
// @source printf(3)

export interface Directive {
  readonly flags: string
  readonly width: number
  readonly precision: number | undefined
  readonly letter: string
}

/** Widths and precisions beyond this are cut: nobody wants them. */
const MOST_WIDTH = 10_000
const MOST_PRECISION = 100

const DIRECTIVE = /%([-+ #0]*)(\d+|\*)?(?:\.(\d+|\*)?)?(?:hh|h|ll|l|L|q|j|z|t)?([a-zA-Z%])/y

/** The conversion that begins at `at`; `star` gives the numbers that stand for asterisks. */
export function directiveAt(
  format: string,
  at: number,
  star: () => number,
): { readonly directive: Directive; readonly length: number } | undefined {
  DIRECTIVE.lastIndex = at
  const match = DIRECTIVE.exec(format)
  if (match === null) return undefined
  const [whole, flags = '', widthText, precisionText, letter = ''] = match
  const width = widthText === '*' ? star() : Number(widthText ?? '0')
  const hasPrecision = /\.(?:\d|\*)?/.test(whole)
  const precision = precisionText === '*' ? star() : hasPrecision ? Number(precisionText ?? '0') : undefined
  return {
    length: whole.length,
    directive: {
      flags: width < 0 ? `${flags}-` : flags,
      width: Math.min(Math.abs(width), MOST_WIDTH),
      precision: precision === undefined || precision < 0 ? undefined : Math.min(precision, MOST_WIDTH),
      letter,
    },
  }
}

function pad(text: string, { flags, width }: Directive, zeros: boolean): string {
  if (text.length >= width) return text
  if (flags.includes('-')) return text.padEnd(width)
  if (!zeros || !flags.includes('0')) return text.padStart(width)
  const sign = /^[-+ ]|^0[xX]/.exec(text)?.[0] ?? ''
  return sign + text.slice(sign.length).padStart(width - sign.length, '0')
}

export function formatText(directive: Directive, text: string): string {
  return pad(directive.precision === undefined ? text : text.slice(0, directive.precision), directive, false)
}

export function formatInteger(directive: Directive, value: bigint): string {
  const { flags, precision, letter } = directive
  const isSigned = letter === 'd' || letter === 'i'
  const magnitude = isSigned ? (value < 0n ? -value : value) : BigInt.asUintN(64, value)
  const base = letter === 'o' ? 8 : letter === 'x' || letter === 'X' ? 16 : 10
  let digits = magnitude.toString(base).padStart(precision ?? 1, '0')
  if (letter === 'X') digits = digits.toUpperCase()
  if (flags.includes('#') && magnitude !== 0n) digits = (base === 16 ? `0${letter}` : base === 8 ? '0' : '') + digits
  const sign = !isSigned ? '' : value < 0n ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''
  return pad(sign + digits, directive, precision === undefined)
}

export function formatFloat(directive: Directive, value: number): string {
  const { flags, letter } = directive
  const precision = Math.min(directive.precision ?? 6, MOST_PRECISION)
  const sign = value < 0 || Object.is(value, -0) ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''
  const magnitude = Math.abs(value)
  const lower = letter.toLowerCase()
  let text = !Number.isFinite(magnitude)
    ? Number.isNaN(magnitude)
      ? 'nan'
      : 'inf'
    : lower === 'f'
      ? fixed(magnitude, precision)
      : lower === 'e'
        ? exponential(magnitude, precision)
        : general(magnitude, precision === 0 ? 1 : precision, flags.includes('#'))
  if (letter !== lower) text = text.toUpperCase()
  return pad(sign + text, directive, Number.isFinite(magnitude))
}

function fixed(value: number, precision: number): string {
  return value < 1e21
    ? value.toFixed(precision)
    : BigInt(Math.round(value)).toString() + (precision === 0 ? '' : `.${'0'.repeat(precision)}`)
}

function exponential(value: number, precision: number): string {
  return value.toExponential(precision).replace(/e([-+])(\d)$/, 'e$10$2')
}

/** `%g`: the shorter of both, without zeros at the end. */
export function general(value: number, precision: number, keepsZeros: boolean): string {
  if (value === 0) return '0'
  const exponent = Number(value.toExponential(precision - 1).split('e')[1])
  const text =
    exponent < -4 || exponent >= precision ? exponential(value, precision - 1) : fixed(value, Math.max(0, precision - 1 - exponent))
  if (keepsZeros || !text.includes('.')) return text
  return text.replace(/\.?0+(?=e|$)/, '')
}
