import { describe, expect, test } from 'vitest'
import { parseQuantity, printQuantity } from '../../../src/simulator/base/quantity.ts'

function printed(text: string): string {
  const parsed = parseQuantity(text)
  return parsed.ok ? printQuantity(parsed.value) : parsed.problem
}

describe('an amount, printed back', () => {
  test('decimals become thousandths, and thousands the next unit', () => {
    expect(['0.5', '1.5', '1000m', '1000k', '1024Mi', '0.5Gi'].map(printed)).toEqual(['500m', '1500m', '1', '1M', '1Gi', '512Mi'])
  })

  test('three decimals stay as they were written', () => {
    expect(['1.250', '2.001', '1.000', '0.250'].map(printed)).toEqual(['1.250', '2.001', '1', '250m'])
  })

  test('a sign, a leading zero and a large E stay as they were written', () => {
    expect(['+1', '01', '1E3', '1.', '1500m'].map(printed)).toEqual(['+1', '01', '1E3', '1.', '1500m'])
  })

  test('a binary amount that is a multiple of eight is worked out', () => {
    expect(['01Gi', '1025Mi', '1032Mi', '8Gi', '2048Ki'].map(printed)).toEqual(['01Gi', '1025Mi', '1032Mi', '8Gi', '2Mi'])
  })
})
