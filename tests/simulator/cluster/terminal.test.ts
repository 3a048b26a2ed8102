import { describe, expect, test } from 'vitest'
import type { Run } from '../../../src/simulator/index.ts'
import { advanceRun, forkAt, textsOf, touchForeground, typeLine } from '../../../src/simulator/index.ts'
import { must, startCluster } from '../experiment.ts'

const POD = 'kubectl run box --image=busybox:1.36 --restart=Never --command -- sh -c "while true; do sleep 1; done"'

function running(): Run {
  const run = must(startCluster(3), POD)
  return advanceRun(run, run.nowMs + 10_000)
}

/** What the terminal shows, as one text, without the exit codes. */
function shown(run: Run, from: Run): string {
  return run.screen
    .slice(from.screen.length)
    .map(({ kind, text }) => (kind === 'line' ? `$ ${text}\n` : kind === 'end' ? '' : text))
    .join('')
}

function typed(run: Run, text: string, ends = false): Run {
  return touchForeground(run, { kind: 'type', text, ends })
}

describe('a line that waits', () => {
  test('prints when the cluster gets there, at that moment', () => {
    const before = startCluster(3)
    const run = typeLine(must(before, POD), 'kubectl get pods -w --no-headers', {})
    expect(run.foreground).toBeDefined()
    const later = advanceRun(run, run.nowMs + 20_000)
    const moments = later.screen.filter(({ kind }) => kind === 'stdout').map(({ atMs }) => atMs - run.nowMs)
    expect(later.screen.at(-1)?.text).toMatch(/^box +1\/1 +Running/)
    expect(moments.at(-1)).toBeGreaterThan(0)
    expect(moments.at(-1)).toBeLessThan(20_000)
  })

  test('ends at Ctrl-C with exit code 130', () => {
    const before = running()
    const run = touchForeground(typeLine(before, 'kubectl get pods -w', {}), { kind: 'interrupt' })
    expect(run.foreground).toBeUndefined()
    expect(run.screen.at(-1)).toMatchObject({ kind: 'end', text: '130' })
  })

  test('is left behind by a fork, and what it printed later is gone', () => {
    const before = running()
    const run = advanceRun(
      typeLine(before, 'kubectl exec box -- sh -c "while true; do echo tick; sleep 2; done"', {}),
      before.nowMs + 9_000,
    )
    const fork = forkAt(run, before.nowMs + 5_000)
    expect(shown(run, before).match(/^tick$/gm)).toHaveLength(5)
    expect(shown(fork, before).match(/^tick$/gm)).toHaveLength(3)
    expect(fork.foreground).toBeUndefined()
    expect(run.foreground).toBeDefined()
  })

  test('gives way to the next line', () => {
    const before = running()
    const run = typeLine(typeLine(before, 'kubectl get pods -w', {}), 'kubectl get pods --no-headers', {})
    expect(shown(run, before)).toMatch(/\^C\n\$ kubectl get pods --no-headers\nbox .*\n$/)
  })
})

describe('a shell in a container', () => {
  test('reads what is typed, prompts, and keeps its variables until it is left', () => {
    const before = running()
    let run = typeLine(before, 'kubectl exec -it box -- sh', {})
    expect(run.foreground?.waiting.listens).toBe(true)
    for (const line of ['A=5\n', 'echo $((A + 1))\n', 'exit 3\n']) run = typed(run, line)
    expect(shown(run, before)).toBe(
      '$ kubectl exec -it box -- sh\n/ # A=5\n/ # echo $((A + 1))\n6\n/ # exit 3\ncommand terminated with exit code 3\n',
    )
    expect(run.foreground).toBeUndefined()
  })

  test('outlives Ctrl-C, which ends what runs in it', () => {
    const before = running()
    let run = typed(typeLine(before, 'kubectl exec -it box -- sh', {}), 'sleep 100\n')
    run = touchForeground(advanceRun(run, run.nowMs + 1000), { kind: 'interrupt' })
    run = typed(advanceRun(run, run.nowMs + 1000), 'echo $?\n')
    expect(shown(run, before)).toMatch(/\^C\n+\/ # echo \$\?\n130\n\/ # $/)
  })

  test('ends where the input ends', () => {
    const before = running()
    const run = typed(typeLine(before, 'kubectl exec -i box -- sh', {}), 'echo a\n', true)
    expect(shown(run, before)).toBe('$ kubectl exec -i box -- sh\necho a\na\n')
    expect(run.foreground).toBeUndefined()
  })
})

describe('files', () => {
  test('what a line writes is a file of the learner', () => {
    const run = typeLine(startCluster(1), 'kubectl create configmap a --from-literal=k=v --dry-run=client -o yaml > a.yaml', {
      'b.yaml': 'x',
    })
    expect(Object.keys(textsOf(run)).sort()).toEqual(['a.yaml', 'b.yaml'])
    expect(textsOf(run)['a.yaml']).toContain('k: v')
  })
})
