// What a page that checks manifests has to load: the reader, the API server and its rules, as one bundle. Prints what each folder adds.

import { measureBundle } from '../tests/simulator/bundle.ts'

export async function runBytes(): Promise<void> {
  for (const entry of ['core', 'cluster'] as const) {
    const { gzipBytes, bytesByFolder } = await measureBundle(entry)
    console.log(`${entry}: ${(gzipBytes / 1000).toFixed(1)} kB gzip`)
    for (const [folder, bytes] of bytesByFolder) console.log(`  ${folder.padEnd(14)}${(bytes / 1000).toFixed(1).padStart(7)} kB minified`)
  }
}
