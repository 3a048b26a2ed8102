// Verbs of kubectl beyond what recordings hold: flags against each other, several objects, waiting.

import { describe, expect, test } from 'vitest'
import { TestTerminal } from './terminal.ts'

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 0
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web, image: nginx}, {name: log, image: busybox}]
`

function withWeb(): TestTerminal {
  const terminal = new TestTerminal({ 'web.yaml': WEB })
  terminal.run('kubectl apply -f web.yaml; kubectl create configmap settings --from-literal=LOG_LEVEL=info')
  terminal.pass(1000)
  return terminal
}

describe('output formats', () => {
  test('a format that is none is answered with those that are, in the order of the alphabet', () => {
    const terminal = withWeb()
    expect(terminal.says('kubectl create configmap a --dry-run=client -o xml')).toBe(
      'error: unable to match a printer suitable for the output format "xml", allowed formats are: go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,yaml\n',
    )
  })
})

describe('set', () => {
  test('changes images of chosen containers, of all with *', () => {
    const terminal = withWeb()
    terminal.run("kubectl set image deploy/web '*=busybox:1.36'")
    expect(terminal.says("kubectl get deploy web -o jsonpath='{..image}'")).toBe('busybox:1.36 busybox:1.36')
  })

  test('says nothing where nothing changes', () => {
    const terminal = withWeb()
    expect(terminal.says('kubectl set image deploy/web web=nginx')).toBe('')
  })

  test('resources takes containers by pattern', () => {
    const terminal = withWeb()
    expect(terminal.says('kubectl set resources deploy web -c=lo* --limits=cpu=200m,memory=512Mi')).toBe(
      'deployment.apps/web resource requirements updated\n',
    )
    expect(terminal.says("kubectl get deploy web -o jsonpath='{.spec.template.spec.containers[*].resources}'")).toBe(
      '{} {"limits":{"cpu":"200m","memory":"512Mi"}}',
    )
  })

  test('env refuses to overwrite when told so', () => {
    const terminal = withWeb()
    terminal.run('kubectl set env deploy/web A=1')
    expect(terminal.says('kubectl set env deploy/web A=2 --overwrite=false')).toBe(
      "error: deployments/web 'A' already has a value (1), and --overwrite is false\n",
    )
  })

  test('--local changes a file without a server', () => {
    const terminal = withWeb()
    expect(terminal.says('kubectl set image -f web.yaml web=nginx:2 --local -o jsonpath={..image}')).toBe('nginx:2 busybox')
  })
})

describe('rollout', () => {
  test('undo brings the earlier template and its change-cause back', () => {
    const terminal = withWeb()
    terminal.run('kubectl annotate deploy/web kubernetes.io/change-cause=first')
    terminal.pass(1000)
    terminal.run('kubectl set image deploy/web web=nginx:2; kubectl annotate deploy/web kubernetes.io/change-cause=second')
    terminal.pass(1000)
    expect(terminal.says('kubectl rollout history deploy/web')).toBe(
      'deployment.apps/web \nREVISION  CHANGE-CAUSE\n1         first\n2         second\n\n',
    )
    expect(terminal.says('kubectl rollout history deploy/web --revision=2')).toContain(
      '\n  Annotations:\tkubernetes.io/change-cause: second\n',
    )
    expect(terminal.run('kubectl rollout undo deploy/web').stdout).toBe('deployment.apps/web rolled back\n')
    expect(terminal.says("kubectl get deploy web -o jsonpath='{.spec.template.spec.containers[0].image}'")).toBe('nginx')
  })

  test('a kind that is no workload has no history', () => {
    const terminal = withWeb()
    expect(terminal.says('kubectl rollout history cm/settings')).toBe(
      'error: error retrieving history for "ConfigMap", no visitor method exists for { ConfigMap}\n',
    )
  })
})

describe('wait', () => {
  test('takes simulated time until an object is there', () => {
    const terminal = withWeb()
    const startedMs = terminal.cluster.nowMs
    expect(terminal.says('kubectl wait --for=create cm/later --timeout=3s')).toBe('error: timed out waiting for the condition\n')
    expect(terminal.cluster.nowMs - startedMs).toBe(3000)
  })

  test('what is asked about after the time is over has not been waited for, whatever it is like', () => {
    const terminal = withWeb()
    expect(terminal.says("kubectl wait --for=jsonpath='{.metadata.name}' deploy/web cm/settings --timeout=1s")).toBe(
      'deployment.apps/web condition met\nconfigmap/settings condition met\n',
    )
    expect(terminal.says("kubectl wait --for=jsonpath='{.metadata.name}'=settings deploy/web cm/settings --timeout=1s")).toBe(
      'timed out waiting for the condition on deployments/web\ntimed out waiting for the condition on configmaps/settings\n',
    )
    expect(terminal.says('kubectl wait --for=delete deploy/web cm/settings --timeout=1s')).toBe(
      'timed out waiting for the condition on deployments/web\nclient rate limiter Wait returned an error: context deadline exceeded\n',
    )
  })

  test('--timeout=0 looks once', () => {
    const terminal = withWeb()
    expect(terminal.says("kubectl wait --for=jsonpath='{.spec.replicas}'=3 deploy/web --timeout=0")).toBe(
      'error: condition not met for deployments/web\n',
    )
    expect(terminal.says("kubectl wait --for=jsonpath='{.spec.replicas}'=0 deploy/web --timeout=0")).toBe(
      'deployment.apps/web condition met\n',
    )
  })

  test('nothing to wait for is a mistake, except for deletion', () => {
    const terminal = withWeb()
    expect(terminal.says('kubectl wait --for=condition=Ready pod -l app=none')).toBe('error: no matching resources found\n')
    expect(terminal.run('kubectl wait --for=delete pod/none')).toEqual({ stdout: '', stderr: '', exitCode: 0 })
  })
})

describe('run', () => {
  test.each([
    ['-t', '-i/--stdin is required for containers with -t/--tty=true'],
    ['--expose', '--port must be set when exposing a service'],
    ['--rm', '--rm should only be used for attached containers'],
    ['--rm -i --attach=false', '--rm should only be used for attached containers'],
    ['-it --dry-run=client', "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)"],
  ])('%s is refused before kubectl says what is not modelled', (flags, problem) => {
    expect(new TestTerminal().says(`kubectl run b --image=busybox ${flags}`)).toBe(
      `error: ${problem}\nSee 'kubectl run -h' for help and examples\n`,
    )
  })
})

describe('replace --force', () => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec: {containers: [{name: app, image: busybox}]}\n'

  test('deletes everything before it creates anything, and what is missing is no mistake', () => {
    const terminal = new TestTerminal({ 'pod.yaml': pod, 'web.yaml': WEB })
    terminal.run('kubectl apply -f web.yaml')
    expect(terminal.says('kubectl replace --force -f web.yaml -f pod.yaml')).toBe(
      'deployment.apps "web" deleted from default namespace\ndeployment.apps/web replaced\npod/app replaced\n',
    )
  })

  test('waits until a finalizer lets an object go', () => {
    const terminal = new TestTerminal({ 'pod.yaml': pod })
    terminal.run('kubectl apply -f pod.yaml')
    terminal.run(`kubectl patch pod app -p '{"metadata":{"finalizers":["example.com/hold"]}}'`)
    expect(terminal.run('kubectl replace --force --timeout=2s -f pod.yaml')).toEqual({
      stdout: 'pod "app" deleted from default namespace\n',
      stderr: 'error: timed out waiting for the condition\n',
      exitCode: 1,
    })
  })

  test.each(['--grace-period=3', '--timeout=3s'])('%s alone means nothing', (flag) => {
    const [name] = flag.split('=')
    expect(withWeb().says(`kubectl replace -f web.yaml ${flag}`)).toBe(`error: ${name ?? ''} must have --force specified\n`)
  })
})

describe('delete', () => {
  test.each(['default', 'kube-system', 'kube-public'])('the namespace %s is there to stay', (name) => {
    expect(withWeb().says(`kubectl delete namespace ${name}`)).toBe(
      `Error from server (Forbidden): namespaces "${name}" is forbidden: this namespace may not be deleted\n`,
    )
  })

  test('flags are held against each other', () => {
    const terminal = withWeb()
    expect(terminal.says('kubectl delete cm settings --now --grace-period=5')).toBe(
      'error: --now and --grace-period cannot be specified together\n',
    )
    expect(terminal.says('kubectl delete cm settings --force --grace-period=5')).toBe(
      'error: --force and --grace-period greater than 0 cannot be specified together\n',
    )
    expect(terminal.says('kubectl delete cm settings --cascade=maybe')).toBe(
      'error: invalid cascade value (maybe). Must be "background", "foreground", or "orphan"\n',
    )
  })

  test('--cascade=orphan leaves the ReplicaSet', () => {
    const terminal = withWeb()
    terminal.run('kubectl delete deploy web --cascade=orphan')
    terminal.pass(1000)
    expect(terminal.run('kubectl get rs -o name').stdout).toMatch(/^replicaset.apps\/web-/)
  })

  test('-i asks first', () => {
    const terminal = withWeb()
    expect(terminal.says('echo n | kubectl delete cm settings -i')).toBe(
      'You are about to delete the following 1 resource(s):\nconfigmap/settings\nDo you want to continue? (y/N): deletion is cancelled\n',
    )
    expect(terminal.run('echo y | kubectl delete cm settings -i').stdout).toContain('configmap "settings" deleted')
  })
})

describe('label and annotate', () => {
  test('say what was changed', () => {
    const terminal = withWeb()
    expect(terminal.says('kubectl label cm settings a=1 b=2')).toBe('configmap/settings labeled\n')
    expect(terminal.says('kubectl label cm settings a=1')).toBe('configmap/settings not labeled\n')
    expect(terminal.says('kubectl label cm settings a- b=3 --overwrite')).toBe('configmap/settings modified\n')
    expect(terminal.says('kubectl label cm settings b=4')).toBe("error: 'b' already has a value (3), and --overwrite is false\n")
    expect(terminal.says('kubectl label cm settings --list')).toBe('b=3\n')
    expect(terminal.says('kubectl label cm settings b=x=y')).toBe('error: invalid label spec: b=x=y\n')
  })
})

describe('patch', () => {
  test.each([
    ['json', '{"op":"x"}', 'object into Go value of type []handlers.jsonPatchOp'],
    ['json', '["x"]', 'string into Go value of type handlers.jsonPatchOp'],
    ['json', '[{"op":1,"path":"/data/x"}]', 'number into Go struct field jsonPatchOp.op of type string'],
    ['merge', '"x"', 'string into Go value of type map[string]interface {}'],
  ])('of type %s, %s is refused before it is laid over', (type, text, problem) => {
    const line = `kubectl patch cm settings --type=${type} -p '${text}'`
    expect(withWeb().says(line)).toBe(`Error from server (BadRequest): error decoding patch: json: cannot unmarshal ${problem}\n`)
  })

  test('warns of members of an operation that mean nothing', () => {
    const patch = '[{"op":"add","path":"/data/x","value":"1","to":"y"}]'
    expect(withWeb().run(`kubectl patch cm settings --type=json -p '${patch}'`)).toEqual({
      stdout: 'configmap/settings patched\n',
      stderr: 'Warning: json patch unknown field "[0].to"\n',
      exitCode: 0,
    })
  })

  test('null changes nothing, unless it is a merge patch', () => {
    expect(withWeb().says("kubectl patch cm settings -p 'null'")).toBe('configmap/settings patched (no change)\n')
    expect(withWeb().says("kubectl patch cm settings --type=json -p 'null'")).toBe('configmap/settings patched (no change)\n')
    expect(withWeb().says("kubectl patch cm settings --type=merge -p 'null'")).toBe('Error from server (BadRequest): Invalid JSON Patch\n')
  })

  test('locally, the object is not sent', () => {
    const terminal = withWeb()
    expect(terminal.says(`kubectl patch -f web.yaml --local -p '{"spec":{"replicas":2}}' -o jsonpath={.spec.replicas}`)).toBe('2')
    expect(terminal.says("kubectl get deploy web -o jsonpath='{.spec.replicas}'")).toBe('0')
  })
})

describe('apply --server-side', () => {
  test('a field of another manager is a conflict that says what to do', () => {
    const terminal = withWeb()
    const manifest = (value: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: shared}\ndata: {A: "${value}"}\n`
    terminal.run('kubectl apply --server-side --field-manager=alice -f -', manifest('1'))
    const { stderr } = terminal.run('kubectl apply --server-side --field-manager=bob -f -', manifest('2'))
    expect(stderr).toMatch(/^error: Apply failed with 1 conflict: conflict with "alice": \.data\.A\nPlease review the fields above/)
    expect(terminal.says('kubectl apply --force-conflicts -f web.yaml')).toBe('error: --force-conflicts only works with --server-side\n')
  })
})

