// Commands that watch hear of every write, also of several at one instant, which a look at what is stored could not tell apart.

import { describe, expect, test } from 'vitest'
import type { LineStep } from '../../../src/simulator/kubectl/index.ts'
import { runLine, startLine, touchLine } from '../../../src/simulator/kubectl/index.ts'
import type { Cluster } from '../../../src/simulator/cluster/cluster-state.ts'
import { advance } from '../../../src/simulator/cluster/cluster.ts'
import { doorTo } from '../../../src/simulator/cluster/door.ts'
import type { RunningProgram } from '../../../src/simulator/workloads/runtime.ts'
import { TestTerminal } from './terminal.ts'

const door = doorTo<RunningProgram>(undefined)

/** What `watching` prints while other lines run beside it, all at one instant, and what it prints of them. */
function heard(watching: string, lines: readonly string[], before: readonly string[] = []): string {
  const terminal = new TestTerminal()
  for (const line of before) terminal.run(line)
  const textOf = (step: LineStep<Cluster<RunningProgram>>): string => step.pieces.map((piece) => piece.text).join('')
  const started = startLine(door, terminal.cluster, terminal.session, { line: watching, stdin: '', hasKeyboard: false })
  const { after, session } = started
  if (after.kind === 'ended') return textOf(started)
  let { cluster } = started
  for (const line of lines) cluster = runLine(door, cluster, terminal.session, line).cluster
  cluster = advance(cluster, after.line.checkAtMs).cluster
  return textOf(started) + textOf(touchLine(door, cluster, session, after.line, { kind: 'look' }))
}

const CREATE = 'kubectl create configmap a --from-literal=k=1'
const changeTo = (value: string): string => `kubectl patch configmap a -p '{"data":{"k":"${value}"}}'`

describe('get -w', () => {
  test('shows each of several writes of one instant, as it was then', () => {
    const shown = heard("kubectl get configmap a -w -o jsonpath='{.data.k} '", [changeTo('2'), changeTo('3')], [CREATE])
    expect(shown).toBe('1 2 3 ')
  })

  test('shows an object that came and went between two looks', () => {
    const shown = heard('kubectl get configmaps --watch-only --output-watch-events --no-headers', [CREATE, 'kubectl delete configmap a'])
    expect(shown.split('\n').map((row) => row.split(/ +/).slice(0, 2).join(' '))).toEqual(['ADDED a', 'DELETED a', ''])
  })

  test('an object that begins to fit the selector was added, and one that fits no more was deleted', () => {
    const shown = heard(
      'kubectl get configmaps -l app=web --watch-only --output-watch-events --no-headers',
      ['kubectl label configmap a app=web', changeTo('2'), 'kubectl label configmap a app=api --overwrite'],
      [CREATE],
    )
    expect(shown.split('\n').map((row) => row.split(/ +/)[0])).toEqual(['ADDED', 'MODIFIED', 'DELETED', ''])
  })

  test('watches no two objects by name', () => {
    const shown = heard('kubectl get configmap a kube-root-ca.crt -w --no-headers -o name', [], [CREATE])
    expect(shown).toBe(
      'configmap/a\nconfigmap/kube-root-ca.crt\nerror: you may only watch a single resource or type of resource at a time\n',
    )
  })

  test('lists again when more was written than is remembered', () => {
    const many = Array.from({ length: 150 }, (_, index) => changeTo(String(index)))
    const shown = heard("kubectl get configmap a -w -o jsonpath='{.data.k} '", [many.join('\n'), many.join('\n')], [CREATE])
    expect(shown).toBe('1 149 ')
  })
})

describe('rollout status', () => {
  test('speaks of every write of the object, as the real one repeats itself', () => {
    const shown = heard(
      'kubectl rollout status deployment/web',
      ['kubectl label deployment web a=1', 'kubectl label deployment web a=2 --overwrite'],
      ['kubectl create deployment web --image=nowhere'],
    )
    const line = 'Waiting for deployment spec update to be observed...\n'
    expect(shown.startsWith(line.repeat(3))).toBe(true)
  })
})

test('a Pod that goes at once is marked before it goes', () => {
  const shown = heard('kubectl get pods --watch-only --output-watch-events --no-headers', [
    `kubectl run app --image=busybox:1.36 --overrides='{"spec":{"nodeSelector":{"disk":"none"}}}'`,
    'kubectl delete pod app',
  ])
  const rows = shown.trimEnd().split('\n')
  expect(rows.slice(-2).map((row) => row.split(/ +/).slice(0, 4).join(' '))).toEqual([
    'MODIFIED app 0/1 Terminating',
    'DELETED app 0/1 Terminating',
  ])
})
