// Which object and which Pods a check is about, written as people write them for kubectl: `configmap/settings`, `deployment/web`, `app=web`.

import type { Shape } from '../../authoring/shape.ts'
import { nearest } from '../../authoring/problem.ts'
import { refuse } from '../../authoring/shape.ts'
import type { Kind, ObjectByKind, PodReport, Snapshot } from '../../simulator/index.ts'
import { KINDS } from '../../simulator/index.ts'
import type { Look } from './check-kind.ts'

export interface ObjectChoice {
  readonly kind: Kind
  readonly name: string
  /** Unless it is the namespace that the terminal works in. */
  readonly namespace?: string
}

/** Pods of a workload, Pods with labels, or one Pod. Pods that are on their way out never count. */
export type PodChoice = { readonly labels: Readonly<Record<string, string>>; readonly namespace?: string } | ObjectChoice

type Pod = ObjectByKind['Pod']

const WORKLOADS: readonly Kind[] = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob']

export const objectChoice: Shape<ObjectChoice> = {
  expected: 'an object such as configmap/settings, or configmap/settings in NAMESPACE',
  read(value, path, problems) {
    const read = typeof value === 'string' ? readObject(value) : undefined
    if (read !== undefined) return read
    const [word = '', name] = typeof value === 'string' ? value.split('/') : []
    // A name alone may look like a kind.
    const kinds = name === undefined ? [] : KINDS.map(({ singular }) => singular)
    const near = nearest(word, kinds)
    return refuse(
      this,
      value,
      path,
      problems,
      near === undefined || near === word ? 'Write KIND/NAME, the kind in small letters and in full.' : `Did you mean ${near}/…?`,
    )
  },
}

export const workloadChoice: Shape<ObjectChoice> = {
  expected: 'a workload such as deployment/web',
  read(value, path, problems) {
    const read = objectChoice.read(value, path, problems)
    if (read === undefined || WORKLOADS.includes(read.kind)) return read
    return refuse(this, value, path, problems, 'Name a Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or CronJob.')
  },
}

export const podChoice: Shape<PodChoice> = {
  expected: 'Pods: deployment/web, pod/web or labels such as app=web; a namespace after in',
  read(value, path, problems) {
    if (typeof value !== 'string') return refuse(this, value, path, problems, 'Write deployment/web, pod/web or app=web.')
    if (!value.includes('=')) {
      const read = objectChoice.read(value, path, problems)
      if (read === undefined || read.kind === 'Pod' || WORKLOADS.includes(read.kind)) return read
      return refuse(this, value, path, problems, 'Name a workload or a Pod.')
    }
    const [, pairs = '', namespace] = /^(\S+)(?: in (\S+))?$/.exec(value) ?? []
    const labels = pairs.split(',').map((pair) => pair.split('='))
    if (labels.some((pair) => pair.length !== 2 || pair[0] === ''))
      return refuse(this, value, path, problems, 'Write name=value, and a comma before the next pair.')
    return {
      labels: Object.fromEntries(labels.map(([name = '', text = '']) => [name, text])),
      ...(namespace === undefined ? {} : { namespace }),
    }
  },
}

function readObject(text: string): ObjectChoice | undefined {
  const [, word, name, namespace] = /^([a-z]+)\/([^\s/]+)(?: in (\S+))?$/.exec(text) ?? []
  const kind = KINDS.find(({ singular }) => singular === word)?.kind
  if (kind === undefined || name === undefined) return undefined
  return { kind, name, ...(namespace === undefined ? {} : { namespace }) }
}

/** `ConfigMap settings` */
export function nameOf({ kind, name, namespace }: ObjectChoice): string {
  return `${kind} ${name}${namespace === undefined ? '' : ` in ${namespace}`}`
}

export function namespaceOf({ run }: Look, { namespace }: { readonly namespace?: string }): string {
  return namespace ?? run.session.namespace
}

export function findObject(look: Look, { kind, name, namespace }: ObjectChoice): ObjectByKind[Kind] | undefined {
  const namespaced = KINDS.find((each) => each.kind === kind)?.namespaced !== false
  return look.now.view.get(kind, { namespace: namespaced ? (namespace ?? look.run.session.namespace) : '', name })
}

/** In the order of their names. */
export function podsOf(look: Look, choice: PodChoice): readonly Pod[] {
  const namespace = namespaceOf(look, choice)
  const pods = look.now.view.list('Pod', namespace).filter(({ metadata }) => metadata.deletionTimestamp === undefined)
  if ('labels' in choice)
    return pods.filter(({ metadata }) => Object.entries(choice.labels).every(([name, value]) => metadata.labels?.[name] === value))
  if (choice.kind === 'Pod') return pods.filter(({ metadata }) => metadata.name === choice.name)
  const owner = findObject(look, choice)?.metadata.uid
  return owner === undefined ? [] : pods.filter(({ metadata }) => belongsTo(look.now, metadata.ownerReferences?.[0]?.uid, owner))
}

function belongsTo({ view }: Snapshot, ownerUid: string | undefined, uid: string): boolean {
  const between: readonly Kind[] = ['ReplicaSet', 'Job']
  return ownerUid === uid || between.some((kind) => view.ownedBy(kind, uid).some(({ metadata }) => metadata.uid === ownerUid))
}

/** What the Pod's node knows of it; undefined before a node took it. */
export function reportOf({ now }: Look, { metadata }: Pod): PodReport | undefined {
  return now.nodes.flatMap(({ pods }) => pods).find(({ uid }) => uid === metadata.uid)
}

export function isReady({ status }: Pod): boolean {
  return status.conditions?.some((each) => each.type === 'Ready' && each.status === 'True') === true
}
