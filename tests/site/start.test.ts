// `npm start`: serves what is built, says where on a line of its own, and ends with all that it started.

import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sourcesFingerprint } from '../../src/integrations/built-from.mjs'

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

describe('a start when the course is built', () => {
  let port: number
  let course: ChildProcess
  let said = ''

  beforeAll(async () => {
    port = await freePort()
    course = spawn(process.execPath, ['scripts/start.mjs', '--port', String(port)], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise<void>((served, failed) => {
      course.stdout?.on('data', (bytes: Buffer) => {
        said += String(bytes)
        if (said.includes('Ctrl-C')) served()
      })
      course.once('exit', (code) => {
        failed(new Error(`npm start ended with ${String(code)} after it said: ${said}`))
      })
    })
  })
  afterAll(() => {
    course.kill()
  })

  test('prints the address on its own line and builds nothing again', () => {
    expect(said.split('\n')).toContain(`http://127.0.0.1:${String(port)}/`)
    expect(said).not.toContain('Building')
  })

  test('serves lessons, and a page of its own for what is not there', async () => {
    const lesson = await fetch(`http://127.0.0.1:${String(port)}/lessons/three-truths/`)
    expect(lesson.status).toBe(200)
    expect(await lesson.text()).toContain('<h1')
    expect((await fetch(`http://127.0.0.1:${String(port)}/nowhere/`)).status).toBe(404)
  })

  test('a port that somebody names and somebody else has is refused with another one to try', () => {
    const second = spawnSync(process.execPath, ['scripts/start.mjs', '--port', String(port)], { cwd: ROOT, encoding: 'utf8' })
    expect(second.status).toBe(1)
    expect(second.stderr).toContain(`Port ${String(port)} is in use`)
    expect(second.stderr).toContain(`--port ${String(port + 1)}`)
  })

  test('Ctrl-C ends everything that it started', async () => {
    course.kill('SIGINT')
    await once(course, 'exit')
    await expect(fetch(`http://127.0.0.1:${String(port)}/`)).rejects.toThrow('fetch failed')
  })
})

describe('what the course was built from', () => {
  test('a sentence of a lesson changes it, the time of a file does not', () => {
    const folder = mkdtempSync(join(tmpdir(), 'course-'))
    mkdirSync(join(folder, 'content'))
    const lesson = join(folder, 'content', 'lesson.mdx')
    writeFileSync(lesson, 'One sentence.')
    const first = sourcesFingerprint(folder)
    utimesSync(lesson, 1, 1)
    expect(sourcesFingerprint(folder)).toBe(first)
    writeFileSync(lesson, 'Another sentence.')
    expect(sourcesFingerprint(folder)).not.toBe(first)
  })

  test('a file of another name changes it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'course-'))
    mkdirSync(join(folder, 'public'))
    const empty = sourcesFingerprint(folder)
    writeFileSync(join(folder, 'public', 'robots.txt'), '')
    expect(sourcesFingerprint(folder)).not.toBe(empty)
  })
})

/** Below those that connections are given by chance, so that nobody takes it before the course does. */
async function freePort(candidate = 14_321): Promise<number> {
  const probe = createServer()
  const isFree = await new Promise<boolean>((known) => {
    probe.once('error', () => {
      known(false)
    })
    probe.listen(candidate, '127.0.0.1', () => {
      known(true)
    })
  })
  if (!isFree) return freePort(candidate + 1)
  probe.close()
  await once(probe, 'close')
  return candidate
}
