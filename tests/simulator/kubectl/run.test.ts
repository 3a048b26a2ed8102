// `kubectl run`: the Pod that its flags make, changes to it on the way, and what happens while somebody is attached.

import { describe, expect, test } from 'vitest'
import type { Cluster } from '../../../src/simulator/cluster/cluster-state.ts'
import { advance, createCluster } from '../../../src/simulator/cluster/cluster.ts'
import { doorTo } from '../../../src/simulator/cluster/door.ts'
import type { LineStep, LineTouch, Session } from '../../../src/simulator/kubectl/index.ts'
import { createSession, runLine, startLine, touchLine } from '../../../src/simulator/kubectl/index.ts'
import { ALL_TOOLS } from '../../../src/simulator/kubectl/tools/all.ts'
import { decodeImageLibrary } from '../../../src/simulator/workloads/image-library.ts'
import type { RunningProgram } from '../../../src/simulator/workloads/runtime.ts'
import { createContainerRuntime } from '../../../src/simulator/workloads/runtime.ts'
import { TestTerminal } from './terminal.ts'

const DRY = 'kubectl run web --image=nginx --dry-run=client -o'

describe('the Pod', () => {
  test.each([
    ['--overrides=\'{"spec":{"nodeSelector":{"a":"b"}}}\'', '.spec.nodeSelector', '{"a":"b"}'],
    ['--overrides=\'{"metadata":{"labels":{"run":null,"z":"1"}}}\'', '.metadata.labels', '{"z":"1"}'],
    ['--overrides=\'{"spec":{"containers":[{"name":"y","image":"z"}]}}\'', '.spec.containers[*].name', 'y'],
    ['--overrides=\'{"spec":{"containers":[{"name":"web","tty":true}]}}\' --override-type=strategic', '.spec.containers[0].image', 'nginx'],
    ['--overrides=\'[{"op":"add","path":"/metadata/labels/q","value":"r"}]\' --override-type=json', '.metadata.labels.q', 'r'],
    ['--overrides=\'{"spec":{"nope":1}}\'', '.spec.nope', ''],
    ['-it --attach=false', '.spec.containers[0].stdinOnce', 'true'],
    ['-i --attach=false --leave-stdin-open', '.spec.containers[0].stdinOnce', ''],
  ])('%s', (flags, path, value) => {
    expect(new TestTerminal().says(`${DRY} jsonpath='{${path}}' ${flags}`)).toBe(value)
  })

  test.each([
    ["--overrides='{bad'", 'error: Invalid JSON Patch\n'],
    ["--overrides='{}' --override-type=nope", 'error: invalid override type: nope\n'],
    ['--overrides=\'{"apiVersion":"v2"}\'', 'error: no kind "Pod" is registered for version "v2" in scheme "pkg/scheme/scheme.go:28"\n'],
    ['--annotations=a --annotations=b', 'error: invalid annotations format: a, b\n'],
    ['--labels=a --env=B', 'error: invalid env: B\n'],
    ['--rm', "error: --rm should only be used for attached containers\nSee 'kubectl run -h' for help and examples\n"],
    ['-t', "error: -i/--stdin is required for containers with -t/--tty=true\nSee 'kubectl run -h' for help and examples\n"],
    ['--expose', "error: --port must be set when exposing a service\nSee 'kubectl run -h' for help and examples\n"],
  ])('%s is refused', (flags, message) => {
    expect(new TestTerminal().says(`${DRY} yaml ${flags}`)).toBe(message)
  })

  test('has a name', () => {
    const terminal = new TestTerminal()
    expect(terminal.says("kubectl run '' --image=nginx --env=1")).toBe('error: Parameter: name is required\n')
    expect(terminal.says("kubectl run '' --image=UPPER")).toBe('error: Invalid image name "UPPER": invalid reference format\n')
  })

  test('--expose makes a Service that selects it, and prints it first', () => {
    const terminal = new TestTerminal()
    expect(terminal.says('kubectl run web --image=nginx --port=80 --expose')).toBe('service/web created\npod/web created\n')
    expect(terminal.says("kubectl get service web -o jsonpath='{.spec.selector} {.spec.ports[0].targetPort}'")).toBe('{"run":"web"} 80')
  })
})

