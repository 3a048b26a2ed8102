import { expect, test } from 'vitest'
import { printedParts } from '../../src/components/printed-parts.ts'

const TABLE = 'NAME   READY   STATUS\nweb    1/1     Running\n'
const SAID = 'Error from server (NotFound): pods "api" not found\n'

test('lines whose columns stand two blanks apart are one table, what stands around them is none', () => {
  expect(printedParts(`${SAID}${TABLE}\n${SAID}`)).toEqual([
    { text: SAID, isTable: false },
    { text: TABLE, isTable: true },
    { text: `\n${SAID}`, isTable: false },
  ])
})

test('what stands further in is no table', () => {
  expect(printedParts('data:\n    LOG_LEVEL: info')).toEqual([{ text: 'data:\n    LOG_LEVEL: info', isTable: false }])
})

test('where nothing was printed there is nothing', () => {
  expect(printedParts('')).toEqual([])
})
