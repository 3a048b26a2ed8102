// `kubectl create` of kinds that few lessons have: what kubectl alone can do is done, and the rest says so.

import { describe, expect, test } from 'vitest'
import { TestTerminal } from './terminal.ts'

const DRY = '--dry-run=client -o yaml'

function says(line: string): string {
  return new TestTerminal().says(line)
}

describe('an empty name', () => {
  const sayings = [
    'clusterrole ""',
    'configmap ""',
    'namespace ""',
    'poddisruptionbudget "" --selector=app=web',
    'quota ""',
    'role ""',
    'rolebinding ""',
    'secret docker-registry ""',
    'secret generic ""',
    'serviceaccount ""',
  ]

  test.each(sayings)('is refused before anything else is asked: kubectl create %s', (words) => {
    expect(says(`kubectl create ${words}`)).toBe('error: name must be specified\n')
  })

  test.each([
    ['clusterrolebinding "" --clusterrole=admin', 'clusterrolebinding.rbac.authorization.k8s.io/<unknown> created (dry run)\n'],
    ['priorityclass ""', 'priorityclass.scheduling.k8s.io/<unknown> created (dry run)\n'],
  ])('is for the server to refuse: kubectl create %s', (words, said) => {
    expect(says(`kubectl create ${words} --dry-run=client`)).toBe(said)
  })
})

describe('kinds that this cluster does not serve', () => {
  test('are printed in a client-side dry run', () => {
    expect(says(`kubectl create role reader --verb=get,list --resource=cm,deploy.apps/scale --resource-name=app ${DRY}`)).toBe(
      `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: reader
rules:
- apiGroups:
  - ""
  resourceNames:
  - app
  resources:
  - configmaps
  verbs:
  - get
  - list
- apiGroups:
  - apps
  resourceNames:
  - app
  resources:
  - deployments/scale
  verbs:
  - get
  - list
`,
    )
    expect(says(`kubectl create rolebinding readers --role=reader --serviceaccount=default:robot ${DRY}`)).toContain(
      'subjects:\n- kind: ServiceAccount\n  name: robot\n  namespace: default\n',
    )
    expect(says(`kubectl create rolebinding readers --role=reader --user=ada ${DRY}`)).toContain('  kind: User\n  name: ada\n')
    expect(says(`kubectl create quota small --hard=pods=5 ${DRY}`)).toContain('spec:\n  hard:\n    pods: "5"\nstatus: {}\n')
    expect(says(`kubectl create pdb web --selector='app in (a,b)' --min-available=50% ${DRY}`)).toContain('  minAvailable: 50%\n')
    expect(says(`kubectl create priorityclass urgent --value=1000 ${DRY}`)).toContain('value: 1000\n')
    expect(says(`kubectl create ingress web --rule='a.example/*=web:http,tls=cert' ${DRY}`)).toContain(
      'tls:\n  - hosts:\n    - a.example\n    secretName: cert\n',
    )
  })

  test('say otherwise that they are not here, and how to see them', () => {
    const { stderr, exitCode } = new TestTerminal().run('kubectl create role reader --verb=get --resource=pods')
    expect(exitCode).toBe(1)
    expect(stderr).toBe(
      'error: kubectl create role is not supported in this simulated cluster without --dry-run=client: the cluster has one user, who may do everything; -o yaml then shows the manifest\n',
    )
  })

  test('mistakes are said first', () => {
    expect(says('kubectl create role r --verb=get')).toBe('error: at least one resource must be specified\n')
    expect(says('kubectl create role r --verb=use --resource=pods')).toBe("error: can not perform 'use' on 'pods' in group ''\n")
    expect(says('kubectl create role r --verb=get --resource=nope')).toBe('the server doesn\'t have a resource type "nope"\n')
    expect(says('kubectl create clusterrole r --verb=get --non-resource-url=healthz')).toBe('error: nonResourceURL should start with /\n')
    expect(says('kubectl create quota q --hard=cpu')).toBe('error: Invalid argument syntax cpu, expected <resource>=<value>\n')
    expect(says('kubectl create pdb p --selector=a=b')).toBe('error: one of min-available or max-unavailable must be specified\n')
  })
})

describe('kubectl create service', () => {
  test('makes a Service of the type', () => {
    const terminal = new TestTerminal()
    expect(terminal.says('kubectl create service clusterip web --tcp=80:8080')).toBe('service/web created\n')
    expect(terminal.says("kubectl get service web -o jsonpath='{.spec.ports[0].name} {.spec.selector.app}'")).toBe('80-8080 web')
    expect(says(`kubectl create service externalname db --external-name=db.example.com ${DRY}`)).toContain('type: ExternalName\n')
  })

  test('asks for ports', () => {
    expect(says('kubectl create service nodeport web')).toBe('error: at least one tcp port specifier must be provided\n')
    expect(says('kubectl create service clusterip web --tcp=x')).toBe('error: strconv.ParseUint: parsing "x": invalid syntax\n')
  })
})

describe('what kubectl get leaves out or refuses', () => {
  test('columns of the server, without --server-print', () => {
    const terminal = new TestTerminal()
    terminal.run('kubectl create configmap a --from-literal=x=1')
    expect(terminal.says('kubectl get cm a --server-print=false')).toMatch(/^NAME +AGE\na +\d+s\n$/)
  })

  test('a subresource that a kind does not have', () => {
    const terminal = new TestTerminal()
    terminal.run('kubectl create configmap a')
    expect(terminal.says('kubectl get cm a --subresource=status')).toBe(
      'Error from server (NotFound): the server could not find the requested resource\n',
    )
    expect(terminal.says('kubectl get cm --subresource=status')).toBe(
      'error: subresource cannot be used when bulk resources are specified\n',
    )
  })
})

describe('kubectl expose', () => {
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: box, labels: {run: box}}\nspec: {containers: [{name: c, image: i, ports: [{containerPort: 8080}]}]}\n'

  test('makes a Service with the labels and the port of the Pods', () => {
    const terminal = new TestTerminal({ 'pod.yaml': pod })
    terminal.run('kubectl apply -f pod.yaml')
    expect(terminal.says('kubectl expose pod box')).toBe('service/box exposed\n')
    expect(terminal.says("kubectl get service box -o jsonpath='{.spec.selector.run} {.spec.ports[0].targetPort}'")).toBe('box 8080')
  })

  test('asks for a port that nobody tells, and has nothing to do with what has no Pods', () => {
    const terminal = new TestTerminal()
    terminal.run('kubectl create deployment web --image=nginx && kubectl create configmap a')
    expect(terminal.says('kubectl expose deployment web')).toBe("error: couldn't find port via --port flag or introspection\n")
    expect(terminal.says('kubectl expose deployment web --port=80 --type=NodePort')).toBe('service/web exposed\n')
    expect(terminal.says('kubectl expose configmap a --port=80')).toBe('error: cannot expose a ConfigMap\n')
  })
})
