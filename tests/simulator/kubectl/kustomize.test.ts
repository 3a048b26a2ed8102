// What a kustomization makes: one small folder of files a fact (KZ-*). Recorded builds are played in tests/conformance.

import { describe, expect, test } from 'vitest'
import { buildKustomization } from '../../../src/simulator/kubectl/kustomize/build.ts'
import { createSession } from '../../../src/simulator/kubectl/session.ts'
import { ALL_TOOLS } from '../../../src/simulator/kubectl/tools/all.ts'

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: "web:1"}]}\n'
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: web, image: "web:1", env: [{name: A, value: "1"}]}
      - {name: side, image: "side:1"}
`

function build(files: Readonly<Record<string, string>>, folder = '.') {
  return buildKustomization(createSession({ files, toolbox: ALL_TOOLS }), folder)
}

function manifests(files: Readonly<Record<string, string>>, folder = '.'): string {
  const { manifests: made } = build(files, folder)
  return made.ok ? made.value : `error: ${made.problem}`
}

/** The lines of what was made that hold one of the words. */
function linesWith(files: Readonly<Record<string, string>>, pattern: RegExp, folder = '.'): readonly string[] {
  return manifests(files, folder)
    .split('\n')
    .filter((line) => pattern.test(line))
    .map((line) => line.trim())
}

describe('names', () => {
  test('a base used twice under two prefixes keeps its references apart', () => {
    const base = { 'base/kustomization.yaml': 'resources: [p.yaml]\nconfigMapGenerator: [{name: s, literals: [a=1]}]' }
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: i, envFrom: [{configMapRef: {name: s}}]}]}\n'
    const files = {
      ...base,
      'base/p.yaml': pod,
      'a/kustomization.yaml': 'namePrefix: a-\nresources: [../base]',
      'b/kustomization.yaml': 'namePrefix: b-\nresources: [../base]',
      'both/kustomization.yaml': 'resources: [../a, ../b]',
    }
    const [a, b] = ['name: a-s-h29d89cmmt', 'name: b-s-h29d89cmmt']
    expect(linesWith(files, /name: [ab]-/, 'both')).toEqual([a, b, 'name: a-p', a, 'name: b-p', b])
  })

  test('a Namespace object follows the namespace, and takes no prefix', () => {
    const files = {
      'kustomization.yaml': 'namespace: shop\nnamePrefix: x-\nresources: [n.yaml]',
      'n.yaml': `apiVersion: v1\nkind: Namespace\nmetadata: {name: old}\n---\n${POD}`,
    }
    expect(linesWith(files, /^ {2}name/)).toEqual(['name: shop', 'name: x-p', 'namespace: shop'])
  })

  test('service accounts, claims and pull secrets are references too', () => {
    const files = {
      'kustomization.yaml': 'nameSuffix: -2\nresources: [all.yaml]',
      'all.yaml': `${POD.replace('{containers', '{serviceAccountName: sa, imagePullSecrets: [{name: reg}], volumes: [{name: v, persistentVolumeClaim: {claimName: pvc}}], containers')}---
apiVersion: v1
kind: ServiceAccount
metadata: {name: sa}
imagePullSecrets: [{name: reg}]
---
apiVersion: v1
kind: Secret
metadata: {name: reg}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: pvc}
`,
    }
    expect(linesWith(files, /(sa|reg|pvc)(-2)?$/).every((line) => line.endsWith('-2'))).toBe(true)
  })
})

describe('labels', () => {
  const files = (labels: string) => ({ 'kustomization.yaml': `${labels}\nresources: [d.yaml]`, 'd.yaml': DEPLOYMENT })

  test('reach metadata alone, the template on demand, the selector on demand', () => {
    expect(linesWith(files('labels: [{pairs: {team: a}}]'), /team/)).toHaveLength(1)
    expect(linesWith(files('labels: [{pairs: {team: a}, includeTemplates: true}]'), /team/)).toHaveLength(2)
    expect(linesWith(files('labels: [{pairs: {team: a}, includeSelectors: true}]'), /team/)).toHaveLength(3)
  })

  test('commonLabels still work and are warned of', () => {
    const { warnings } = build(files('commonLabels: {team: a}'))
    expect(warnings).toEqual([
      "# Warning: 'commonLabels' is deprecated. Please use 'labels' instead. Run 'kustomize edit fix' to update your Kustomization automatically.",
    ])
    expect(linesWith(files('commonLabels: {team: a}'), /team/)).toHaveLength(3)
  })

  test('commonAnnotations reach the template, as texts', () => {
    expect(linesWith(files('commonAnnotations: {note: "yes"}'), /note: "yes"/)).toHaveLength(2)
  })
})

describe('patches', () => {
  const patched = (entry: string) => ({ 'kustomization.yaml': `resources: [d.yaml]\npatches:\n${entry}`, 'd.yaml': DEPLOYMENT })

  test('a strategic merge patch deletes a container and empties a field', () => {
    const files = patched(`- patch: |-
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      template:
        spec:
          containers:
          - {name: side, $patch: delete}
          - {name: web, env: null}
