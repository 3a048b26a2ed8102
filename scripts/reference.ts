// Writes docs/authoring.md from the shapes that content is read by.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeReference } from '../src/instructor/reference.ts'

writeFileSync(join(import.meta.dirname, '..', 'docs', 'authoring.md'), writeReference())
console.log('docs/authoring.md')
