// Whatever is typed into the terminal is answered: 10,000 lines, made up of words that mean something and words that do not, and real
// lines, of kubectl and of the shell, with accidents. Each ends or waits; none throws; what Tab offers for them is always a set of texts.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { doorTo } from '../../../src/simulator/cluster/door.ts'
import type { CommandSpec } from '../../../src/simulator/kubectl/command/command.ts'
import { GLOBAL_FLAGS } from '../../../src/simulator/kubectl/commands/common-flags.ts'
import { complete, startLine, touchLine } from '../../../src/simulator/kubectl/index.ts'
import { rootOf } from '../../../src/simulator/kubectl/root.ts'
import { ALL_TOOLS } from '../../../src/simulator/kubectl/tools/all.ts'
import type { RunningProgram } from '../../../src/simulator/workloads/runtime.ts'
import { TestTerminal } from '../kubectl/terminal.ts'

const LINES = 10_000
const SEED = 20_261_125
/** Two cores that others use as well. */
const TIME_LIMIT_MS = 240_000

const FILES = {
  'web.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: busybox}]}}}\n',
  'settings.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {a: "1"}\n',
  'broken.yaml': 'apiVersion: v1\nkind: [ConfigMap\n',
  'app.env': 'A=1\nB=two\n',
  'k/kustomization.yaml': 'resources: [../settings.yaml]\nnamePrefix: x-\nconfigMapGenerator: [{name: g, literals: [a=1]}]\n',
}

const terminal = new TestTerminal(FILES)
for (const line of ['kubectl apply -f web.yaml', 'kubectl apply -f settings.yaml', 'kubectl create namespace shop']) terminal.run(line)
const { cluster, session } = terminal

/** Every command with its own flags, long and short. */
function commandsOf(spec: CommandSpec, path: string): readonly { readonly path: string; readonly flags: readonly string[] }[] {
  const flags = spec.flags.flatMap(({ name, short }) => [`--${name}`, ...(short === '' ? [] : [`-${short}`])])
  return [{ path, flags }, ...(spec.subcommands ?? []).flatMap((sub) => commandsOf(sub, `${path} ${sub.name}`))]
}

const COMMANDS = commandsOf(rootOf(ALL_TOOLS), 'kubectl')
const GLOBALS = GLOBAL_FLAGS.map(({ name }) => `--${name}`)
const ARGUMENTS =
  'pods pod/web deploy deployments.apps cm,secret settings web all shop default . - k web.yaml settings.yaml broken.yaml app.env none.yaml a=1 a- a=b,c=d {} [] {.items[*].metadata.name} {{.kind}} $(echo a) $HOME "a b" \'x\' 0 -1 3 99999999999 1s 5m yaml json wide name jsonpath={.a} custom-columns=A:.a go-template={{range}} true false server client strict pod.spec.containers Always metadata.name=web app!=b "a in (b)" c=busybox:1 *=nginx env -- sh -c'.split(
    ' ',
  )
const OPERATORS = [
  '[[ a == b* ]]',
  'X=(a b)',
  '${X[@]}',
  '${X:1:1}',
  '|',
  ';',
  '&&',
  '||',
  '>',
  '>>',
  '<',
  '2>&1',
  '&',
  '(',
  ')',
  '`',
  '$(',
  '<<E',
  '"',
  "'",
  '\\',
  '\n',
]

function wordPiece(own: readonly string[]): fc.Arbitrary<string> {
  const flag = own.length === 0 ? fc.constantFrom(...GLOBALS) : fc.constantFrom(...own)
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...ARGUMENTS) },
    { weight: 3, arbitrary: flag },
    { weight: 4, arbitrary: fc.tuple(flag, fc.constantFrom(...ARGUMENTS)).map(([name, value]) => `${name}=${value}`) },
    { weight: 1, arbitrary: fc.constantFrom(...GLOBALS) },
    { weight: 1, arbitrary: fc.constantFrom(...OPERATORS) },
    { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  )
}

const madeUp = fc
  .constantFrom(...COMMANDS)
  .chain(({ path, flags }) => fc.array(wordPiece(flags), { maxLength: 4 }).map((words) => [path, ...words].join(' ')))

