import { describe, expect, test } from 'vitest'
import { readFuzzOptions } from './fuzz-options.ts'

const said = (...words: readonly string[]): ReturnType<typeof readFuzzOptions> => readFuzzOptions(words, 7)

describe('npm run fuzz', () => {
  test('tries a million texts and then a hundred thousand runs, as long as that takes', () => {
    const value = { subjects: ['texts', 'runs'], counts: { texts: 1_000_000, runs: 100_000 }, seed: 7, seconds: undefined }
    expect(said()).toEqual({ ok: true, value })
  })

  test('counts, seconds and a seed that somebody names are kept', () => {
    const value = { subjects: ['texts', 'runs'], counts: { texts: 50, runs: 3 }, seed: 1, seconds: 60 }
    expect(said('--texts', '50', '--runs=3', '--seed', '1', '--seconds', '60')).toEqual({ ok: true, value })
  })

  test.each([
    { words: ['runs'], subjects: ['runs'] },
    { words: ['texts', '--texts', '5'], subjects: ['texts'] },
  ])('$words tries $subjects alone', ({ words, subjects }) => {
    expect(said(...words)).toMatchObject({ value: { subjects } })
  })

  test.each([
    [['--rounds', '5'], 'There is no --rounds.'],
    [['--runs', 'many'], '--runs wants a whole number above 0, not many.'],
    [['--seconds', '0'], '--seconds wants a whole number above 0, not 0.'],
    [['--seed'], '--seed wants a whole number above 0, not nothing.'],
    [['texts', '--runs', '5'], '--runs: only texts are tried here.'],
    [['5000'], 'Nothing is called 5000 here.'],
  ])('%j is refused with what may be said instead', (words, problem) => {
    const answer = said(...words)
    if (answer.ok) throw new Error('it was taken')
    expect(answer.problem).toContain(problem)
    expect(answer.problem).toContain('--seconds 60')
  })
})
