// Whether a value that must not be seen is in none of the places where it could be read.

import { listOf, oneOf, required, text } from '../../authoring/shape.ts'
import { defineCheck, say } from './check-kind.ts'
import type { Look } from './check-kind.ts'

const PLACES = ['manifests', 'configmaps', 'annotations', 'environment', 'arguments', 'images', 'logs'] as const
export type Place = (typeof PLACES)[number]

export interface ValueNowhereCheck {
  readonly kind: 'value-nowhere'
  readonly value: string
  readonly places: readonly Place[]
}

const SAYS: Readonly<Record<Place, string>> = {
  manifests: 'in the text of a file of yours',
  configmaps: 'in a ConfigMap',
  annotations: 'in an annotation',
  environment: 'written into the env of a Pod as a literal value',
  arguments: 'in a command or its arguments',
  images: 'in the name of an image',
  logs: 'in what a container printed',
}

export const valueNowhere = defineCheck<ValueNowhereCheck>({
  kind: 'value-nowhere',
  says: "A value is in none of these places: `manifests` (the text of the learner's files), `configmaps`, `annotations`, `environment` (literal values in the env of a Pod), `arguments` (command and args), `images` (names of images), `logs`. Places of the cluster are searched in all namespaces.",
  example: 'kind: value-nowhere\nvalue: hunter2\nplaces: [manifests, configmaps, environment, arguments]',
  fields: {
    value: required(text, 'The text that must not be found.'),
    places: required(listOf(oneOf(...PLACES), 1), 'Where to search.'),
  },
  judge({ value, places }, look) {
    const found = places.find((place) => textsIn(place, look).some((each) => each.includes(value)))
    return say(found === undefined, found === undefined ? 'it is in none of these places' : `it is ${SAYS[found]}`)
  },
})

function textsIn(place: Place, { now: { view }, files, run }: Look): readonly string[] {
  const pods = view.list('Pod', '')
  const containers = pods.flatMap(({ spec }) => [...(spec.initContainers ?? []), ...(spec.containers ?? [])])
  switch (place) {
    case 'manifests':
      return Object.values(files)
    case 'configmaps':
      return view.list('ConfigMap', '').flatMap(({ data }) => Object.values(data ?? {}))
    case 'annotations':
      return [...view.list('ConfigMap', ''), ...view.list('Secret', ''), ...view.list('Deployment', ''), ...pods].flatMap(({ metadata }) =>
        Object.values(metadata.annotations ?? {}),
      )
    case 'environment':
      return containers.flatMap(({ env }) => (env ?? []).map((each) => each.value ?? ''))
    case 'arguments':
      return containers.flatMap(({ command, args }) => [...(command ?? []), ...(args ?? [])])
    case 'images':
      return containers.map(({ image }) => image ?? '')
    case 'logs':
      return run.entries.flatMap((entry) => (entry.kind === 'process-printed' ? [entry.line] : []))
  }
}
