// What an author reads when a file was saved.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { checkSaved } from '../../src/instructor/check-saved.ts'
import { CONTENT } from '../../src/instructor/lesson-folders.ts'

const content = mkdtempSync(join(tmpdir(), 'content-'))
cpSync(CONTENT, content, { recursive: true })
afterAll(() => {
  rmSync(content, { recursive: true })
})

const EXERCISE = 'lessons/three-truths/exercises/all-replicas/exercise.yaml'

function saved(path: string, change: (text: string) => string): string | undefined {
  const text = readFileSync(join(content, path), 'utf8')
  writeFileSync(join(content, path), change(text))
  const said = checkSaved(`content/${path}`, content)
  writeFileSync(join(content, path), text)
  return said
}

describe('a saved file', () => {
  test('that is well gets no words', () => {
    expect(checkSaved(`content/${EXERCISE}`, content)).toBe('')
    expect(checkSaved('content/lessons/three-truths/exercises/all-replicas/files/web.yaml', content)).toBe('')
    expect(checkSaved('content/glossary.yaml', content)).toBe('')
    expect(checkSaved('content/messages/env.yaml', content)).toBe('')
    expect(checkSaved('content/workloads/images.yaml', content)).toBe('')
    expect(checkSaved('content/playground/experiment.yaml', content)).toBe('')
    expect(checkSaved('content/home/one-change/files/web.yaml', content)).toBe('')
    expect(checkSaved('content\\lessons\\three-truths\\experiments\\five-readers\\experiment.yaml', content)).toBe('')
  })

  test('of messages or images is told what is wrong with it', () => {
    expect(saved('messages/env.yaml', (text) => text.replace('  title:', '  titel:'))).toMatch(
      /^content\/messages\/env\.yaml:\d+: \[\d+\]\.titel\n {2}expected {2}only id, /,
    )
    expect(saved('workloads/images.yaml', (text) => text.replace('pullMs: 1400', 'pullMs: long'))).toContain('pullMs')
  })

  test('with a misspelt check is told its line, its place and the right word', () => {
    const said = saved(EXERCISE, (text) => text.replace('kind: stored-value', 'kind: stored-valeu'))
    const line = readFileSync(join(content, EXERCISE), 'utf8').split('\n').findIndex((each) => each.includes('kind: stored-value')) + 1
    expect(said).toContain(`content/${EXERCISE}:${String(line)}: tasks[0].check.kind\n  expected  one of object-exists`)
    expect(said).toContain('to fix    Did you mean stored-value?')
  })

  test('with a solution that does not pass is told what is not met', () => {
    expect(saved(EXERCISE, (text) => text.replace('      - run: kubectl rollout restart deployment web\n      - wait: 20s\n', ''))).toContain(
      'it does not hold that solution rollout-restart passes\n  used is not met',
    )
  })

  test('that is no YAML is told so', () => {
    expect(saved(EXERCISE, (text) => `${text}\n: : {`)).toContain('expected  YAML')
  })

  test('of another kind is left alone', () => {
    expect(checkSaved('content/lessons/three-truths/index.mdx', content)).toBeUndefined()
    expect(checkSaved('src/simulator/index.ts', content)).toBeUndefined()
  })
})
