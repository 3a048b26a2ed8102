// Images that the node does not have: from registries that are not there, and from one that wants a login.

import { describe, expect, test } from 'vitest'
import type { Run } from '../../../src/simulator/index.ts'
import { must, startCluster } from '../experiment.ts'
import { after, stdout } from '../controllers/workload.ts'

const PRIVATE = 'registry.example.com/team/reader:1'

function withPod(run: Run, image: string, spec: object = {}): Run {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app' }, spec: { containers: [{ name: 'app', image }], ...spec } }
  return must(run, 'kubectl apply -f pod.json', { 'pod.json': JSON.stringify(pod) })
}

function withLogin(run: Run, password: string): Run {
  const server = '--docker-server=registry.example.com'
  return must(run, `kubectl create secret docker-registry regcred ${server} --docker-username=reader --docker-password=${password}`)
}

const word = (run: Run): string => stdout(run, 'kubectl get pod app --no-headers').split(/ +/)[2] ?? ''
const failures = (run: Run): string => stdout(run, "kubectl get events --field-selector reason=Failed -o jsonpath='{.items[*].message}'")

describe('an image in a registry that wants a login (PULL-*)', () => {
  const imagePullSecrets = [{ name: 'regcred' }]

  test('is not pulled without one', () => {
    const run = after(withPod(startCluster(), PRIVATE), 5000)
    expect(word(run)).toMatch(/^(ErrImagePull|ImagePullBackOff)$/)
    expect(failures(run)).toContain(`Failed to pull image "${PRIVATE}"`)
  })

  test('is pulled with the login that the Pod names', () => {
    expect(word(after(withPod(withLogin(startCluster(), 'let-me-pull'), PRIVATE, { imagePullSecrets }), 15_000))).toBe('Running')
  })

  test('is pulled with the login of the service account, which new Pods get', () => {
    const login = withLogin(startCluster(), 'let-me-pull')
    const account = must(login, `kubectl patch serviceaccount default -p '{"imagePullSecrets":[{"name":"regcred"}]}'`)
    expect(word(after(withPod(account, PRIVATE), 15_000))).toBe('Running')
  })

  test('is not pulled with a wrong password, and is once it was corrected and the wait is over', () => {
    const wrong = after(withPod(withLogin(startCluster(), 'guess'), PRIVATE, { imagePullSecrets }), 5000)
    expect(word(wrong)).toMatch(/^(ErrImagePull|ImagePullBackOff)$/)
    const mended = withLogin(must(wrong, 'kubectl delete secret regcred'), 'let-me-pull')
    expect(word(after(mended, 60_000))).toBe('Running')
  })

  test('a Secret that is not there is said, and the pull is tried without it', () => {
    const run = after(withPod(startCluster(), PRIVATE, { imagePullSecrets }), 5000)
    expect(stdout(run, 'kubectl get events --field-selector reason=FailedToRetrieveImagePullSecret --no-headers')).toContain(
      'Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.',
    )
    expect(word(run)).toMatch(/^(ErrImagePull|ImagePullBackOff)$/)
  })
})

test('pulls of an image that does not exist are tried ever more seldom: after 10 seconds, 20, 40', () => {
  const run = after(withPod(startCluster(), 'registry.invalid/x:1'), 90_000)
  const count = stdout(run, "kubectl get events --field-selector reason=Pulling -o jsonpath='{.items[0].count}'")
  expect(Number(count)).toBeGreaterThanOrEqual(3)
  expect(Number(count)).toBeLessThanOrEqual(4)
})
