import { expect, test } from 'vitest'
import { measureBundle } from './bundle.ts'

/** Every rule that is written adds to it. `npm run bench -- bytes` shows what each folder takes. */
const CORE_BYTES = 88_000

test('what reads a text and answers as the API server stays light', { timeout: 60_000 }, async () => {
  const { gzipBytes } = await measureBundle('core')
  expect(gzipBytes).toBeLessThanOrEqual(CORE_BYTES)
})
