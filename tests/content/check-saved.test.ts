// What an author reads when a file was saved.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
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

/** The exercise's file and the line with this text. */
function at(text: string): string {
  const lines = readFileSync(join(content, EXERCISE), 'utf8').split('\n')
  return `content/${EXERCISE}:${String(lines.findIndex((line) => line.startsWith(text)) + 1)}`
}

describe('a saved file', () => {
  test('that is well gets no words', () => {
    expect(checkSaved(`content/${EXERCISE}`, content)).toBe('')
    expect(checkSaved('content/lessons/three-truths/exercises/all-replicas/files/web.yaml', content)).toBe('')
    expect(checkSaved('content/lessons/three-truths/index.mdx', content)).toBe('')
    expect(checkSaved('content/curriculum.yaml', content)).toBe('')
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

  test('of images or messages is told of members, rules and lessons that nobody knows', () => {
    expect(saved('workloads/images.yaml', (text) => text.replace('entrypoint: [reader]', 'entrypont: [reader]'))).toMatch(
      /^content\/workloads\/images\.yaml:\d+: images\[0\]\.entrypont\n {2}expected {2}only name, /,
    )
    expect(saved('messages/env.yaml', (text) => text.replace('rules: [P-1]', 'rules: [P-999]'))).toMatch(
      /env\.yaml:\d+: \[0\]\.rules\[0\]\n {2}expected {2}a rule of docs\/rules\.md\n {2}received {2}P-999\n/,
    )
    expect(saved('messages/env.yaml', (text) => text.replace('lesson: env-in-a-pod', 'lesson: env-in-pod'))).toMatch(
      /env\.yaml:\d+: \[0\]\.lesson\n.*\n {2}received {2}env-in-pod\n {2}to fix {4}Did you mean env-in-a-pod\?/,
    )
  })

  test('that the images of the course keep from being proved is told what is wrong with those', () => {
    const images = join(content, 'workloads/images.yaml')
    const text = readFileSync(images, 'utf8')
    writeFileSync(images, text.replace('entrypoint: [reader]', 'entrypoint: [reader'))
    expect(checkSaved(`content/${EXERCISE}`, content)).toMatch(/^content\/workloads\/images\.yaml:\d+\n {2}expected {2}YAML\n/)
    writeFileSync(images, text)
  })

  test('that cites a rule which nobody wrote down is told its line', () => {
    const said = saved(EXERCISE, (text) => text.replace('[DEP-8]', '[DEP-800]'))
    expect(said).toBe(
      `${at('    message: Every process uses')}\n  expected  a rule of docs/rules.md\n  received  DEP-800\n  to fix    Find the one that says what you claim, or write its line there.`,
    )
  })

  test.each([
    ['setings LOG_LEVEL', 'setings', 'settings'],
    ['settings LOG_LVL', 'LOG_LVL', 'LOG_LEVEL'],
  ])('that follows configmap/%s is told the right name', (followed, word, meant) => {
    const said = saved(EXERCISE, (text) => text.replace('configmap/settings LOG_LEVEL', `configmap/${followed}`))
    expect(said).toBe(
      `${at('focus:')}: focus[0]\n  expected  the board follows what is there\n  received  there is no ${word}\n  to fix    Did you mean ${meant}?`,
    )
  })

  test('that follows what is not there yet, and like nothing that is, is well', () => {
    expect(saved(EXERCISE, (text) => text.replace('configmap/settings LOG_LEVEL', 'configmap/made-by-the-learner'))).toBe('')
  })

  test('with line ends of Windows is read like any other', () => {
    expect(saved('lessons/three-truths/index.mdx', (text) => text.replaceAll('\n', '\r\n'))).toBe('')
  })

  test('with a misspelt check is told its line, its place and the right word', () => {
    const said = saved(EXERCISE, (text) => text.replace('kind: stored-value', 'kind: stored-valeu'))
    const line =
      readFileSync(join(content, EXERCISE), 'utf8')
        .split('\n')
        .findIndex((each) => each.includes('kind: stored-value')) + 1
    expect(said).toContain(`content/${EXERCISE}:${String(line)}: tasks[0].check.kind\n  expected  one of object-exists`)
    expect(said).toContain('to fix    Did you mean stored-value?')
  })

  test('with a solution that does not pass is told what is not met, and which of its lines failed', () => {
    const without = saved(EXERCISE, (text) => text.replace('      - run: kubectl rollout restart deployment web\n      - wait: 20s\n', ''))
    expect(without).toContain(
      `${at('  - id: rollout-restart')}: solutions[0]\n  expected  solution rollout-restart passes\n  received  used is not met`,
    )
    const misspelt = saved(EXERCISE, (text) => text.replace(/(id: rollout-restart[\s\S]*?)rollout restart/, '$1rollout restrat'))
    expect(misspelt).toContain('received  kubectl rollout restrat deployment web failed: error: ')
  })

  test('with a starter that passes is told what a task must ask for', () => {
    const said = saved(EXERCISE, (text) => text.replaceAll('expect: { equals: debug }', 'expect: { equals: info }'))
    expect(said).toContain(
      `${at('tasks:')}: tasks\n  expected  the starter as it is does not pass\n  received  every task is met before anything was done\n  to fix    Let a task ask`,
    )
  })

  test('with a mistake that nobody recognises is told where its check is', () => {
    const said = saved(EXERCISE, (text) => text.replace(/(mistakes:[\s\S]*?equals: )debug/, '$1nothing'))
    expect(said).toMatch(/mistakes\[0\]\.check\n {2}expected {2}mistake \S+ is told its own message\n {2}received {2}nothing is told\n/)
  })

  test('with a mistake whose line is misspelt is told that it failed', () => {
    const said = saved(EXERCISE, (text) => text.replace(/(id: restarted-too-early[\s\S]*?)rollout restart/, '$1rollout restrat'))
    expect(said).toContain('received  nothing is told; kubectl rollout restrat deployment web failed: error: ')
  })

  test('with a hint that gives a solution away is told which', () => {
    const said = saved(EXERCISE, (text) => text.replace('  nudge: ', '  nudge: Run kubectl rollout restart deployment web. '))
    expect(said).toContain(
      `${at('  nudge: ')}: hints.nudge\n  expected  the hint nudge names no solution\n  received  it says kubectl rollout restart deployment web`,
    )
  })

  test('of an experiment that is refused, or that predicts what does not happen, is told so', () => {
    const folder = 'lessons/three-truths/experiments/five-readers'
    expect(saved(`${folder}/files/web.yaml`, (text) => text.replace('kind: Deployment', 'kind: Deplyment'))).toMatch(
      /experiment\.yaml:\d+: setup\n {2}expected {2}the cluster starts\n {2}received {2}kubectl apply -f settings\.yaml -f web\.yaml failed: /,
    )
    expect(saved(`${folder}/experiment.yaml`, (text) => text.replace('becomes: false', 'becomes: true'))).toContain(
      'expected  the row from-env becomes true\n  received  in the demonstration it does not\n',
    )
    expect(saved(`${folder}/experiment.yaml`, (text) => text.replace('wait: 2m', 'wait: 1m'))).toContain(
      'expected  the demonstration lasts until the prediction is final\n',
    )
  })

  test('that is no YAML is told so', () => {
    expect(saved(EXERCISE, (text) => `${text}\n: : {`)).toContain('expected  YAML')
  })

  test.each([
    [
      'rolling-out-config',
      'rolling-out-confg',
      'a folder of content/lessons\n  received  rolling-out-confg\n  to fix    Did you mean rolling-out-config?',
    ],
    ['rolling-out-config', 'rolling-out-config, three-truths', 'a lesson that is listed once\n  received  three-truths'],
    [', rolling-out-config', '', 'every lesson in a part\n  received  content/lessons/rolling-out-config in none'],
    ['    title: Updates', '    tilte: Updates', 'only id, title, lessons\n  received  the field tilte\n  to fix    Did you mean title?'],
    ['    title: Updates', '   title: Updates', 'expected  YAML'],
  ])('of the course, with %j for %j, is told by line', (from, to, words) => {
    const said = saved('curriculum.yaml', (text) => text.replace(from, to))
    expect(said).toMatch(/^content\/curriculum\.yaml:\d+/)
    expect(said).toContain(words)
  })

  test('that no lesson would find is told its name', () => {
    const file = join(content, 'lessons/three-truths/quizzes/other.yml')
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, 'question: Which?\n')
    expect(checkSaved('content/lessons/three-truths/quizzes/other.yml', content)).toContain(
      'expected  a name that ends with .yaml\n  received  other.yml\n  to fix    Call it other.yaml',
    )
    rmSync(file)
  })

  test.each([
    ['index.md', 'index.mdx'],
    ['exercise/new/exercise.yaml', 'exercises'],
  ])('in a place that no lesson looks at, %s, is told the place', (path, meant) => {
    const [name = ''] = path.split('/')
    const file = join(content, 'lessons/three-truths', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, 'title: New\n')
    expect(checkSaved(`content/lessons/three-truths/${path}`, content)).toBe(
      `content/lessons/three-truths/${name}\n  expected  one of index.mdx, experiments, exercises, quizzes, predictions, transcripts\n  received  ${name}\n  to fix    Did you mean ${meant}? Nothing looks for ${name}.`,
    )
    rmSync(join(content, 'lessons/three-truths', name), { recursive: true })
  })

  test('of another kind is left alone', () => {
    expect(checkSaved('content/lessons/three-truths/experiment.yaml', content)).toBeUndefined()
    expect(checkSaved('content/lessons/three-truths/quizzes/taken-away.yaml', content)).toBeUndefined()
    expect(checkSaved('src/simulator/index.ts', content)).toBeUndefined()
  })
})