describe('the session', () => {
  test('set-context chooses the namespace of later commands', () => {
    const terminal = withWeb()
    terminal.run('kubectl create namespace team-a; kubectl config set-context --current --namespace=team-a')
    expect(terminal.says("kubectl config view --minify -o jsonpath='{..namespace}'")).toBe('team-a')
    expect(terminal.says('kubectl get cm settings')).toBe('Error from server (NotFound): configmaps "settings" not found\n')
  })

  test('a command that is not here says so by name', () => {
    const terminal = withWeb()
    expect(terminal.run('kubectl top pods').stderr).toMatch(/^error: kubectl top is not supported in this simulated cluster: /)
  })
})

test('a group of commands alone prints its help where kubectl prints it, and fails', () => {
  const terminal = withWeb()
  expect(terminal.run('kubectl set')).toMatchObject({ stdout: '', exitCode: 1 })
  expect(terminal.run('kubectl rollout')).toMatchObject({ stderr: '', exitCode: 1 })
})

test('levels of log lines are taken and change nothing', () => {
  expect(withWeb().says('kubectl get cm settings -o name --v=6')).toBe('configmap/settings\n')
})

describe('apply', () => {
  test('leaves a null out of an object that it makes, as it does when it changes one (D-5)', () => {
    const terminal = new TestTerminal({
      'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {KEPT: "", LEFT_OUT: }\n',
    })
    expect(terminal.says('kubectl apply -f a.yaml')).toBe('configmap/a created\n')
    expect(terminal.says("kubectl get configmap a -o jsonpath='{.data}'")).toBe('{"KEPT":""}')
    terminal.run('kubectl delete configmap a; kubectl create -f a.yaml')
    expect(terminal.says("kubectl get configmap a -o jsonpath='{.data}'")).toBe('{"KEPT":"","LEFT_OUT":""}')
  })
})

