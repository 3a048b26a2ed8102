// How Go writes floating-point numbers. Go and JavaScript agree on the digits (the fewest that read back the same) and differ in where
// they change to an exponent and in how they write it.

/** From this exponent on, and below -4, Go's `%g` writes an exponent. @source Go strconv/ftoa.go %g with the shortest precision */
const FIRST_LARGE_EXPONENT = 6
const LAST_SMALL_EXPONENT = -4

/** A float32 is told from its neighbours by at most that many digits. */
const MAX_FLOAT32_DIGITS = 9

/**
 * As `%v` and go-yaml print a float64: `0.5`, `100000`, `1e+06`, `1.5e-07`, `+Inf`, `NaN`.
 *
 * @source Go strconv.FormatFloat(value, 'g', -1, 64)
 */
export function formatGoFloat(value: number): string {
  return layOut(value, Math.abs(value).toExponential())
}

/**
 * The same with the precision of a float32, as `sigs.k8s.io/yaml` prints numbers that are keys.
 *
 * @source Go strconv.FormatFloat(value, 'g', -1, 32)
 */
export function formatGoFloat32(value: number): string {
  const rounded = Math.fround(value)
  const magnitude = Math.abs(rounded)
  if (!Number.isFinite(magnitude)) return layOut(rounded, '')
  let exponential = magnitude.toExponential(0)
  for (let digits = 1; Math.fround(Number(exponential)) !== magnitude && digits < MAX_FLOAT32_DIGITS; digits += 1) {
    exponential = magnitude.toExponential(digits)
  }
  return layOut(rounded, exponential)
}

/** @param exponential  The magnitude as JavaScript writes it: `1.25e+7`. */
function layOut(value: number, exponential: string): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  const [mantissa = '', power = '0'] = exponential.split('e')
  const exponent = Number(power)
  if (exponent < LAST_SMALL_EXPONENT || exponent >= FIRST_LARGE_EXPONENT) {
    return `${sign}${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
  }
  const digits = mantissa.replace('.', '')
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  const fraction = digits.slice(exponent + 1)
  return fraction === '' ? sign + whole : `${sign}${whole}.${fraction}`
}