const BUSYBOX = { name: 'busybox:1.36', present: true, sizeBytes: 2_156_544, pullMs: 0, arguments: ['sh'], shell: true }
const door = doorTo<RunningProgram>(undefined)

/** A terminal at which somebody sits. */
class AttachedTerminal {
  cluster: Cluster<RunningProgram>
  session: Session = createSession({ toolbox: ALL_TOOLS })
  text = ''
  #step: LineStep<Cluster<RunningProgram>> | undefined

  constructor() {
    const images = decodeImageLibrary({ images: [BUSYBOX] })
    if (!images.ok) throw new Error(JSON.stringify(images.problem))
    const runtime = createContainerRuntime(images.value)
    const options = {
      seed: 1,
      startedAtEpochMs: Date.UTC(2026, 10, 24),
      nodes: ['node-1'],
      changeDetection: 'Watch',
      runtime,
      parts: ALL_TOOLS,
    } as const
    this.cluster = advance(createCluster(options).cluster, 1000).cluster
  }

  start(line: string): void {
    this.#take(startLine(door, this.cluster, this.session, { line, stdin: '', hasKeyboard: true }))
  }

  touch(touch: LineTouch): void {
    const after = this.#step?.after
    if (after?.kind === 'waits') this.#take(touchLine(door, this.cluster, this.session, after.line, touch))
  }

  /** Lets this much time pass, looking as often as the line asks for it. */
  pass(ms: number): void {
    const untilMs = this.cluster.nowMs + ms
    while (this.cluster.nowMs < untilMs) {
      const after = this.#step?.after
      const nextMs = after?.kind === 'waits' ? Math.min(after.line.checkAtMs, untilMs) : untilMs
      this.cluster = advance(this.cluster, nextMs).cluster
      this.touch({ kind: 'look' })
    }
  }

  get exitCode(): number | undefined {
    return this.#step?.after.kind === 'ended' ? this.#step.after.exitCode : undefined
  }

  #take(step: LineStep<Cluster<RunningProgram>>): void {
    this.#step = step
    this.cluster = step.cluster
    this.session = step.session
    this.text += step.pieces.map((piece) => piece.text).join('')
  }
}

describe('attached', () => {
  test('what is typed reaches the shell that is process 1, and its end ends the command and takes the Pod away', () => {
    const terminal = new AttachedTerminal()
    terminal.start('kubectl run box --image=busybox:1.36 -it --rm --restart=Never --quiet -- sh')
    terminal.pass(5000)
    terminal.touch({ kind: 'type', text: 'echo here $((6 * 7))\n', ends: false })
    terminal.touch({ kind: 'type', text: 'exit 4\n', ends: false })
    terminal.pass(5000)
    expect(terminal.text).toContain('here 42\n')
    expect(terminal.text).toContain('pod default/box terminated (Error)')
    expect(terminal.exitCode).toBe(4)
    terminal.pass(40_000)
    expect(runLine(door, terminal.cluster, terminal.session, 'kubectl get pods').pieces.map(({ text }) => text)).toEqual([
      'No resources found in default namespace.\n',
    ])
  })

  test('says what is recorded, unless it is to be quiet', () => {
    const terminal = new AttachedTerminal()
    terminal.start('kubectl run box --image=busybox:1.36 -i -- sh')
    terminal.pass(5000)
    expect(terminal.text).toContain("If you don't see a command prompt, try pressing enter.\n")
  })

  test('what a program wrote before it ended at once is read from its log', () => {
    const terminal = new AttachedTerminal()
    terminal.start("kubectl run box --image=busybox:1.36 --attach --rm --restart=Never -- sh -c 'echo over'")
    terminal.pass(10_000)
    expect(terminal.text).toMatch(/^over\npod "box" deleted from default namespace\n$/m)
    expect(terminal.exitCode).toBe(0)
  })

  test('gives up on a Pod that does not run', () => {
    const terminal = new AttachedTerminal()
    terminal.start('kubectl run box --image=nowhere -i --pod-running-timeout=3s')
    terminal.pass(5000)
    expect(terminal.text).toBe('error: timed out waiting for the condition\n')
  })
})