/** What a terminal with a Deployment, two ConfigMaps and files says to each line. Checked against kubectl itself. */
describe('in the words of kubectl', () => {
  const CM = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {A: b}\n'
  const NAMELESS = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: a-}\n'
  const files = { 'web.yaml': WEB, 'cm.yaml': CM, 'nameless.yaml': NAMELESS, 'null.yaml': 'null\n' }

  test.each([
    // One table is sorted, and what goes wrong with it loses its rows; of several, the tables themselves are looked at.
    [
      'kubectl get cm,secret --sort-by=.metadata.name',
      'error: couldn\'t find any field with path "{.metadata.name}" in the list of objects\n',
    ],
    ['kubectl get cm --sort-by=.nope', 'No resources found in default namespace.\n'],
    ['kubectl get cm --sort-by=.nope -o name', 'error: couldn\'t find any field with path "{.nope}" in the list of objects\n'],
    ['kubectl get deploy --sort-by=.nope --no-headers | cut -c1-3', 'web\n'],
    ['kubectl get CM', 'error: the server doesn\'t have a resource type "CM"\n'],
    ['kubectl get ConfigMap settings -o name', 'configmap/settings\n'],
    ['kubectl get configmap.v1 settings', 'error: the server doesn\'t have a resource type "configmap"\n'],
    ['kubectl get pods settings -w -o name', 'Error from server (NotFound): pods "settings" not found\n'],
    ['kubectl label cm settings x=y --all', 'configmap/settings labeled\n'],
    ['kubectl label -f cm.yaml --local a=b -o jsonpath={.metadata.namespace}', ''],
    ['kubectl patch -f cm.yaml --local -p \'{"data":{"A":"c"}}\' -o jsonpath={.metadata.namespace}', ''],
    ['kubectl patch deploy web --subresource=scale --type=merge -p \'{"spec":{"replicas":1}}\'', 'scale.autoscaling/web patched\n'],
    ['kubectl create -f null.yaml', 'error: no objects passed to create\n'],
    ['kubectl apply -f nameless.yaml', 'error: from a-: cannot use generate name with apply\n'],
    ['kubectl apply -f /dev/null', 'error: no objects passed to apply\n'],
    ['kubectl apply view-last-applied cm/kube-root-ca.crt', ''],
    ['kubectl replace -f cm.yaml --force --dry-run=client', 'error: --dry-run can not be used when --force is set\n'],
    ['kubectl replace -f cm.yaml --cascade=x', 'error: invalid cascade value (x). Must be "background", "foreground", or "orphan"\n'],
    ['kubectl explain nope', 'the server doesn\'t have a resource type "nope"\n'],
    ['kubectl explain cm --api-version=v2', 'error: couldn\'t find resource for "/v2, Resource=configmaps"\n'],
    ['kubectl events --for nope/x', 'the server doesn\'t have a resource type "nope"\n'],
    ['kubectl create job j --from=deploy/web', 'error: unknown object type *v1.Deployment\n'],
    ['kubectl create job j --from=cronjob', 'error: resource(s) were provided, but no name was specified\n'],
    ['kubectl version x', 'error: extra arguments: [x]\n'],
  ])('%s', (line, answer) => {
    const terminal = new TestTerminal(files)
    terminal.run('kubectl apply -f web.yaml -f cm.yaml')
    terminal.pass(1000)
    expect(terminal.says(line)).toBe(answer)
  })

  test('a name that is none is taken as the beginning of some, without their events', () => {
    const terminal = new TestTerminal(files)
    terminal.run('kubectl apply -f cm.yaml')
    expect(terminal.says('kubectl describe cm sett')).toMatch(/^Name: +settings\n[^]*BinaryData\n====\n\n\n$/)
  })

  test('several tables without headings follow each other without a gap', () => {
    const terminal = new TestTerminal(files)
    terminal.run('kubectl apply -f web.yaml -f cm.yaml')
    expect(terminal.says('kubectl get deploy,cm --no-headers')).not.toContain('\n\n')
  })

  test('objects without the field to sort by come first, the last of them before the others', () => {
    const terminal = new TestTerminal(files)
    terminal.run('kubectl apply -f cm.yaml; kubectl create cm zeta --from-literal=b=1')
    expect(terminal.says('kubectl get cm --sort-by=.data.A -o name')).toBe(
      'configmap/zeta\nconfigmap/kube-root-ca.crt\nconfigmap/settings\n',
    )
  })
})

