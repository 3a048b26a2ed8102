// The authors' reference says what the code reads.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeReference } from '../../src/instructor/reference.ts'

test('docs/authoring.md is what npm run reference writes', () => {
  expect(readFileSync(join(import.meta.dirname, '../../docs/authoring.md'), 'utf8')).toBe(writeReference())
})
