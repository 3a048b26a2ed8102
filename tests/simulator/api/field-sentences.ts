// The sentences of content/fields, as the page gets them.

import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import type { FieldSentences } from '../../../src/simulator/index.ts'

const FOLDER = join(import.meta.dirname, '../../../content/fields')

export function readFieldSentences(): FieldSentences {
  const files = readdirSync(FOLDER).map((file) => load(readFileSync(join(FOLDER, file), 'utf8')) as FieldSentences)
  return Object.assign({}, ...files) as FieldSentences
}
