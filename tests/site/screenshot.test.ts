// `npm run screenshot`: the picture of the README can be made anew from the site as it is. The script itself waits for what the README says.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'picture-'))

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('the picture of the README is made anew, as wide as the one there is and at least half as tall', () => {
  const file = join(folder, 'picture.png')
  const { status, stderr } = spawnSync(process.execPath, ['scripts/screenshot.mjs', file], { cwd: ROOT, encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const made = sizeOfPng(file)
  const kept = sizeOfPng(join(ROOT, 'docs/three-truths.png'))
  expect(made.width).toBe(kept.width)
  expect(made.height).toBeGreaterThan(kept.height / 2)
})

/** The header of a PNG has its width and height in pixels at these places. */
function sizeOfPng(file: string): { readonly width: number; readonly height: number } {
  const bytes = readFileSync(file)
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}
