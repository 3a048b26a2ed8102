// What is there with which sets: a line that lacks one says so, and with it prints what it prints with all of them.

import { describe, expect, test } from 'vitest'
import { doorTo } from '../../../src/simulator/cluster/door.ts'
import type { LineOutcome, Session } from '../../../src/simulator/kubectl/index.ts'
import { complete, createSession, runLine } from '../../../src/simulator/kubectl/index.ts'
import { rootOf } from '../../../src/simulator/kubectl/root.ts'
import type { ToolSetName, Toolbox } from '../../../src/simulator/kubectl/toolbox.ts'
import { toolboxOf } from '../../../src/simulator/kubectl/toolbox.ts'
import { ALL_TOOLS } from '../../../src/simulator/kubectl/tools/all.ts'
import type { RunningProgram } from '../../../src/simulator/workloads/runtime.ts'
import { READY } from './terminal.ts'

const NONE = toolboxOf([])
const FILES = {
  'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {k: v}\n',
  'kustomization.yaml': 'resources: [a.yaml]\n',
  'look.sh': 'kubectl get configmaps\n',
}

function withSets(names: readonly ToolSetName[]): Toolbox {
  return new Map([...ALL_TOOLS].filter(([name]) => names.includes(name)))
}

function run(line: string, toolbox: Toolbox): LineOutcome<typeof READY> {
  return runLine(doorTo<RunningProgram>(undefined), READY, createSession({ files: FILES, toolbox }), line)
}

/** Runs a line as a page does: again and again, until it lacks nothing. */
function runAsAsked(line: string): { readonly asked: readonly ToolSetName[]; readonly outcome: LineOutcome<typeof READY> } {
  let asked: readonly ToolSetName[] = []
  for (;;) {
    const outcome = run(line, withSets(asked))
    if (outcome.lacks.length === 0) return { asked, outcome }
    asked = [...asked, ...outcome.lacks]
  }
}

const shown = ({ pieces, exitCode }: LineOutcome<typeof READY>) => ({ pieces, exitCode })

describe('sets of tools', () => {
  test.each<[line: string, sets: readonly ToolSetName[]]>([
    ['kubectl apply -f a.yaml', []],
    ['kubectl apply -f a.yaml -o yaml', []],
    ['kubectl create configmap b --from-literal=k=v && kubectl delete configmap b', []],
    ['kubectl rollout restart deployment web', ['progress']],
    ['kubectl delete pod nobody', []],
    ['kubectl gett pods', []],
    ['kubectl get pods', ['terminal']],
    ["kubectl apply -f a.yaml -o jsonpath='{.data.k}'", ['terminal']],
    ['sh look.sh', ['terminal']],
    ['kubectl apply -k .', ['kustomize']],
    ['kubectl kustomize .', ['kustomize']],
    ['kubectl describe node node-1', ['describe']],
    ['kubectl label node node-1 a=b', ['changes']],
    ["kubectl create -f a.yaml -o go-template='{{.data.k}}'", ['templates']],
    ['kubectl get configmaps -o custom-columns=N:.metadata.name', ['terminal', 'templates']],
    ['kubectl get configmaps -o kyaml', ['terminal', 'templates']],
    ['for x in a b; do echo $x; done', ['scripts']],
    ['f() { echo $1; }; f $((1 + 1))', ['scripts']],
    ['kubectl explain configmap.data', ['reference']],
    ['kubectl apply --help', ['applying', 'changes', 'reference']],
    ['kubectl delete --help', ['reference']],
    ['kubectl top pods', ['reference']],
    ['kubectl create job once --image=busybox', ['makers']],
    ['kubectl create role reader --verb=get --resource=configmaps --dry-run=client -o yaml', ['makers']],
    ['kubectl create secret docker-registry pull --docker-username=a --docker-password=b --dry-run=client -o yaml', ['makers']],
    ['kubectl create secret generic key --from-literal=k=v', []],
    ['kubectl apply view-last-applied configmap/a', ['applying']],
    ['kubectl replace --force -f a.yaml', ['applying']],
    ['kubectl apply --prune --all -f a.yaml', ['applying']],
    ['jq', ['scripts']],
    ['kubectl', ['changes', 'describe', 'kustomize', 'makers', 'progress', 'reference', 'terminal']],
    ['kubectl apply -f a.yaml && kubectl describe configmap a | grep k', ['describe']],
  ])('%s needs %j, and prints with them what it prints with all', (line, sets) => {
    const { asked, outcome } = runAsAsked(line)
    expect(asked.toSorted()).toEqual(sets.toSorted())
    expect(shown(outcome)).toEqual(shown(run(line, ALL_TOOLS)))
  })

  test('the names that stand for commands that are not there yet are those of the commands', () => {
    const namesIn = (toolbox: Toolbox): readonly string[] =>
      (rootOf(toolbox).subcommands ?? [])
        .map(({ name, hidden, unsupported }) => `${hidden === true || unsupported !== undefined ? '-' : ''}${name}`)
        .toSorted()
    expect(namesIn(NONE)).toEqual(namesIn(ALL_TOOLS))
  })

  test('completion asks for the set of the command that the line names', () => {
    const session = (names: readonly ToolSetName[]): Session => createSession({ toolbox: withSets(names) })
    const door = doorTo<RunningProgram>(undefined)
    const ask = (line: string, names: readonly ToolSetName[]) =>
      complete(line, line.length, { session: session(names), view: door.view(READY), programs: [] })
    expect(ask('kubectl ge', []).lacks).toEqual(['terminal'])
    expect(ask('kubectl ge', ['terminal'])).toMatchObject({ candidates: ['get'], lacks: [] })
    expect(ask('kubectl desc', ['terminal'])).toMatchObject({ candidates: ['describe'], lacks: [] })
    expect(ask('kubectl describe nod', ['terminal']).lacks).toEqual(['describe'])
    expect(ask('kubectl describe node nod', ['terminal', 'describe']).candidates).toEqual(['node-1'])
  })
})