const REAL = [
  'kubectl apply -f web.yaml --dry-run=server -o yaml',
  'kubectl get pods -A -o custom-columns=NAME:.metadata.name,NS:.metadata.namespace --sort-by=.metadata.name',
  'kubectl get deploy web -o jsonpath=\'{.spec.template.spec.containers[0].image}{"\\n"}\'',
  'kubectl create configmap a --from-file=x=app.env --from-literal=b=c -o yaml | grep -c data > out.txt',
  'kubectl create secret generic s --from-env-file=app.env --dry-run=client -o json',
  'kubectl patch deploy web --type=json -p \'[{"op": "replace", "path": "/spec/replicas", "value": 3}]\'',
  'kubectl set env deploy/web A=1 B- && kubectl rollout status deploy/web --timeout=5s',
  'kubectl kustomize k | kubectl diff -f -',
  'kubectl explain pods.spec.containers --recursive',
  'kubectl wait --for=condition=Ready pod --all --timeout=3s',
  'kubectl logs -f deploy/web -c c --tail=3 --prefix',
  'kubectl exec deploy/web -- sh -c "env | sort"',
  'for i in 1 2 3; do kubectl label cm settings a=$i --overwrite; done',
  'A=(x y z); A+=(w); echo ${A[1]} ${#A[@]} "${A[@]}" ${A[0]:1:1} ${!A}',
  'for ((i = 0; i < 3; i++)); do [[ $i == [12] && -f web.yaml ]] && echo ${i/1/one}; done',
  'set -eu -o pipefail; f() { local x=${1:-a}; echo ${x^^} ${x%a*}; }; f b | grep -q B || type f; command -v cat',
  'while read -r line; do case $line in a*) let n=n+1;; *) ((n += 2));; esac; done < app.env; printf "%03d %s\\n" $n "$(wc -l < web.yaml)"',
  'cat <<< "$(sort app.env | sed s/=/:/ | awk -F: \'{print $2}\')" | tee {a,b}.txt > /dev/null; diff a.txt b.txt',
  'kubectl delete -k k --ignore-not-found --wait=false; cat <<E | kubectl apply -f -\nkind: Pod\nE',
]

/** A real line with one or two pieces taken away, put in or doubled. */
const mutated = fc
  .tuple(
    fc.constantFrom(...REAL),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(...'"\'\\$(){}[]|<>&;=,.:-* \n\u0000é😀'), fc.nat(2)), { minLength: 1, maxLength: 2 }),
  )
  .map(([line, accidents]) =>
    accidents.reduce((text, [where, character, kind]) => {
      const at = where % (text.length + 1)
      if (kind === 0) return text.slice(0, at) + text.slice(at + 1)
      return text.slice(0, at) + (kind === 1 ? character : text.slice(at, at + 9)) + text.slice(at)
    }, line),
  )

const door = doorTo<RunningProgram>(undefined)

/** How many lines ended well, ended badly, and waited: a test in which nothing works would prove nothing. */
const tally = { well: 0, badly: 0, waiting: 0 }

function enter(line: string): void {
  const step = startLine(door, cluster, session, { line, stdin: '', hasKeyboard: true })
  if (step.after.kind === 'ended') tally[step.after.exitCode === 0 ? 'well' : 'badly'] += 1
  else {
    tally.waiting += 1
    touchLine(door, step.cluster, step.session, step.after.line, { kind: 'interrupt' })
  }
}

describe('command lines', () => {
  test(
    'each of 10,000 is answered or waits',
    () => {
      fc.assert(fc.property(fc.oneof(madeUp, mutated), enter), { numRuns: LINES, seed: SEED })
      expect(tally.well).toBeGreaterThan(LINES / 20)
      expect(tally.waiting).toBeGreaterThan(LINES / 1000)
    },
    TIME_LIMIT_MS,
  )

  test('Tab offers texts for all of them, at any caret', () => {
    const context = { session, view: door.view(cluster), programs: door.workstation.names }
    const property = fc.property(fc.oneof(madeUp, mutated), fc.nat(), (line, where) => {
      const caret = where % (line.length + 1)
      const { from, to, candidates } = complete(line, caret, context)
      expect(from).toBeLessThanOrEqual(to)
      expect(to).toBeLessThanOrEqual(line.length)
      expect(candidates.every((text) => typeof text === 'string')).toBe(true)
    })
    fc.assert(property, { numRuns: 2000, seed: SEED })
  })
})