`)
    expect(linesWith(files, /name:|env:/)).toEqual(['name: web', 'name: web'])
  })

  test('a list may be replaced as a whole', () => {
    const files = patched(`- patch: |-
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      template:
        spec:
          containers:
          - $patch: replace
          - {name: only, image: "new:2"}
`)
    expect(linesWith(files, /image:/)).toEqual(['- image: new:2'])
  })

  test('a patch that names nothing says so', () => {
    const files = patched('- patch: "{apiVersion: apps/v1, kind: Deployment, metadata: {name: other}}"')
    expect(manifests(files)).toBe(
      'error: no resource matches strategic merge patch "Deployment.v1.apps/other.[noNs]": no matches for Id Deployment.v1.apps/other.[noNs]; failed to find unique target for patch Deployment.v1.apps/other.[noNs]',
    )
  })

  test('a target selects by pattern and label, and ignores the name in the patch', () => {
    const files = patched(
      '- {target: {kind: Deploy.*, name: w.b}, patch: "{apiVersion: x, kind: Deployment, metadata: {name: ignored}, spec: {replicas: 4}}"}',
    )
    expect(linesWith(files, /replicas|^ {2}name|apiVersion/)).toEqual(['apiVersion: apps/v1', 'name: web', 'replicas: 4'])
  })

  test('JSON patches speak in the words of their library', () => {
    const files = patched('- {target: {kind: Deployment}, patch: "[{op: remove, path: /spec/none}]"}')
    expect(manifests(files)).toBe("error: error in remove for path: '/spec/none': Unable to remove nonexistent key: none: missing value")
  })

  test('what is neither kind of patch is refused', () => {
    expect(manifests(patched('- {patch: "kind: Deployment"}'))).toBe(
      'error: trouble configuring builtin PatchTransformer with config: `\npatch: \'kind: Deployment\'\n`: unable to parse SM or JSON patch from [patch: "kind: Deployment"]',
    )
  })

  test('patchesStrategicMerge and patchesJson6902 still work', () => {
    const files = {
      'kustomization.yaml': `resources: [d.yaml]
patchesStrategicMerge: [merge.yaml]
patchesJson6902:
- target: {group: apps, version: v1, kind: Deployment, name: web}
  patch: '[{"op": "add", "path": "/spec/paused", "value": true}]'
`,
      'd.yaml': DEPLOYMENT,
      'merge.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 2}\n',
    }
    expect(linesWith(files, /replicas|paused/)).toEqual(['paused: true', 'replicas: 2'])
    expect(build(files).warnings).toHaveLength(2)
  })
})

describe('images and replicas', () => {
  test('name, tag and digest are changed, in init containers too', () => {
    const files = {
      'kustomization.yaml':
        'resources: [p.yaml]\nimages:\n- {name: web, newName: reg.example/web, newTag: "2"}\n- {name: init, digest: sha256:abc}\n',
      'p.yaml': POD.replace('{containers', '{initContainers: [{name: i, image: "init:1"}], containers'),
    }
    expect(linesWith(files, /image/)).toEqual(['- image: reg.example/web:2', '- image: init@sha256:abc'])
  })

  test('replicas of something that is not there are an error', () => {
    const files = { 'kustomization.yaml': 'resources: [p.yaml]\nreplicas: [{name: web, count: 2}]', 'p.yaml': POD }
    expect(manifests(files)).toBe(
      'error: resource with name web does not match a config with the following GVK [Deployment.[noVer].[noGrp] StatefulSet.[noVer].[noGrp] ReplicaSet.[noVer].[noGrp] ReplicationController.[noVer].[noGrp]]',
    )
  })
})

