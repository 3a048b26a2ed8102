// Kinds, and names of objects in the cluster, for completion.

import type { ApiView } from '../../api/client.ts'
import { describeFields } from '../../api/fields/describe-field.ts'
import type { Container } from '../../api/fields/container.ts'
import type { Kind, KindInfo } from '../../api/kinds.ts'
import { KINDS, kindInfo } from '../../api/kinds.ts'
import type { ApiObject } from '../../api/objects.ts'
import { kindForWord } from '../resource/mapping.ts'
import type { Suggestions } from './suggestions.ts'
import { NOTHING, suggest, together } from './suggestions.ts'

export interface NamesIn {
  readonly view: ApiView
  readonly namespace: string
}

export function objectNames({ view, namespace }: NamesIn, info: KindInfo): readonly string[] {
  return view.list(info.kind, info.namespaced ? namespace : '').map(({ metadata }) => metadata.name ?? '')
}

/** `pods`, a short name once it is typed out, or `pods,services`. */
function kindWords(word: string, kinds: readonly KindInfo[] = KINDS): Suggestions {
  const from = word.lastIndexOf(',') + 1
  const begun = word.slice(from)
  const names = kinds.flatMap(({ resource, shortNames }) => [resource, ...shortNames.filter((short) => short === begun)])
  return suggest([...names, ...(kinds === KINDS && 'all'.startsWith(begun) && begun !== '' ? ['all'] : [])], word, from)
}

/** Arguments of commands that take `TYPE NAME…` or `TYPE/NAME…`. */
export function resourceWords(names: NamesIn, before: readonly string[], word: string, kinds: readonly KindInfo[] = KINDS): Suggestions {
  const [type] = before
  if (word.includes('/')) return typedName(names, word)
  if (type === undefined) return kindWords(word, kinds)
  if (type.includes('/')) return NOTHING
  const listed = type.split(',').flatMap((each) => kindForWord(each) ?? [])
  const taken = new Set(before.slice(1))
  return suggest(
    listed.flatMap((info) => objectNames(names, info)).filter((name) => !taken.has(name)),
    word,
  )
}

/** `deploy/w`: the name behind the slash. */
function typedName(names: NamesIn, word: string): Suggestions {
  const slash = word.indexOf('/')
  const info = kindForWord(word.slice(0, slash))
  return info === undefined ? NOTHING : suggest(objectNames(names, info), word, slash + 1)
}

/** A Pod by its name, or a workload by type and name. */
export function podWords(names: NamesIn, word: string): Suggestions {
  if (word.includes('/')) return typedName(names, word)
  const workloads = KINDS.filter(({ kind }) => RUNS_PODS.includes(kind)).map(({ resource }) => `${resource}/`)
  const pods = suggest(objectNames(names, kindInfo('Pod')), word)
  return pods.texts.length > 0 ? pods : together(pods, suggest(workloads, word))
}

const RUNS_PODS: readonly Kind[] = ['DaemonSet', 'Deployment', 'Job', 'ReplicaSet', 'StatefulSet']

/** Containers of the Pod, or of the Pods that a workload makes. */
export function containerNames({ view, namespace }: NamesIn, target: string): readonly string[] {
  const slash = target.indexOf('/')
  const info = slash < 0 ? kindInfo('Pod') : kindForWord(target.slice(0, slash))
  const object = info === undefined ? undefined : view.get(info.kind, { namespace, name: target.slice(slash + 1) })
  return object === undefined ? [] : containersOf(object).map(({ name }) => name)
}

function containersOf(object: ApiObject): readonly Container[] {
  switch (object.kind) {
    case 'Pod':
      return [...object.spec.containers, ...(object.spec.initContainers ?? [])]
    case 'Deployment':
    case 'ReplicaSet':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'Job':
      return [...object.spec.template.spec.containers, ...(object.spec.template.spec.initContainers ?? [])]
    default:
      return []
  }
}

/** `pods.spec.cont`: fields behind dots, for explain. */
export function fieldWords(word: string): Suggestions {
  const steps = word.split('.')
  const info = kindForWord(steps[0] ?? '')
  if (steps.length < 2 || info === undefined) return kindWords(word)
  return suggest(
    describeFields(info.kind, steps.slice(1, -1)).map(({ name }) => name),
    word,
    word.lastIndexOf('.') + 1,
  )
}

/** `app=web` of the objects of a kind, or of all Pods. */
export function labelWords({ view, namespace }: NamesIn, info: KindInfo, word: string): Suggestions {
  const labels = view.list(info.kind, info.namespaced ? namespace : '').flatMap(({ metadata }) => Object.entries(metadata.labels ?? {}))
  return suggest(
    labels.map(([key, value]) => `${key}=${value}`),
    word,
    word.lastIndexOf(',') + 1,
  )
}
