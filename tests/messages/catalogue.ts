// The catalogue as the page loads it, read from content/messages for tests.

import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'
import { readFiles } from '../../src/messages/index.ts'
import { createCatalogue } from '../../src/simulator/index.ts'

const FOLDER = resolve(fileURLToPath(new URL('../../content/messages', import.meta.url)))

/** What the files hold, by area. */
export const messageFiles: Readonly<Record<string, unknown>> = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => [basename(name, '.yaml'), load(readFileSync(join(FOLDER, name), 'utf8'))]),
)

export const catalogue = createCatalogue(readFiles(messageFiles))
