// The cluster's certificate, as Pods and owners of tokens are given it.
// @simplified The cluster's certificate has the right form, and nothing could be checked with it.

import { encodeBase64 } from '../base/base64.ts'
import { drawUint32 } from '../base/random.ts'

const CERTIFICATE_BYTES = 816
const LINE = 64

export function certificateText(seed: number): string {
  const bytes = Uint8Array.from({ length: CERTIFICATE_BYTES }, (_, index) => drawUint32({ seed, stream: 'root-ca' }, index) & 0xff)
  const text = encodeBase64(bytes)
  const lines = Array.from({ length: Math.ceil(text.length / LINE) }, (_, index) => text.slice(index * LINE, (index + 1) * LINE))
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
