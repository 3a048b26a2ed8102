// What Tab offers. The caret stands at the bar.

import { describe, expect, test } from 'vitest'
import { doorTo } from '../../../src/simulator/cluster/door.ts'
import { complete } from '../../../src/simulator/kubectl/index.ts'
import type { RunningProgram } from '../../../src/simulator/workloads/runtime.ts'
import { TestTerminal } from './terminal.ts'

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: web-0, labels: {app: web}}\nspec: {containers: [{name: app, image: i}, {name: proxy, image: i}]}\n'

const terminal = new TestTerminal({ 'a.yaml': POD, 'conf/app.env': 'A=1', 'conf/note.txt': '', 'my file.yaml': '', '.hidden': '' })
terminal.run('kubectl apply -f a.yaml')
terminal.run('kubectl create namespace shop')
terminal.run('kubectl create configmap settings -n shop')
terminal.run('alias k=kubectl')

/** The line with its end completed by each candidate in turn. */
function offers(typed: string): readonly string[] {
  const caret = typed.indexOf('|')
  const line = typed.replace('|', '')
  const door = doorTo<RunningProgram>(undefined)
  const context = { session: terminal.session, view: door.view(terminal.cluster), programs: ['cat', 'grep'] }
  const { from, to, candidates } = complete(line, caret, context)
  return candidates.map((text) => line.slice(0, from) + text + line.slice(to))
}

describe('Tab', () => {
  test.each([
    ['kub|', ['kubectl']],
    ['a=1 gr|', ['a=1 grep']],
    ['kubectl ap|', ['kubectl api-resources', 'kubectl api-versions', 'kubectl apply']],
    ['kubectl dra|', []],
    ['k ro|', ['k rollout']],
    ['kubectl rollout un|', ['kubectl rollout undo']],
    ['kubectl create secret |', ['kubectl create secret docker-registry', 'kubectl create secret generic', 'kubectl create secret tls']],
    ['kubectl get po|', ['kubectl get po', 'kubectl get pods']],
    ['kubectl get pods,confi|', ['kubectl get pods,configmaps']],
    ['kubectl get pods |', ['kubectl get pods web-0']],
    ['kubectl get pod/|', ['kubectl get pod/web-0']],
    ['kubectl get pods web-0 |', []],
    ['kubectl get cm s| -n shop', []],
    ['kubectl -n shop get cm s|', ['kubectl -n shop get cm settings']],
    ['kubectl get pods -o js|', ['json', 'jsonpath-as-json=', 'jsonpath-file=', 'jsonpath='].map((each) => `kubectl get pods -o ${each}`)],
    ['kubectl get pods --output=wi|', ['kubectl get pods --output=wide']],
    ['kubectl get pods --all-n|', ['kubectl get pods --all-namespaces']],
    ['kubectl get pods --fi|', ['kubectl get pods --field-selector=', 'kubectl get pods --filename=']],
    ['kubectl get pods -l a|', ['kubectl get pods -l app=web']],
    ['kubectl get -n sh|', ['kubectl get -n shop']],
    ['kubectl logs web-0 -c |', ['kubectl logs web-0 -c app', 'kubectl logs web-0 -c proxy']],
    ['kubectl exec w|', ['kubectl exec web-0']],
    ['kubectl exec web-0 -- l|', []],
    ['kubectl explain pod.spec.contai|', ['kubectl explain pod.spec.containers']],
    ['kubectl apply -f |', ['kubectl apply -f a.yaml', 'kubectl apply -f conf/', 'kubectl apply -f my\\ file.yaml']],
    ['kubectl apply -f "my|', ['kubectl apply -f "my file.yaml']],
    ['kubectl apply -k |', ['kubectl apply -k conf/']],
    ['kubectl create cm a --from-env-file=conf/a|', ['kubectl create cm a --from-env-file=conf/app.env']],
    ['kubectl create cm a --from-file=key=conf/n|', ['kubectl create cm a --from-file=key=conf/note.txt']],
    ['kubectl delete po web-0 --cascade=f|', ['kubectl delete po web-0 --cascade=foreground']],
    ['kubectl apply --dry-run=c|', ['kubectl apply --dry-run=client']],
    ['cat conf/|', ['cat conf/app.env', 'cat conf/note.txt']],
    ['cat .h|', ['cat .hidden']],
    ['cd |', ['cd conf/']],
    ['echo x > conf/n|', ['echo x > conf/note.txt']],
    ['kubectl get po; kubectl des|', ['kubectl get po; kubectl describe']],
    ['kubectl foo |', []],
    ['kubectl get pods --nothing=|', []],
  ])('%s', (typed, expected) => {
    expect([...offers(typed)].sort()).toEqual([...expected].sort())
  })
})
