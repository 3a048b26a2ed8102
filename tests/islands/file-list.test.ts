// The learner's files: added, renamed, deleted, taken back, always in the order of the tabs.

import { expect, test } from 'vitest'
import { addFile, deleteFile, freshName, renameFile } from '../../src/islands/workspace/file-list.ts'
import { nameProblem } from '../../src/islands/workspace/file-name.ts'

const FILES = { 'a.yaml': '1', 'b.yaml': '2', 'c.yaml': '3' }

test('a renamed file keeps its place and its text', () => {
  expect(Object.entries(renameFile(FILES, 'b.yaml', 'z.yaml'))).toEqual([
    ['a.yaml', '1'],
    ['z.yaml', '2'],
    ['c.yaml', '3'],
  ])
})

test('a deleted file comes back where it was', () => {
  const { files, deleted, next } = deleteFile(FILES, 'b.yaml')
  expect([Object.keys(files), next]).toEqual([['a.yaml', 'c.yaml'], 'c.yaml'])
  expect(Object.entries(addFile(files, deleted.name, deleted.text, deleted.index))).toEqual(Object.entries(FILES))
})

test('after the last one the one before is open', () => {
  expect(deleteFile(FILES, 'c.yaml').next).toBe('b.yaml')
})

test('a new name is one that no file has', () => {
  expect(freshName(FILES)).toBe('new.yaml')
  expect(freshName({ 'new.yaml': '', 'new-2.yaml': '' })).toBe('new-3.yaml')
})

test('names that a command line would take apart are refused, and so are names that are taken', () => {
  for (const name of ['', 'a b.yaml', '-f', '../a', '$x', 'a;b']) expect(nameProblem(FILES, name), name).toContain('begins with a letter')
  expect(nameProblem(FILES, 'b.yaml', 'a.yaml')).toBe('There is a file of that name.')
  expect(nameProblem(FILES, 'a.yaml', 'a.yaml')).toBeUndefined()
})