describe('replacements and vars', () => {
  test('a value goes from one object into parts of others', () => {
    const files = {
      'kustomization.yaml': `resources: [d.yaml]
configMapGenerator: [{name: s, literals: [host=db.example, port=5432], options: {disableNameSuffixHash: true}}]
replacements:
- source: {kind: ConfigMap, name: s, fieldPath: data.host}
  targets:
  - select: {kind: Deployment}
    fieldPaths: ["spec.template.spec.containers.[name=web].env.[name=A].value"]
  - select: {kind: Deployment}
    fieldPaths: ["spec.template.metadata.annotations.host"]
    options: {create: true}
`,
      'd.yaml': DEPLOYMENT,
    }
    expect(linesWith(files, /db\.example/)).toEqual(['host: db.example', 'host: db.example', 'value: db.example'])
  })

  test('part of a text is replaced at a delimiter', () => {
    const files = {
      'kustomization.yaml': `resources: [p.yaml]
replacements:
- sourceValue: other
  targets: [{select: {kind: Pod}, fieldPaths: [spec.containers.0.image], options: {delimiter: ":", index: 0}}]
`,
      'p.yaml': POD,
    }
    expect(linesWith(files, /image/)).toEqual(['- image: other:1'])
  })

  test('a missing field is named', () => {
    const files = {
      'kustomization.yaml':
        'resources: [p.yaml]\nreplacements: [{sourceValue: x, targets: [{select: {kind: Pod}, fieldPaths: [spec.none]}]}]',
      'p.yaml': POD,
    }
    expect(manifests(files)).toBe('error: unable to find field "spec.none" in replacement target')
  })

  test('vars that stand nowhere are told', () => {
    const files = {
      'kustomization.yaml': 'vars: [{name: X, objref: {kind: Pod, name: p, apiVersion: v1}}]\nresources: [p.yaml]',
      'p.yaml': POD,
    }
    expect(build(files).unused).toEqual(['X'])
    const used = { ...files, 'p.yaml': POD.replace('{name: c,', '{name: c, args: ["$(X)"],') }
    expect(build(used).unused).toEqual([])
  })

  test('vars are replaced after names have changed', () => {
    const files = {
      'kustomization.yaml': `namePrefix: x-
resources: [d.yaml]
vars: [{name: NAME, objref: {apiVersion: apps/v1, kind: Deployment, name: web}}]
`,
      'd.yaml': DEPLOYMENT.replace('value: "1"', 'value: "is $(NAME), not $(OTHER)"'),
    }
    expect(linesWith(files, /value/)).toEqual(['value: is x-web, not $(OTHER)'])
  })
})

describe('components, order and marks', () => {
  test('a component works on what is there already', () => {
    const files = {
      'kustomization.yaml': 'resources: [d.yaml]\ncomponents: [more]',
      'd.yaml': DEPLOYMENT,
      'more/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nreplicas: [{name: web, count: 7}]',
    }
    expect(linesWith(files, /replicas/)).toEqual(['replicas: 7'])
  })

  test('sortOptions keep the order of the files', () => {
    const files = {
      'kustomization.yaml': 'sortOptions: {order: fifo}\nresources: [p.yaml, n.yaml]',
      'p.yaml': POD,
      'n.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n',
    }
    expect(linesWith(files, /kind/)).toEqual(['kind: Pod', 'kind: Namespace'])
  })

  test('buildMetadata notes where an object came from', () => {
    const files = { 'kustomization.yaml': 'buildMetadata: [originAnnotations]\nresources: [p.yaml]', 'p.yaml': POD }
    expect(manifests(files)).toContain('    config.kubernetes.io/origin: |\n      path: p.yaml\n')
  })

  test('local-config objects are not printed', () => {
    const files = {
      'kustomization.yaml': 'resources: [p.yaml]',
      'p.yaml': POD.replace('{name: p}', '{name: p, annotations: {config.kubernetes.io/local-config: "true"}}'),
    }
    expect(manifests(files)).toBe('')
  })
})

