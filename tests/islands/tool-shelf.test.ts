import { expect, test, vi } from 'vitest'
import { ToolShelf } from '../../src/islands/tool-shelf.ts'

vi.mock('../../src/simulator/kubectl/tools/kustomize.ts', () => {
  throw new Error('There is no network.')
})

test('a step that lacks tools is taken when they have come, and those after it wait for their turn', async () => {
  const done: string[] = []
  const ended = new Promise<ToolShelf>((resolve) => {
    const shelf = new ToolShelf(
      (toolbox) => done.push(`there: ${[...toolbox.keys()].join()}`),
      () => done.push('failed'),
    )
    const step = (name: string, needs: readonly 'describe'[]) => () => {
      const lacks = needs.filter((each) => !shelf.toolbox.has(each))
      if (lacks.length === 0) done.push(name)
      if (name === 'third') resolve(shelf)
      return lacks
    }
    shelf.perform(step('first', []))
    shelf.perform(step('second', ['describe']))
    expect(shelf.busy).toBe(true)
    shelf.perform(step('third', []))
  })
  expect((await ended).busy).toBe(false)
  expect(done).toEqual(['first', 'there: describe', 'second', 'third'])
})

test('a step whose tools cannot be fetched says so itself, and those after it have their turn', async () => {
  const done: string[] = []
  await new Promise<void>((resolve) => {
    const shelf = new ToolShelf(
      () => undefined,
      () => done.push('a step without words of its own failed'),
    )
    shelf.perform(
      () => ['kustomize'],
      () => done.push('the first failed'),
    )
    shelf.perform(() => {
      done.push('the second')
      resolve()
      return []
    })
  })
  expect(done).toEqual(['the first failed', 'the second'])
})
