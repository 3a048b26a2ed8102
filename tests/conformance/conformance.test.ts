// No area may fall below what has been reached before. `npm run conformance -- --raise` lifts the floors.

import { describe, expect, test } from 'vitest'
import { DIFFERENCES_LIMIT, readKnownDifferences } from './known-differences.ts'
import { playAreas, readFloors } from './play.ts'
import { findSource } from './source.ts'

const source = findSource()
const results = source === undefined ? new Map<string, never>() : await playAreas(source)

describe('what a real cluster answered', () => {
  test.each([...readFloors()])('%s keeps at least %i cases', (area, floor) => {
    const result = results.get(area)
    if (source === undefined) return
    expect(
      result?.passed ?? 0,
      result?.failures
        .slice(0, 3)
        .map((failure) => failure.id)
        .join(', ') ?? 'no such area',
    ).toBeGreaterThanOrEqual(floor)
  })
})

describe('known differences', () => {
  const listed = readKnownDifferences()

  test('are few', () => {
    expect(listed.length).toBeLessThanOrEqual(DIFFERENCES_LIMIT)
  })

  test.each(listed)('$case differs still', ({ area, case: id }) => {
    if (source === undefined) return
    expect(results.get(area)?.failures.map((failure) => failure.id)).toContain(id)
  })
})
