// One sentence for each field of the API, as one file that the page loads when somebody asks for the first of them.
import { load } from 'js-yaml'
import { z } from 'astro/zod'

const texts: Readonly<Record<string, string>> = import.meta.glob('../../content/fields/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
})

const sentences = z.record(z.string(), z.record(z.string(), z.string()))

export function GET(): Response {
  return Response.json(Object.assign({}, ...Object.values(texts).map((text) => sentences.parse(load(text)))))
}
