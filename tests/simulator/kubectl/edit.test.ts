// kubectl edit: the page's editor or a program, what is saved, and what is refused.

import { describe, expect, test } from 'vitest'
import { doorTo } from '../../../src/simulator/cluster/door.ts'
import { startLine, touchLine } from '../../../src/simulator/kubectl/index.ts'
import type { RunningProgram } from '../../../src/simulator/workloads/runtime.ts'
import { TestTerminal } from './terminal.ts'

function withSettings(): TestTerminal {
  const terminal = new TestTerminal()
  terminal.run('kubectl create configmap settings --from-literal=LOG_LEVEL=info')
  return terminal
}

const LEVEL = "kubectl get cm settings -o jsonpath='{.data.LOG_LEVEL}'"

describe('an editor that is a program', () => {
  test('saves what it changed', () => {
    const terminal = withSettings()
    expect(terminal.says('KUBE_EDITOR="sed -i s/info/debug/" kubectl edit cm settings')).toBe('configmap/settings edited\n')
    expect(terminal.says(LEVEL)).toBe('debug')
  })

  test('that changes nothing cancels', () => {
    const terminal = withSettings()
    expect(terminal.run('EDITOR=true kubectl edit cm settings')).toEqual({
      stdout: '',
      stderr: 'Edit cancelled, no changes made.\n',
      exitCode: 0,
    })
  })

  test('that saves what the server refuses is asked again, and its text is kept', () => {
    const terminal = withSettings()
    const { stderr, exitCode } = terminal.run(`KUBE_EDITOR="sed -i s/LOG_LEVEL/LOG:LEVEL/" kubectl edit cm settings`)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('error: configmaps "settings" is invalid\n')
    expect(stderr).toContain('A copy of your changes has been stored to "/home/you/kubectl-edit-')
    expect(stderr).toContain('error: Edit cancelled, no valid changes were saved.\n')
    expect([...terminal.session.files.values()].join('')).toContain('LOG:LEVEL')
  })

  test('cannot rename an object', () => {
    const terminal = withSettings()
    expect(terminal.says('KUBE_EDITOR="sed -i s/name:.settings/name:\\ other/" kubectl edit cm settings')).toContain(
      'At least one of apiVersion, kind and name was changed',
    )
  })
})

describe('the editor of the page', () => {
  function opened(terminal: TestTerminal) {
    return startLine(doorTo<RunningProgram>(undefined), terminal.cluster, terminal.session, {
      line: 'kubectl edit cm settings',
      stdin: '',
      hasKeyboard: true,
    })
  }

  test('is handed the object below kubectl’s advice, and saving goes on with the command', () => {
    const step = opened(withSettings())
    if (step.after.kind !== 'waits') throw new Error('the command waits for the editor')
    const { edits } = step.after.line
    expect(edits?.text).toMatch(/^# Please edit the object below\./)
    const text = edits?.text.replace('LOG_LEVEL: info', 'LOG_LEVEL: warn') ?? ''
    const saved = touchLine(doorTo<RunningProgram>(undefined), step.cluster, step.session, step.after.line, { kind: 'save', text })
    expect(saved.pieces.map((piece) => piece.text).join('')).toBe('configmap/settings edited\n')
    expect(saved.after).toEqual({ kind: 'ended', exitCode: 0 })
  })

  test('opens again with the reasons above the text when the server refuses it', () => {
    const step = opened(withSettings())
    if (step.after.kind !== 'waits') throw new Error('the command waits for the editor')
    const text = step.after.line.edits?.text.replace('LOG_LEVEL', 'LOG:LEVEL') ?? ''
    const saved = touchLine(doorTo<RunningProgram>(undefined), step.cluster, step.session, step.after.line, { kind: 'save', text })
    if (saved.after.kind !== 'waits') throw new Error('the editor opens again')
    expect(saved.after.line.edits?.text).toContain('# configmaps "settings" was not valid:\n# * data[LOG:LEVEL]: Invalid value')
  })
})

describe('before it is created', () => {
  const FILE = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {LOG_LEVEL: info}\n'

  test('a manifest is changed in the editor', () => {
    const terminal = new TestTerminal({ 'a.yaml': FILE })
    expect(terminal.says("EDITOR='sed -i s/info/warn/' kubectl create -f a.yaml --edit")).toBe('configmap/settings created\n')
    expect(terminal.says(LEVEL)).toBe('warn')
  })

  test('what is not changed is not created', () => {
    const terminal = new TestTerminal({ 'a.yaml': FILE })
    expect(terminal.says('EDITOR=true kubectl create -f a.yaml --edit')).toBe('Edit cancelled, no changes made.\n')
    expect(terminal.run(LEVEL).exitCode).toBe(1)
  })
})

describe('what was applied last', () => {
  const FILE = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {LOG_LEVEL: info}\n'

  test('is changed in the annotation, and the object stays as it is', () => {
    const terminal = new TestTerminal({ 'a.yaml': FILE })
    terminal.run('kubectl apply -f a.yaml')
    expect(terminal.says("EDITOR='sed -i s/info/warn/' kubectl apply edit-last-applied cm/settings")).toBe('configmap/settings edited\n')
    expect(terminal.says('kubectl apply view-last-applied cm/settings')).toContain('LOG_LEVEL: warn\n')
    expect(terminal.says(LEVEL)).toBe('info')
  })

  test('can only be edited where there is such an annotation', () => {
    expect(withSettings().says('EDITOR=true kubectl apply edit-last-applied cm/settings')).toBe(
      'error: no last-applied-configuration annotation found on resources, to create the annotation, use command `kubectl apply set-last-applied --create-annotation`\n',
    )
  })
})

describe('a text that is no manifest', () => {
  test.each(['sed -i d', "sed -i 's/kind:/kin:/'", "sed -i 's/data:/data/'"])(
    '%s is refused before anything is asked of the server',
    (editor) => {
      const { stderr, exitCode } = withSettings().run(`EDITOR="${editor}" kubectl edit cm settings`)
      expect(stderr).toMatch(
        /^error: configmaps "settings" is invalid\nA copy of your changes [^\n]*\nerror: Edit cancelled, no valid changes were saved\.\n$/,
      )
      expect(exitCode).toBe(1)
    },
  )

  test('that is empty cancels where nothing is validated', () => {
    expect(withSettings().says("EDITOR='sed -i d' kubectl edit cm settings --validate=false")).toBe(
      'Edit cancelled, saved file was empty.\n',
    )
  })
})
