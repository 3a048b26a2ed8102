// The Pod that `kubectl run` makes of its flags, and the Service that `--expose` adds.
// @source k8s.io/kubectl pkg/generate/versioned/run.go, service.go

import { goQuote } from '../../../base/go-text.ts'
import type { Result } from '../../../base/result.ts'
import { failure, success } from '../../../base/result.ts'
import type { Draft } from '../../../apiserver/decode/decoder.ts'
import type { Call } from '../../command/command.ts'
import { typeMeta } from '../create/begin.ts'
import { configNameProblem } from '../env-words.ts'
import { readPairs } from '../pairs.ts'

export interface PodDraft extends Draft {
  metadata: { name: string; labels: Record<string, string>; annotations: Record<string, string> }
}

/**
 * @returns the Pod, or an error text
 * @source k8s.io/kubectl pkg/generate/versioned/run.go BasicPod.Generate
 */
export function buildPod(call: Call, name: string, words: readonly string[]): Result<PodDraft, string> {
  const { flags } = call
  if (name === '') return failure('Parameter: name is required')
  const [image, pullPolicy] = [flags.text('image'), flags.text('image-pull-policy')]
  const restartPolicy = flags.text('restart') === '' ? 'Always' : flags.text('restart')
  const env: Draft[] = []
  for (const text of flags.list('env')) {
    const [key = '', value] = split(text)
    if (value === undefined || key === '') return failure(`invalid env: ${text}`)
    const problem = configNameProblem(key)
    if (problem !== undefined) return failure(`invalid env: ${text}`)
    env.push({ name: key, ...(value === '' ? {} : { value }) })
  }
  const annotations = readPairs(flags.list('annotations'), 'annotations', false)
  if (!annotations.ok) return annotations
  const labels = parseLabels(flags.text('labels'))
  if (!labels.ok) return labels
  const port = flags.text('port')
  if (port !== '' && !/^[-+]?\d{1,18}$/.test(port)) return failure(`strconv.Atoi: parsing ${goQuote(port)}: invalid syntax`)
  const container: Draft = {
    name,
    image,
    ...(pullPolicy === '' ? {} : { imagePullPolicy: pullPolicy }),
    ...(env.length === 0 ? {} : { env }),
    ...(words.length === 0 ? {} : { [flags.bool('command') ? 'command' : 'args']: [...words] }),
    ...(port === '' ? {} : { ports: [{ containerPort: Number(port) }] }),
    ...(flags.bool('stdin') ? { stdin: true } : {}),
    ...(flags.bool('stdin') && !flags.bool('leave-stdin-open') ? { stdinOnce: true } : {}),
    ...(flags.bool('tty') ? { tty: true } : {}),
    ...(flags.bool('privileged') ? { securityContext: { privileged: true } } : {}),
  }
  const shown = Object.keys(labels.value).length === 0 ? { run: name } : labels.value
  return success({
    ...typeMeta('Pod'),
    metadata: { name, labels: shown, annotations: Object.fromEntries(annotations.value.set) },
    spec: { containers: [container], dnsPolicy: 'ClusterFirst', restartPolicy },
  })
}

function split(text: string): readonly [string, string | undefined] {
  const equals = text.indexOf('=')
  return equals < 0 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)]
}

/** @source pkg/generate/generate.go ParseLabels */
function parseLabels(text: string): Result<Record<string, string>, string> {
  const labels: Record<string, string> = {}
  if (text === '') return success(labels)
  for (const part of text.split(',')) {
    const pieces = part.split('=')
    if (pieces.length !== 2) return failure(`unexpected label spec: ${part}`)
    if (pieces[0] === '') return failure('unexpected empty label key')
    labels[pieces[0] ?? ''] = pieces[1] ?? ''
  }
  return success(labels)
}

/** A Service in front of the Pod: its labels are those that were asked for, and it selects what the Pod has. */
export function buildService({ flags }: Call, name: string): Result<Draft, string> {
  const labels = parseLabels(flags.text('labels'))
  if (!labels.ok) return labels
  const port = Number(flags.text('port'))
  const isLabelled = Object.keys(labels.value).length > 0
  return success({
    ...typeMeta('Service'),
    metadata: { name, ...(isLabelled ? { labels: labels.value } : {}) },
    spec: { ports: [{ port, protocol: 'TCP', targetPort: port }], selector: isLabelled ? labels.value : { run: name } },
  })
}
