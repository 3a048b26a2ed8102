// What a page of the course may say about itself, and of what type it is. What a lesson must say, and how long it may be, is in
// instructor/lesson-front.ts, which names the line and how to mend it.
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema'
import { glob } from 'astro/loaders'
import { defineCollection } from 'astro:content'
import { z } from 'astro/zod'

const lesson = z.object({
  summary: z.string().optional(),
  minutes: z.number().optional(),
  kubernetes: z.string().optional(),
  objectives: z.array(z.string()).optional(),
  rules: z.array(z.string()).optional(),
  links: z.array(z.object({ title: z.string(), url: z.string() })).optional(),
})

export const collections = {
  // Starlight's own words as they are. It asks for the collection on every save, and warns when there is none.
  i18n: defineCollection({ loader: () => [{ id: 'en' }], schema: i18nSchema() }),
  docs: defineCollection({
    loader: glob({
      base: './content',
      pattern: ['lessons/*/index.mdx', 'pages/*.mdx'],
      generateId: ({ entry }) =>
        entry
          .replace(/^pages\//, '')
          .replace(/(^|\/)index\.mdx$/, '')
          .replace(/\.mdx$/, '') || 'index',
    }),
    schema: docsSchema({ extend: lesson }),
  }),
}
