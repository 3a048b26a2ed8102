// What Jobs are given: labels and a selector by which each finds its own Pods.

import type { Draft, DraftValue } from '../decode/decoder.ts'
import { memberOf, setPointerDefault } from '../defaults/draft-field.ts'
import type { KindStrategy } from '../server-parts.ts'

export const jobStrategy: KindStrategy = {
  prepareForCreate: ({ draft }) => {
    completeJob(draft)
  },
  settleStored,
}

/** A Job finds its Pods by its own uid, unless its author chose the selector. @source pkg/registry/batch/job/strategy.go generateSelector */
function completeJob(job: Draft): void {
  const spec = memberOf(job, 'spec')
  if (spec['manualSelector'] === true) return
  const metadata = memberOf(job, 'metadata')
  const uid = textOf(metadata['uid'])
  const name = textOf(metadata['name'])
  const template = memberOf(memberOf(spec, 'template'), 'metadata')
  const labels = memberOf(template, 'labels')
  setPointerDefault(labels, 'job-name', name)
  setPointerDefault(labels, 'batch.kubernetes.io/job-name', name)
  setPointerDefault(labels, 'controller-uid', uid)
  setPointerDefault(labels, 'batch.kubernetes.io/controller-uid', uid)
  const selector = memberOf(spec, 'selector')
  const chosen = memberOf(selector, 'matchLabels')
  setPointerDefault(chosen, 'batch.kubernetes.io/controller-uid', uid)
}

/** A Job without labels has its template's. */
function settleStored(draft: Draft): void {
  const labels = memberOf(memberOf(draft, 'metadata'), 'labels')
  if (Object.keys(labels).length === 0) Object.assign(labels, memberOf(memberOf(memberOf(draft, 'spec'), 'template'), 'metadata')['labels'])
}

function textOf(value: DraftValue | undefined): string {
  return typeof value === 'string' ? value : ''
}
