// Do a certificate and a private key belong together? Reads PEM and as much ASN.1 as that takes.
//
// @source go crypto/tls tls.go X509KeyPair
// @simplified Of certificates only that they fit their key is checked, and a key without its public part (Ed25519, some EC keys) is
// believed.

import { decodeBase64 } from './base64.ts'
import { hexOfByte } from './hexadecimal.ts'
import { decodeUtf8Loosely } from './utf8.ts'

interface PemBlock {
  readonly type: string
  readonly bytes: Uint8Array
}

/** Go's words for why the two are no pair, or undefined when they are. */
export function keyPairProblem(certificateText: Uint8Array, keyText: Uint8Array): string | undefined {
  const certificates = pemBlocks(decodeUtf8Loosely(certificateText))
  const certificate = certificates.find((block) => block.type === 'CERTIFICATE')
  if (certificate === undefined) {
    const types = certificates.map((block) => block.type)
    if (types.length === 0) return 'tls: failed to find any PEM data in certificate input'
    if (types.length === 1 && types[0]?.endsWith('PRIVATE KEY') === true) {
      return 'tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched'
    }
    return `tls: failed to find "CERTIFICATE" PEM block in certificate input after skipping PEM blocks of the following types: [${types.join(' ')}]`
  }
  const keys = pemBlocks(decodeUtf8Loosely(keyText))
  const key = keys.find((block) => block.type === 'PRIVATE KEY' || block.type.endsWith(' PRIVATE KEY'))
  if (key === undefined) {
    const types = keys.map((block) => block.type)
    if (types.length === 0) return 'tls: failed to find any PEM data in key input'
    if (types.length === 1 && types[0] === 'CERTIFICATE') return 'tls: found a certificate rather than a key in the PEM for the private key'
    return `tls: failed to find PEM block with type ending in "PRIVATE KEY" in key input after skipping PEM blocks of the following types: [${types.join(' ')}]`
  }
  const wanted = publicKeyOfCertificate(certificate.bytes)
  if (wanted === undefined) return 'x509: malformed certificate'
  const held = publicKeyOfPrivateKey(key.bytes)
  if (held === undefined) return 'tls: failed to parse private key'
  if (held.algorithm !== wanted.algorithm) return 'tls: private key type does not match public key type'
  return held.key !== '' && held.key !== wanted.key ? 'tls: private key does not match public key' : undefined
}

function pemBlocks(text: string): readonly PemBlock[] {
  const blocks: PemBlock[] = []
  for (const match of text.matchAll(/-----BEGIN ([^\n-]{1,64})-----[ \t\r]*\n([A-Za-z0-9+/=\s]*)-----END ([^\n-]{1,64})-----/g)) {
    const decoded = decodeBase64((match[2] ?? '').replace(/\s+/g, ''))
    if (match[1] === match[3] && decoded.ok) blocks.push({ type: match[1] ?? '', bytes: decoded.value })
  }
  return blocks
}

interface DerValue {
  readonly tag: number
  readonly content: Uint8Array
}

/** The values that follow each other in `bytes`; undefined when they are cut short. */
function derValues(bytes: Uint8Array): readonly DerValue[] | undefined {
  const values: DerValue[] = []
  let at = 0
  while (at < bytes.length) {
    const tag = bytes[at] ?? 0
    let length = bytes[at + 1]
    if (length === undefined) return undefined
    at += 2
    if (length >= 0x80) {
      const count = length & 0x7f
      if (count > 4) return undefined
      length = 0
      for (let index = 0; index < count; index += 1) length = length * 256 + (bytes[at + index] ?? 0)
      at += count
    }
    if (at + length > bytes.length) return undefined
    values.push({ tag, content: bytes.subarray(at, at + length) })
    at += length
  }
  return values
}

const INTEGER = 0x02
const BIT_STRING = 0x03
const OCTET_STRING = 0x04
const SEQUENCE = 0x30
const CONTEXT_0 = 0xa0
const CONTEXT_1 = 0xa1

type Algorithm = 'rsa' | 'ec' | 'other'
interface PublicKey {
  readonly algorithm: Algorithm
  /** Hexadecimal; '' when not known. */
  readonly key: string
}

const RSA_OID = '2a864886f70d010101'
const EC_OID = '2a8648ce3d0201'

function hex(bytes: Uint8Array | undefined): string {
  return [...(bytes ?? [])].map(hexOfByte).join('')
}

function algorithmOf(identifier: DerValue | undefined): Algorithm {
  const oid = hex(derValues(identifier?.content ?? new Uint8Array())?.[0]?.content)
  return oid === RSA_OID ? 'rsa' : oid === EC_OID ? 'ec' : 'other'
}

function sequenceIn(bytes: Uint8Array): readonly DerValue[] | undefined {
  const outer = derValues(bytes)?.[0]
  return outer?.tag === SEQUENCE ? derValues(outer.content) : undefined
}

function publicKeyOfCertificate(bytes: Uint8Array): PublicKey | undefined {
  const signed = sequenceIn(bytes)?.[0]
  const fields = signed === undefined ? undefined : derValues(signed.content)
  if (fields === undefined) return undefined
  // version [0], serial, signature, issuer, validity, subject, subjectPublicKeyInfo
  const info = fields[fields[0]?.tag === CONTEXT_0 ? 6 : 5]
  const [identifier, key] = derValues(info?.content ?? new Uint8Array()) ?? []
  if (key?.tag !== BIT_STRING) return undefined
  const algorithm = algorithmOf(identifier)
  const bits = key.content.subarray(1)
  return { algorithm, key: algorithm === 'rsa' ? hex(sequenceIn(bits)?.[0]?.content) : hex(bits) }
}

function publicKeyOfPrivateKey(bytes: Uint8Array): PublicKey | undefined {
  const fields = sequenceIn(bytes)
  if (fields?.[0]?.tag !== INTEGER) return undefined
  const [, second, third] = fields
  if (second?.tag === SEQUENCE && third?.tag === OCTET_STRING) {
    const algorithm = algorithmOf(second)
    if (algorithm === 'other') return { algorithm, key: '' }
    const inner = sequenceIn(third.content)
    return inner === undefined ? undefined : innerKey(algorithm, inner)
  }
  if (second?.tag === OCTET_STRING) return innerKey('ec', fields)
  return second?.tag === INTEGER ? innerKey('rsa', fields) : undefined
}

/** RSA keys hold the modulus as their second integer; EC keys may hold their public point at [1]. */
function innerKey(algorithm: Algorithm, fields: readonly DerValue[]): PublicKey {
  if (algorithm === 'rsa') return { algorithm, key: hex(fields[1]?.content) }
  const point = fields.find((field) => field.tag === CONTEXT_1)
  return { algorithm, key: point === undefined ? '' : hex(derValues(point.content)?.[0]?.content.subarray(1)) }
}
