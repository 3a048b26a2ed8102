// `resource.Quantity`: amounts such as 100m, 64Mi and 1e3, exactly, as integers of 10^-9.
// @simplified Amounts beyond 2^63-1 are cut to that; Kubernetes keeps a few more digits in some places.

import type { Result } from './result.ts'
import { failure, success } from './result.ts'

export interface Quantity {
  /** The amount in units of 10^-9. */
  readonly nano: bigint
  readonly format: 'DecimalSI' | 'BinarySI' | 'DecimalExponent'
  /** The text it was read from, where that is printed back as it is: `1.250` stays, `1.25` becomes `1250m`. */
  readonly written?: string
}

const FORMAT_PROBLEM = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
const SUFFIX_PROBLEM = "unable to parse quantity's suffix"
const NUMERIC_PROBLEM = 'unable to parse numeric part of quantity'

const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 }
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 }
const NANO = 1_000_000_000n
const MAXIMUM = (2n ** 63n - 1n) * NANO
/** More digits or a larger exponent than this change nothing but the time it takes. */
const DIGITS_LIMIT = 400

/** @source apimachinery/pkg/api/resource/quantity.go ParseQuantity */
export function parseQuantity(text: string): Result<Quantity, string> {
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?([eEinumkKMGTP]*(?:[-+]?\d*))$/.exec(text)
  if (text === '' || parts === null) return failure(FORMAT_PROBLEM)
  const [, sign = '', whole = '', fraction = '', suffix = ''] = parts
  if (whole === '' && parts[3] === undefined && suffix !== '' && sign !== '') return failure(NUMERIC_PROBLEM)
  const scale = readSuffix(suffix)
  if (scale === undefined) return failure(SUFFIX_PROBLEM)
  if (whole === '' && fraction === '') {
    // Upstream takes a number without digits for zero where a sign or a point stands, and for no number elsewhere.
    if (suffix !== '' || parts[3] !== undefined) return failure(NUMERIC_PROBLEM)
    return success({ nano: 0n, format: 'DecimalSI' })
  }
  const digits = BigInt((whole + fraction).slice(0, DIGITS_LIMIT))
  const dropped = Math.max(0, whole.length + fraction.length - DIGITS_LIMIT)
  const exponent = scale.ten - fraction.length + 9 + dropped
  let nano = digits * 2n ** BigInt(scale.two)
  if (exponent >= 0) nano *= 10n ** BigInt(Math.min(exponent, DIGITS_LIMIT))
  else {
    const divisor = 10n ** BigInt(Math.min(-exponent, 2 * DIGITS_LIMIT))
    // Rounds away from zero: what is asked for is never less than what was written.
    nano = (nano + divisor - 1n) / divisor
  }
  if (nano > MAXIMUM) nano = MAXIMUM
  const quantity = { nano: sign === '-' ? -nano : nano, format: scale.format }
  return success(staysAsWritten(whole, fraction, scale) ? { ...quantity, written: text } : quantity)
}

/** Digits that upstream reads without big numbers. @source apimachinery/pkg/api/resource/quantity.go maxInt64Factors */
const QUICK_DIGITS = 18
const QUICK_BINARY_DIGITS = 14

/** What upstream's quick path takes for canonical: whole thousandths, no thousands at the end; of binary amounts, no multiple of eight. */
function staysAsWritten(whole: string, fraction: string, { two, ten, format }: Scale): boolean {
  const digits = (whole.replace(/^0+/, '') || '0') + fraction
  if (format === 'BinarySI') {
    const isQuick = fraction === '' && digits.length <= QUICK_BINARY_DIGITS - Math.trunc((two * 3) / 10)
    return isQuick && BigInt(digits) % 8n !== 0n
  }
  const exponent = ten - fraction.length
  return digits.length <= QUICK_DIGITS && exponent >= -9 && exponent % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0')
}

interface Scale {
  readonly two: number
  readonly ten: number
  readonly format: Quantity['format']
}

function readSuffix(suffix: string): Scale | undefined {
  const ten = DECIMAL[suffix]
  if (ten !== undefined) return { two: 0, ten, format: 'DecimalSI' }
  const two = BINARY[suffix]
  if (two !== undefined) return { two, ten: 0, format: 'BinarySI' }
  if (!/^[eE][-+]?\d+$/.test(suffix)) return undefined
  const exponent = Number(suffix.slice(1))
  return Math.abs(exponent) > 1e6 ? undefined : { two: 0, ten: exponent, format: 'DecimalExponent' }
}

/** The canonical text, as the API server prints it back. @source apimachinery/pkg/api/resource/quantity.go CanonicalizeBytes */
export function printQuantity({ nano, format, written }: Quantity): string {
  if (written !== undefined) return written
  if (nano === 0n) return '0'
  const isWhole = nano % NANO === 0n
  const isSmall = nano > -1024n * NANO && nano < 1024n * NANO
  if (format === 'BinarySI' && isWhole && !isSmall) {
    let amount = nano / NANO
    let power = 0
    while (amount % 1024n === 0n && power < 6) {
      amount /= 1024n
      power += 1
    }
    return `${String(amount)}${['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'][power] ?? ''}`
  }
  let amount = nano
  let exponent = -9
  while (amount % 1000n === 0n && exponent < 18) {
    amount /= 1000n
    exponent += 3
  }
  if (format === 'DecimalExponent') return exponent === 0 ? String(amount) : `${String(amount)}e${String(exponent)}`
  const suffix = Object.keys(DECIMAL).find((name) => DECIMAL[name] === exponent) ?? ''
  return `${String(amount)}${suffix}`
}

export function compareQuantities(a: Quantity, b: Quantity): number {
  return a.nano < b.nano ? -1 : a.nano > b.nano ? 1 : 0
}

/** The first amount says in which form the sum is printed, unless it is nothing. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  return { nano: a.nano + b.nano, format: a.nano === 0n ? b.format : a.format }
}

/**
 * How often a unit goes into an amount, rounded up: what `resourceFieldRef` gives.
 *
 * @param unit  '' and `0` stand for 1.
 * @source pkg/api/v1/resource/helpers.go ExtractContainerResourceValue
 */
export function amountInUnits(amount: string, unit: string): string {
  const [left, right] = [nanoOf(amount), nanoOf(unit) === 0n ? NANO : nanoOf(unit)]
  return String((left + right - 1n) / right)
}

function nanoOf(text: string): bigint {
  const parsed = parseQuantity(text)
  return parsed.ok ? parsed.value.nano : 0n
}
