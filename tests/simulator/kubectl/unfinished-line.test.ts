import { describe, expect, test } from 'vitest'
import { isUnfinished } from '../../../src/simulator/kubectl/shell/syntax.ts'

describe('a line of the terminal wants more', () => {
  test.each([
    ['while a quote is open', "echo 'a"],
    ['while a double quote is open', 'echo "a'],
    ['while a substitution is open', 'echo $(kubectl get'],
    ['after a backslash', 'kubectl get \\'],
    ['after a pipe', 'kubectl get pods |'],
    ['after &&', 'kubectl get pods &&'],
    ['before the body of a here-document', 'kubectl apply -f - <<EOF'],
    ['before the end of a here-document', 'kubectl apply -f - <<EOF\nkind: Pod\n'],
  ])('%s', (_, text) => {
    expect(isUnfinished(text)).toBe(true)
  })

  test.each([
    ['when all is closed', 'echo "a" \'b\' $(c)'],
    ['when the here-document has ended', 'kubectl apply -f - <<EOF\nkind: Pod\nEOF'],
    ['when it is wrong anyway', 'echo )'],
    ['when the backslash is itself escaped', 'echo \\\\'],
    ['when it is empty', ''],
  ])('not %s', (_, text) => {
    expect(isUnfinished(text)).toBe(false)
  })
})
