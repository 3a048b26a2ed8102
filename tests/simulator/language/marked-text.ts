// Texts in tests carry a caret: `name: set|`.

import { expect } from 'vitest'
import { snapshotAt } from '../../../src/simulator/index.ts'
import type { CompletionList } from '../../../src/simulator/language/index.ts'
import { completeAt, fitting } from '../../../src/simulator/language/index.ts'
import type { EditorWorld } from '../../../src/simulator/language/world.ts'
import { must, startCluster } from '../experiment.ts'

export interface Marked {
  readonly text: string
  readonly offset: number
}

export function marked(source: string): Marked {
  const offset = source.indexOf('|')
  expect(offset, 'the text has a caret').toBeGreaterThanOrEqual(0)
  return { text: source.slice(0, offset) + source.slice(offset + 1), offset }
}

/** A Deployment whose container has these lines. */
export function deploymentWith(lines: string, more = ''): string {
  const inside = lines
    .split('\n')
    .map((line) => `          ${line}`)
    .join('\n')
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
${inside}${more}`
}

/** A cluster with ConfigMap settings (LOG_LEVEL, app.ini) and Secret login (password), and a file that was not applied yet. */
export function world(): EditorWorld {
  const files = {
    'stored.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  LOG_LEVEL: info
  app.ini: "a = 1\\nb = 2\\n"
---
apiVersion: v1
kind: Secret
metadata:
  name: login
stringData:
  password: hunter2
`,
  }
  const run = must(startCluster(), 'kubectl apply -f stored.yaml', files)
  const later = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: later\ndata:\n  COLOUR: blue\n'
  return { view: snapshotAt(run, run.nowMs).view, files: { ...files, 'later.yaml': later } }
}

export function completions(source: string, known: EditorWorld): CompletionList {
  const { text, offset } = marked(source)
  return completeAt(text, offset, known)
}

export function labels(source: string, known: EditorWorld): readonly string[] {
  return fitting(completions(source, known)).map(({ label }) => label)
}

/** The text after the first completion of that label was chosen. */
export function choose(source: string, label: string, known: EditorWorld): string {
  const { text } = marked(source)
  const { items, range } = completions(source, known)
  const item = items.find((each) => each.label === label)
  expect(item, `${label} is offered`).toBeDefined()
  return text.slice(0, range.start) + (item?.newText ?? '') + text.slice(range.end)
}
