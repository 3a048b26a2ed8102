// Experiments as authors wrote them, beside their lessons: read and checked when the site is built.
import { load } from 'js-yaml'
import { z } from 'astro/zod'
import imagesText from '../../content/workloads/images.yaml?raw'
import type { Experiment } from '../islands/experiment.ts'
import type { ImageLibrary } from '../simulator/index.ts'
import { decodeImageLibrary } from '../simulator/index.ts'

const texts: Readonly<Record<string, string>> = import.meta.glob('../../content/lessons/*/experiments/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
})

const schema = z
  .strictObject({
    title: z.string(),
    seed: z.number().int(),
    nodes: z.array(z.string()).min(1),
    startsAt: z.union([z.string(), z.date()]).transform((text) => new Date(text).getTime()),
    files: z.record(z.string(), z.string()),
    open: z.string(),
    setup: z.array(z.string()),
    settleMs: z.number().int().min(0),
    focus: z.strictObject({ kind: z.enum(['ConfigMap', 'Secret']), name: z.string(), key: z.string(), namespace: z.string().optional() }),
    repair: z.string().optional(),
    predict: z
      .strictObject({
        question: z.string(),
        withinMs: z.number().int(),
        rows: z.array(z.strictObject({ id: z.string(), label: z.string(), becomes: z.boolean(), because: z.string() })).min(2),
      })
      .optional(),
  })
  .transform(({ startsAt, focus: { namespace, ...focus }, ...rest }) => ({
    ...rest,
    startsAtEpochMs: startsAt,
    focus: namespace === undefined ? focus : { ...focus, namespace },
  }))

/** undefined when the author has not written it yet. Fails the build with file and place when it is wrong. */
export function readExperiment(lesson: string, id: string): Experiment | undefined {
  const file = `content/lessons/${lesson}/experiments/${id}.yaml`
  const text = texts[`../../${file}`]
  if (text === undefined) return undefined
  const read = schema.safeParse(load(text))
  if (!read.success) throw new Error(`${file}\n${z.prettifyError(read.error)}`)
  return read.data
}

export function readImages(): ImageLibrary {
  const library = decodeImageLibrary(load(imagesText))
  if (!library.ok) throw new Error(`content/workloads/images.yaml\n${library.problem.join('\n')}`)
  return library.value
}