describe('what is refused', () => {
  test.each([
    ['an empty file', { 'kustomization.yaml': '' }, 'kustomization.yaml is empty'],
    [
      'a wrong kind',
      { 'kustomization.yaml': 'kind: Deployment\nnamePrefix: a-' },
      'Failed to read kustomization file under /home/you:\nkind should be Kustomization or Component',
    ],
    [
      'a text for a list',
      { 'kustomization.yaml': 'resources: a.yaml' },
      'invalid Kustomization: json: cannot unmarshal string into Go struct field Kustomization.resources of type []string',
    ],
    [
      'a file above the folder',
      { 'a/kustomization.yaml': 'resources: [../p.yaml]', 'p.yaml': POD },
      "accumulating resources: accumulation err='accumulating resources from '../p.yaml': security; file '/home/you/p.yaml' is not in or below '/home/you/a'': must build at directory: '/home/you/p.yaml': file is not directory",
    ],
    [
      'a circle',
      { 'kustomization.yaml': 'resources: [a]', 'a/kustomization.yaml': 'resources: [..]' },
      "cycle detected: candidate root '/home/you' contains visited root '/home/you/a'",
    ],
    [
      'the same object twice',
      { 'kustomization.yaml': 'resources: [p.yaml, p2.yaml]', 'p.yaml': POD, 'p2.yaml': POD },
      'may not add resource with an already registered id: Pod.v1.[noGrp]/p.[noNs]',
    ],
    [
      'the same object twice in a file',
      { 'kustomization.yaml': 'resources: [p.yaml]', 'p.yaml': `${POD}---\n${POD}` },
      "accumulating resources: accumulation err='accumulating resources from 'p.yaml': may not add resource with an already registered id: Pod.v1.[noGrp]/p.[noNs]': must build at directory: '/home/you/p.yaml': file is not directory",
    ],
    [
      'a list for an object',
      { 'kustomization.yaml': 'resources: [p.yaml]', 'p.yaml': '- a' },
      "accumulating resources from 'p.yaml': missing Resource metadata'",
    ],
    [
      'a patch file that is not there',
      { 'kustomization.yaml': 'patches: [{path: none.yaml}]' },
      "trouble configuring builtin PatchTransformer with config: `\npath: none.yaml\n`: failed to get the patch file from path(none.yaml): evalsymlink failure on '/home/you/none.yaml'",
    ],
    [
      'a key twice in a manifest',
      {
        'kustomization.yaml': 'resources: [c.yaml]',
        'c.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata:\n  a: "1"\n  a: "2"\n',
      },
      'error: map[string]interface {}(nil): yaml: unmarshal errors:\n  line 7: mapping key "a" already defined at line 6',
    ],
    [
      'a key twice',
      { 'kustomization.yaml': 'configMapGenerator: [{name: s, literals: [a=1, a=2]}]' },
      'configmap s illegally repeats the key `a`',
    ],
    [
      'a replacement without targets',
      { 'kustomization.yaml': 'replacements: [{sourceValue: a, targets: []}]\nresources: [p.yaml]', 'p.yaml': POD },
      'replacements must specify a source and at least one target',
    ],
    [
      'a file of replacements that is not there',
      { 'kustomization.yaml': 'replacements: [{path: none.yaml}]\nresources: [p.yaml]', 'p.yaml': POD },
      'trouble configuring builtin ReplacementTransformer with config: `\nReplacements:\n- path: none.yaml\n`: evalsymlink failure',
    ],
    [
      'a var of what is not there',
      {
        'kustomization.yaml': 'vars: [{name: X, objref: {kind: ConfigMap, name: none, apiVersion: v1}}]\nresources: [p.yaml]',
        'p.yaml': POD,
      },
      "var '{X ConfigMap.v1.[noGrp] {metadata.name}}' cannot be mapped to a field",
    ],
    ['Helm', { 'kustomization.yaml': 'helmCharts: [{name: a}]' }, 'helmCharts is not supported in this simulated cluster'],
    ['another host', { 'kustomization.yaml': 'resources: ["https://example.com/a.yaml"]' }, 'this terminal has no network'],
  ])('%s', (_what, files: Readonly<Record<string, string>>, words) => {
    const folder = 'a/kustomization.yaml' in files && !('kustomization.yaml' in files) ? 'a' : '.'
    expect(manifests(files, folder)).toContain(words)
  })
})

test('a JSON patch may add an annotation to what has none, since kustomize keeps notes among them', () => {
  const patch = 'patches: [{target: {kind: Pod}, patch: "[{op: add, path: /metadata/annotations/a~1b, value: q}]"}]'
  const built = manifests({ 'kustomization.yaml': `resources: [p.yaml]\n${patch}`, 'p.yaml': POD })
  expect(built).toContain('  annotations:\n    a/b: q\n')
})
