// `--record`, as old tutorials use it: the command line as the cause of a revision.
// k8s.io/cli-runtime pkg/genericclioptions/record_flags.go parseCommandArguments

import { expect, test } from 'vitest'
import { TestTerminal } from './terminal.ts'

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: nginx}]}}}
`
const CAUSE = "kubectl get deploy web -o jsonpath='{.metadata.annotations.kubernetes\\.io/change-cause}'"
const DEPRECATED = 'Flag --record has been deprecated, --record will be removed in the future\n'

function applied(): TestTerminal {
  const terminal = new TestTerminal({ 'web.yaml': WEB })
  terminal.run('kubectl apply -f web.yaml --record')
  terminal.pass(1000)
  return terminal
}

test('apply notes itself, flags by their long names with their values', () => {
  expect(applied().says(CAUSE)).toBe('kubectl apply --filename=web.yaml --record=true')
})

test('a command that notes itself says that the flag will go', () => {
  expect(applied().run('kubectl set image deploy/web web=nginx:2 --record').stderr).toBe(DEPRECATED)
})

test.each([
  ['kubectl set image deploy/web web=nginx:2 --record', 'kubectl set image deploy/web web=nginx:2 --record=true'],
  ['kubectl scale --record deploy/web --replicas=2 -n default', 'kubectl scale deploy/web --record=true --replicas=2 --namespace=default'],
  ['kubectl label deploy web a=b --record', 'kubectl label deploy web a=b --record=true'],
  [
    `kubectl patch deploy web -p '{"spec":{"replicas":3}}' --record`,
    'kubectl patch deploy web --patch={"spec":{"replicas":3}} --record=true',
  ],
  ['kubectl set image deploy/web web=nginx:2 --record=false', 'kubectl apply --filename=web.yaml --record=true'],
])('%s leaves the cause %s', (line, cause) => {
  const terminal = applied()
  expect(terminal.run(line).exitCode).toBe(0)
  expect(terminal.says(CAUSE)).toBe(cause)
})

test('rollout history shows the cause of each revision', () => {
  const terminal = applied()
  terminal.run('kubectl set image deploy/web web=nginx:2 --record')
  terminal.pass(1000)
  expect(terminal.says('kubectl rollout history deploy/web')).toContain(
    '2         kubectl set image deploy/web web=nginx:2 --record=true\n',
  )
})

test('commands that make no revision know no such flag', () => {
  expect(applied().says('kubectl delete deploy web --record')).toContain('error: unknown flag: --record\n')
})