test('set --local prints an object as Go writes its own types', () => {
  const terminal = new TestTerminal({ 'web.yaml': WEB })
  const said = terminal.says("kubectl set image -f web.yaml --local web=x -o jsonpath='{.spec.strategy} {.status} {..resources}'")
  expect(said).toBe('{} {} {} {}')
})

describe('templates', () => {
  test.each([
    ['{{.data.nope.more}}', '<no value>'],
    ['{{slice .kind 0 3}}', 'Con'],
    ['{{html "<a>"}} {{urlquery "a b"}} {{print 1 2 "x" 3}}', '&lt;a&gt; a+b 1 2x3'],
    ['{{len (slice .kind 6)}}', '3'],
  ])('%s', (template, text) => {
    const terminal = withWeb()
    expect(terminal.says(`kubectl get cm settings -o go-template='${template}'`)).toBe(text)
  })

  test('a mistake is named with its place, and what helps to find it goes where the output goes', () => {
    const { stdout, stderr } = withWeb().run("kubectl get cm settings -o go-template='{{.kind}}\n{{index .data 1}}'")
    const problem = 'template: output:2:2: executing "output" at <index .data 1>: error calling index: value has type int; should be string'
    expect(stdout).toContain(`ConfigMap\nError executing template: ${problem}. Printing more information for debugging the template:\n`)
    expect(stderr).toBe(`error: error executing template "{{.kind}}\\n{{index .data 1}}": ${problem}\n`)
  })

  test('a JSONPath that fails shows the object as Go writes it', () => {
    const { stderr } = withWeb().run("kubectl get cm settings -o jsonpath='{end}'")
    expect(stderr).toContain(
      'map[string]interface {}{"apiVersion":"v1", "data":map[string]interface {}{"LOG_LEVEL":"info"}, "kind":"ConfigMap"',
    )
  })
})

