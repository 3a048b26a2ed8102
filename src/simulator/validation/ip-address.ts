// IP addresses as texts.
// @source apimachinery/pkg/util/validation/ip.go IsValidIPForLegacyField, with strict reading

import { invalid } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import { goQuote } from '../base/go-text.ts'
import type { Errors } from './rules.ts'

export function validateAddress(text: string, path: FieldPath, errors: Errors): void {
  const family = addressFamily(text)
  if (family === undefined) {
    errors.push(invalid(path, text, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'))
    return
  }
  const dotted = text.slice(text.lastIndexOf(':') + 1)
  if (dotted.includes('.') && dotted.split('.').some((part) => part.length > 1 && part.startsWith('0')))
    errors.push(invalid(path, text, 'must not have leading 0s'))
  else if (family === 'IPv6' && isMapped(text)) errors.push(invalid(path, text, 'must not be an IPv4-mapped IPv6 address'))
}

/** Addresses that name no one place in the network. @source pkg/apis/core/validation/validation.go ValidateEndpointIP */
export function validateReachable(text: string, path: FieldPath, errors: Errors): void {
  const isOld = addressFamily(text) === 'IPv4'
  const [first = 0, second = 0] = isOld ? text.split('.').map(Number) : []
  const groups = isOld ? [] : (groupsOf(text) ?? [])
  const [head = 0] = groups
  const number = groups.findIndex((group) => group !== 0)
  if (isOld ? /^0+(?:\.0+){3}$/.test(text) : number < 0) errors.push(invalid(path, text, `may not be unspecified (${text})`))
  if (isOld ? first === 127 : number === 7 && groups[7] === 1)
    errors.push(invalid(path, text, 'may not be in the loopback range (127.0.0.0/8, ::1/128)'))
  if (isOld ? first === 169 && second === 254 : head >> 6 === 0xfe80 >> 6)
    errors.push(invalid(path, text, 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'))
  if (isOld ? /^224\.0\.0\./.test(text) : (head & 0xff0f) === 0xff02)
    errors.push(invalid(path, text, 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'))
}

/** A range of addresses, as `10.9.8.0/24`. @source apimachinery/pkg/util/validation/ip.go parseCIDR, strictly */
export function validateRange(text: string, path: FieldPath, errors: Errors): void {
  const [address = '', prefix = '', ...rest] = text.split('/')
  const family = addressFamily(address)
  const width = family === 'IPv4' ? 32 : 128
  if (family === undefined || rest.length > 0 || !/^\d+$/.test(prefix) || Number(prefix) > width) {
    errors.push(invalid(path, text, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'))
    return
  }
  const dotted = address.slice(address.lastIndexOf(':') + 1)
  if ([prefix, ...(dotted.includes('.') ? dotted.split('.') : [])].some((part) => part.length > 1 && part.startsWith('0')))
    errors.push(invalid(path, text, 'must not have leading 0s in IP or prefix length'))
  else if (family === 'IPv6' && isMapped(address)) errors.push(invalid(path, text, 'must not have an IPv4-mapped IPv6 address'))
  else if (bitsOf(address).slice(Number(prefix)).includes('1'))
    errors.push(invalid(path, text, 'must not have bits set beyond the prefix length'))
}

function bitsOf(address: string): string {
  const parts = addressFamily(address) === 'IPv4' ? address.split('.').map(Number) : (groupsOf(address) ?? [])
  return parts.map((part) => part.toString(2).padStart(parts.length === 4 ? 8 : 16, '0')).join('')
}

/** What is said of an address in a notation that is refused today, or that is not the shortest. @source GetWarningsForIP */
export function addressWarning(text: string): string | undefined {
  const standard = standardAddress(text)
  if (standard !== undefined) return `non-standard IP address ${goQuote(text)} is invalid: use ${goQuote(standard)}`
  const shortest = addressFamily(text) === 'IPv6' ? shortestForm(groupsOf(text) ?? []) : text
  return shortest === text ? undefined : `IPv6 address ${goQuote(text)} should be in RFC 5952 canonical format (${goQuote(shortest)})`
}

/** How an address with leading zeros, or of IPv4 inside IPv6, is written today; undefined for one that needs no change. */
function standardAddress(text: string): string | undefined {
  const family = addressFamily(text)
  const dotted = text.slice(text.lastIndexOf(':') + 1)
  const parts = dotted.split('.').map((part) => String(Number(part)))
  if (family === 'IPv4') return parts.join('.') === text ? undefined : parts.join('.')
  return family === 'IPv6' && isMapped(text) ? mappedAddress(text) : undefined
}

/** The longest run of two or more zeros is left out. @source RFC 5952 */
function shortestForm(groups: readonly number[]): string {
  const text = groups.map((group) => group.toString(16)).join(':')
  const [longest] = (text.match(/(?:^|(?<=:))0(?::0)+(?=:|$)/g) ?? []).sort((a, b) => b.length - a.length)
  return longest === undefined ? text : text.replace(new RegExp(`(^|:)${longest}(?=:|$):?`), '::')
}

function mappedAddress(text: string): string {
  const [high = 0, low = 0] = (groupsOf(text) ?? []).slice(6)
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

export function addressFamily(text: string): 'IPv4' | 'IPv6' | undefined {
  if (!text.includes(':')) return isDotted(text) ? 'IPv4' : undefined
  return groupsOf(text) === undefined ? undefined : 'IPv6'
}

function isDotted(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^\d+$/.test(part) && Number(part) <= 255)
}

/** The eight groups of sixteen bits; undefined when the text is no address. */
function groupsOf(text: string): readonly number[] | undefined {
  const dotted = text.slice(text.lastIndexOf(':') + 1)
  let groups = text
  if (dotted.includes('.')) {
    if (!isDotted(dotted)) return undefined
    const [a = 0, b = 0, c = 0, d = 0] = dotted.split('.').map(Number)
    groups = `${text.slice(0, -dotted.length)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
  }
  const halves = groups.split('::')
  if (halves.length > 2) return undefined
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  if (![...head, ...tail].every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  return [...head, ...Array.from({ length: missing }, () => '0'), ...tail].map((group) => Number.parseInt(group, 16))
}

function isMapped(text: string): boolean {
  const groups = groupsOf(text) ?? []
  return groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
}
