import { expect, test } from 'vitest'
import { measureBundle } from './bundle.ts'

/**
 * Every rule that is written adds to them. `npm run bench -- bytes` shows what each folder takes. The core is reader and API server with what
 * every manifest needs, a quarter of it the texts that Kubernetes prints; the cluster is the core with controllers, scheduler and kubelet.
 * In neither: the parts of the API server that come when something needs them (`apiserver/parts`), kubectl, the explanations, the sentences
 * about fields, the shell and programs of images, the editor.
 */
const MOST_BYTES = { core: 60_000, cluster: 112_000 }

test('what reads a text and answers as the API server stays light', { timeout: 60_000 }, async () => {
  const { gzipBytes } = await measureBundle('core')
  expect(gzipBytes).toBeLessThanOrEqual(MOST_BYTES.core)
})

test('a cluster without kubectl stays light', { timeout: 60_000 }, async () => {
  const { gzipBytes } = await measureBundle('cluster')
  expect(gzipBytes).toBeLessThanOrEqual(MOST_BYTES.cluster)
})
