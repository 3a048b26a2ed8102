// Gives every built page a strict Content Security Policy, with the hash of each inline script it holds.
// Astro's own `security.csp` leaves out the scripts that Starlight marks `is:inline`, which would then be blocked.
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Everything comes from the site's own origin. WebAssembly is Pagefind's index; inline styles are Shiki's colours and Monaco's. */
const DIRECTIVES = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
]

export function strictCsp() {
  return {
    name: 'strict-csp',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir)
        const files = (await readdir(root, { recursive: true })).filter((file) => file.endsWith('.html'))
        await Promise.all(files.map((file) => addPolicy(join(root, file))))
      },
    },
  }
}

async function addPolicy(file) {
  const html = await readFile(file, 'utf8')
  const hashes = new Set()
  for (const [, attributes, text] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
    if (/\bsrc=/.test(attributes) || /type="application\/(ld\+)?json"/.test(attributes) || text === '') continue
    hashes.add(`'sha256-${createHash('sha256').update(text).digest('base64')}'`)
  }
  const policy = [...DIRECTIVES, ["script-src 'self' 'wasm-unsafe-eval'", ...hashes].join(' ')].join('; ')
  await writeFile(
    file,
    html.replace(/<head\b[^>]*>/, (head) => `${head}<meta http-equiv="content-security-policy" content="${policy}">`),
  )
}