describe('get -f', () => {
  const LIST = `apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
- {apiVersion: v1, kind: Secret, metadata: {name: s}}
`
  const terminal = (): TestTerminal =>
    new TestTerminal({ 'list.yaml': LIST, 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, labels: {t: x}}\n' })

  test('what is missing of one List is one mistake, unless objects are printed whole (K-9)', () => {
    expect(terminal().says('kubectl get -f list.yaml')).toBe('[configmaps "a" not found, secrets "s" not found]\n')
    expect(terminal().says('kubectl get -f list.yaml -o yaml')).toBe(
      'Error from server (NotFound): configmaps "a" not found\nError from server (NotFound): secrets "s" not found\n',
    )
  })

  test('a selector finds no labels on the rows of a table', () => {
    const made = terminal()
    made.run('kubectl apply -f a.yaml')
    expect(made.says('kubectl get -f a.yaml -l t=x')).toBe('No resources found in default namespace.\n')
    expect(made.says('kubectl get -f a.yaml -l t=x -o name')).toBe('configmap/a\n')
  })
})

describe('flags against each other', () => {
  test.each([
    [
      'kubectl get deploy web -f web.yaml',
      'error: when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well\n',
    ],
    ['kubectl set image deploy/web web=a -f web.yaml', 'error: resource/name arguments cannot be provided when a path is specified\n'],
    ['kubectl get deploy web -f none.yaml', 'error: the path "none.yaml" does not exist\n'],
    ['kubectl get deploy --context=other', 'error: context "other" does not exist\n'],
    ['kubectl get deploy --user=other', 'error: auth info "other" does not exist\n'],
    ['kubectl get deploy --cluster=other', 'error: cluster "other" does not exist\n'],
    [
      'kubectl get deploy --request-timeout=soon',
      'error: Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)\n',
    ],
    ['kubectl explain cm -o json', 'error: unrecognized format: json\n'],
  ])('%s', (line, text) => {
    expect(withWeb().run(line)).toEqual({ stdout: '', stderr: text, exitCode: 1 })
  })

  test('the context of the kubeconfig may be named', () => {
    expect(withWeb().says('kubectl get deploy --context=admin --cluster=kubernetes --user=admin --request-timeout=5s -o name')).toBe(
      'deployment.apps/web\n',
    )
  })

  test('a mistake in the flags of diff is no difference', () => {
    expect(withWeb().run('kubectl diff -f web.yaml --force')).toEqual({
      stdout: '',
      stderr: "error: unknown flag: --force\nSee 'kubectl diff -h' for help and examples\n",
      exitCode: 2,
    })
  })

  test('a template that is none is found before anything is created', () => {
    const terminal = new TestTerminal({ 'web.yaml': WEB })
    expect(terminal.says("kubectl create -f web.yaml -o go-template='{{'")).toContain('error: error parsing template {{')
    expect(terminal.says('kubectl get deploy -o name')).toBe('')
  })

  test('warnings fail a command that is told so', () => {
    const patch = `kubectl patch cm settings -p '{"foo":1,"bar":2}'`
    expect(withWeb().run(`${patch} --warnings-as-errors`)).toMatchObject({
      exitCode: 1,
      stderr: 'Warning: unknown field "bar"\nWarning: unknown field "foo"\nerror: 2 warnings received\n',
    })
  })
})
