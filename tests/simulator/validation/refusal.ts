// What the API server has against a manifest, for tests of rules.

import { runCommand } from '../../../src/simulator/index.ts'
import { manifest } from '../controllers/workload.ts'
import { startCluster } from '../experiment.ts'

const run = startCluster()

/** `path: problem` of every error, in the order in which the API server lists them; empty for what it stores. */
export function refusalOf(text: string): readonly string[] {
  const { exitCode, stderr } = runCommand(run, 'kubectl create -f object.yaml', { 'object.yaml': text }).output
  if (exitCode === 0) return []
  const list = stderr.split('is invalid: ')[1]
  if (list === undefined) throw new Error(`refused before any rule was asked: ${stderr}`)
  return list.split('\n').flatMap((line) => (line === '' ? [] : [line.replace(/^\* /, '')]))
}

/** Likewise for a Job with this spec, whose template is as it should be. */
export function jobRefusal(spec: object): readonly string[] {
  return refusalOf(manifest({ kind: 'Job', name: 'work', spec, podSpec: { restartPolicy: 'Never' } }))
}
