import { describe, expect, test } from 'vitest'
import { EMPTY_LINE, completeLine, searchHistory, typedText, walkHistory, wholeCommand } from '../../src/board/line-editor.ts'

const HISTORY = ['kubectl get pods', 'kubectl apply -f web.yaml', 'kubectl get configmaps']

describe('the history of a terminal', () => {
  test('goes back line by line, stops at the oldest, and comes back to what was being typed', () => {
    const typed = typedText(EMPTY_LINE, 'kub')
    const texts: string[] = []
    let editor = typed
    for (const direction of ['older', 'older', 'older', 'older', 'newer', 'newer', 'newer', 'newer'] as const) {
      editor = walkHistory(editor, HISTORY, direction)
      texts.push(editor.text)
    }
    const [first, second, third] = HISTORY
    expect(texts).toEqual([third, second, first, first, second, third, 'kub', 'kub'])
  })

  test('is searched from the newest line on, and further with the same text', () => {
    const found = searchHistory({ ...EMPTY_LINE, search: '' }, HISTORY, 'get', 'anew')
    expect(found.text).toBe('kubectl get configmaps')
    expect(searchHistory(found, HISTORY, 'get', 'older').text).toBe('kubectl get pods')
  })

  test('keeps the line that was found when nothing older fits', () => {
    const found = searchHistory({ ...EMPTY_LINE, search: '' }, HISTORY, 'apply', 'anew')
    expect(searchHistory(found, HISTORY, 'apply', 'older')).toMatchObject({ text: 'kubectl apply -f web.yaml', search: 'apply' })
  })
})

describe('completion', () => {
  const typed = typedText(EMPTY_LINE, 'kubectl get po')

  test('the only candidate is filled in, with a space after it', () => {
    expect(completeLine(typed, { from: 12, to: 14, candidates: ['pods'] })).toMatchObject({ text: 'kubectl get pods ', caret: 17 })
  })

  test('several candidates give what they share', () => {
    const candidates = ['restart', 'resume']
    const shared = completeLine(typedText(EMPTY_LINE, 'kubectl rollout r'), { from: 16, to: 17, candidates })
    expect(shared.text).toBe('kubectl rollout res')
    expect(completeLine(shared, { from: 16, to: 19, candidates })).toBe(shared)
  })

  test('a folder and a flag that wants a value get no space', () => {
    expect(completeLine(typed, { from: 12, to: 14, candidates: ['conf/'] }).text).toBe('kubectl get conf/')
    expect(completeLine(typed, { from: 12, to: 14, candidates: ['--output='] }).text).toBe('kubectl get --output=')
  })

  test('in the middle of a line what follows stays', () => {
    const editor = typedText(EMPTY_LINE, 'kubectl get po -o yaml', 14)
    expect(completeLine(editor, { from: 12, to: 14, candidates: ['pods'] })).toMatchObject({ text: 'kubectl get pods -o yaml', caret: 16 })
  })
})

test('a command of several lines is one text', () => {
  expect(wholeCommand({ ...EMPTY_LINE, earlier: ['cat <<EOF', 'a'], text: 'EOF' })).toBe('cat <<EOF\na\nEOF')
})
