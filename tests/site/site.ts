// The built site behind a plain file server, and a browser to look at it.

import { createServer } from 'node:http'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

export const DIST = resolve(dirname(fileURLToPath(import.meta.url)), '../../dist')

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** A file that somebody asked for. */
export interface Served {
  readonly file: string
  /** As they went over the wire, without headers. */
  readonly bytes: number
}

export interface Site {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly origin: string
  /** What was asked for since this was called last. */
  takeServed(): readonly Served[]
  close(): Promise<void>
}

/** Pictures and fonts are packed already. */
const PACKED = new Set(['.html', '.js', '.css', '.svg', '.json', '.xml', '.txt', '.wasm'])
/** The build names these after what is in them. */
const NAMED_BY_CONTENT = `${sep}_astro${sep}`

/** Serves `dist/` as any static host would: folders by their index.html, everything else by its name, text packed, built files kept. */
export async function serveSite(): Promise<Site> {
  if (!existsSync(join(DIST, 'index.html'))) throw new Error('There is no built site to serve: npm run build makes it.')
  const packed = new Map<string, Buffer>()
  let served: readonly Served[] = []
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname)
    const file = fileFor(path)
    if (file === undefined) {
      response.writeHead(404).end()
      return
    }
    const headers = {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'cache-control': file.includes(NAMED_BY_CONTENT) ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate',
    }
    const isPacked = PACKED.has(extname(file)) && request.headers['accept-encoding']?.includes('gzip') === true
    const bytes = isPacked ? (packed.get(file) ?? gzipSync(readFileSync(file))) : readFileSync(file)
    if (isPacked) packed.set(file, bytes)
    served = [...served, { file, bytes: bytes.length }]
    response.writeHead(200, isPacked ? { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding' } : headers).end(bytes)
  })
  await new Promise<void>((started) => server.listen(0, '127.0.0.1', started))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    takeServed: () => {
      const taken = served
      served = []
      return taken
    },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections()
        server.close(() => {
          closed()
        })
      }),
  }
}

/** The file that a path of the site names, or undefined. */
export function fileFor(path: string): string | undefined {
  const file = join(DIST, path)
  if (!existsSync(file)) return undefined
  if (!statSync(file).isDirectory()) return file
  const index = join(file, 'index.html')
  return existsSync(index) ? index : undefined
}

export function pages(): readonly string[] {
  return readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .map((file) => `/${file.split(sep).join('/')}`)
}

/** Pages in whose HTML this stands. There are some: a test of all of none would say nothing. */
export function pagesWith(text: string): readonly string[] {
  const found = pages().filter((page) => readFileSync(join(DIST, page), 'utf8').includes(text))
  if (found.length === 0) throw new Error(`No page has ${text}`)
  return found
}

export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['BROWSER_PATH']
  return chromium.launch(executablePath === undefined ? {} : { executablePath, args: ['--no-sandbox'] })
}
