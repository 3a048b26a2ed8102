// Writes down what the site in dist/ was built from, whoever built it, so that `npm start` knows whether it may serve it.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const dist = join(root, 'dist')
const note = join(root, 'node_modules', '.cache', 'site-built-from.sha256')
const SOURCES = ['src', 'content', 'public', 'docs', 'astro.config.mjs', 'tsconfig.json', 'package-lock.json']
const SETTINGS = ['BASE_PATH', 'SITE_URL', 'EDIT_URL']

export function builtFrom() {
  let toDist = false
  return {
    name: 'built-from',
    hooks: {
      'astro:config:done': ({ config }) => {
        toDist = join(fileURLToPath(config.outDir), '.') === dist
      },
      // A build that fails leaves half a site behind.
      'astro:build:start': () => {
        if (toDist) rmSync(note, { force: true })
      },
      'astro:build:done': () => {
        if (!toDist) return
        mkdirSync(dirname(note), { recursive: true })
        writeFileSync(note, sourcesFingerprint(root))
      },
    },
  }
}

/** Whether dist/ holds the site that a build would write now. */
export function isBuilt() {
  return existsSync(join(dist, 'index.html')) && existsSync(note) && readFileSync(note, 'utf8') === sourcesFingerprint(root)
}

/** @returns SHA-256, in hex, of all that a build reads in this folder, and of its settings. */
export function sourcesFingerprint(folder) {
  const hash = createHash('sha256')
  for (const name of SETTINGS) hash.update(`${name}=${process.env[name] ?? ''}\0`)
  for (const file of SOURCES.flatMap((source) => filesOf(folder, source))) {
    hash
      .update(`${file.split(sep).join('/')}\0`)
      .update(readFileSync(join(folder, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

/** Files of a folder in a fixed order, or the file itself; none where there is nothing of that name. */
function filesOf(folder, name) {
  const path = join(folder, name)
  if (!existsSync(path)) return []
  const inside = readdirSync(dirname(path), { withFileTypes: true }).find((entry) => entry.name === name)
  if (inside?.isFile()) return [name]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length))
    .sort()
}
