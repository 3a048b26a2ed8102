// Whether a value that must not be seen is in none of the places where it could be read.

import { listOf, oneOf, required, text } from '../../authoring/shape.ts'
import type { ImageLibrary } from '../../simulator/index.ts'
import { imageNamed } from '../../simulator/index.ts'
import { defineCheck, say } from './check-kind.ts'
import type { Look } from './check-kind.ts'

const PLACES = ['manifests', 'configmaps', 'annotations', 'environment', 'arguments', 'images', 'logs'] as const
export type Place = (typeof PLACES)[number]

export interface ValueNowhereCheck {
  readonly kind: 'value-nowhere'
  readonly value: string
  readonly places: readonly Place[]
}

/** A text in which the value would be seen, and where that is: ends the sentence "it is …". */
interface Readable {
  readonly text: string
  readonly where: string
}

export const valueNowhere = defineCheck<ValueNowhereCheck>({
  kind: 'value-nowhere',
  says: "A value is in none of these places: `manifests` (the text of the learner's files), `configmaps`, `annotations`, `environment` (literal values in the env of a Pod), `arguments` (command and args), `images` (names of the images that Pods ask for, and what is in them: files, variables and the command), `logs`. Places of the cluster are searched in all namespaces.",
  example: 'kind: value-nowhere\nvalue: hunter2\nplaces: [manifests, configmaps, environment, arguments]',
  fields: {
    value: required(text, 'The text that must not be found.'),
    places: required(listOf(oneOf(...PLACES), 1), 'Where to search.'),
  },
  judge({ value, places }, look) {
    const found = places.flatMap((place) => readableIn(place, look)).find((each) => each.text.includes(value))
    return say(found === undefined, found === undefined ? 'it is in none of these places' : `it is ${found.where}`)
  },
})

function readableIn(place: Place, { now: { view }, files, run }: Look): readonly Readable[] {
  const pods = view.list('Pod', '')
  const containers = pods.flatMap(({ spec }) => [...(spec.initContainers ?? []), ...(spec.containers ?? [])])
  switch (place) {
    case 'manifests':
      return readable('in the text of a file of yours', Object.values(files))
    case 'configmaps':
      return readable(
        'in a ConfigMap',
        view.list('ConfigMap', '').flatMap(({ data }) => Object.values(data ?? {})),
      )
    case 'annotations':
      return readable(
        'in an annotation',
        [...view.list('ConfigMap', ''), ...view.list('Secret', ''), ...view.list('Deployment', ''), ...pods].flatMap(({ metadata }) =>
          Object.values(metadata.annotations ?? {}),
        ),
      )
    case 'environment':
      return readable(
        'written into the env of a Pod as a literal value',
        containers.flatMap(({ env }) => (env ?? []).map((each) => each.value ?? '')),
      )
    case 'arguments':
      return readable(
        'in a command or its arguments',
        containers.flatMap(({ command, args }) => [...(command ?? []), ...(args ?? [])]),
      )
    case 'images':
      return containers.flatMap(({ image = '' }) => [
        ...readable('in the name of an image', [image]),
        ...readableInImage(image, run.images),
      ])
    case 'logs':
      return readable(
        'in what a container printed',
        run.entries.flatMap((entry) => (entry.kind === 'process-printed' ? [entry.line] : [])),
      )
  }
}

/** Whoever can pull an image can read all of it, so it does not matter whether a container of it runs. */
function readableInImage(reference: string, library: ImageLibrary): readonly Readable[] {
  const image = imageNamed(library, reference)
  if (image === undefined) return []
  const set = [...Object.values(image.environment), ...image.entrypoint, ...image.arguments]
  return [
    ...readable(`in the image ${image.name}`, set),
    ...Object.entries(image.files).flatMap(([path, content]) => readable(`in the image ${image.name}, in its file ${path}`, [content])),
  ]
}

function readable(where: string, texts: readonly string[]): readonly Readable[] {
  return texts.map((each) => ({ text: each, where }))
}
