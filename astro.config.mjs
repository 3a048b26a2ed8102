// The site: lessons on Starlight, islands in Svelte, no request to anybody else. One setting moves it: BASE_PATH=/any/sub/path/.
import { readFileSync } from 'node:fs'
import { unified } from '@astrojs/markdown-remark'
import mdx from '@astrojs/mdx'
import starlight from '@astrojs/starlight'
import svelte from '@astrojs/svelte'
import { defineConfig } from 'astro/config'
import { load } from 'js-yaml'
import { builtFrom } from './src/integrations/built-from.mjs'
import { clientDirectives } from './src/integrations/client-directives.mjs'
import { firstPicture } from './src/integrations/first-picture.mjs'
import { largeEditor } from './src/integrations/large-editor.mjs'
import { messages } from './src/integrations/messages.mjs'
import { oneLaboratory } from './src/integrations/one-laboratory.mjs'
import { ruleCitations } from './src/integrations/rule-citations.mjs'
import { contentCheck } from './src/integrations/content-check.mjs'
import { strictCsp } from './src/integrations/strict-csp.mjs'
import { wholeWords } from './src/integrations/whole-words.mjs'
import { wideTables } from './src/integrations/wide-tables.mjs'

const curriculum = load(readFileSync(new URL('./content/curriculum.yaml', import.meta.url), 'utf8'))

/** Authors import nothing: every MDX page is given the components of src/components/lesson-components.ts. */
const lessonComponents = {
  name: 'lesson-components',
  enforce: 'pre',
  transform: {
    filter: { id: /\/content\/.*\.mdx$/ },
    handler: (code) => ({
      code: `${code}\n\nimport { components as lessonComponents } from '/src/components/lesson-components.ts'\nexport const components = lessonComponents\n`,
      map: null,
    }),
  },
}

export default defineConfig({
  base: process.env.BASE_PATH ?? '/',
  ...(process.env.SITE_URL ? { site: process.env.SITE_URL } : {}),
  trailingSlash: 'ignore',
  build: { inlineStylesheets: 'always' },
  devToolbar: { enabled: false },
  integrations: [
    starlight({
      title: 'Third Factor',
      description: 'Learn how Kubernetes configuration really behaves, on a cluster that runs inside the page.',
      favicon: '/favicon.svg',
      logo: { src: './public/favicon.svg', alt: '' },
      customCss: ['./src/styles/tokens.css', './src/styles/site.css', './src/styles/print.css'],
      expressiveCode: false,
      credits: false,
      lastUpdated: false,
      pagination: true,
      tableOfContents: false,
      ...(process.env.EDIT_URL ? { editLink: { baseUrl: process.env.EDIT_URL } } : {}),
      sidebar: curriculum.parts.map((part, index) => ({
        label: `${index + 1} · ${part.title}`,
        items: part.lessons.map((lesson) => ({ slug: `lessons/${lesson}` })),
      })),
      components: {
        ContentPanel: './src/components/ContentPanel.astro',
        Footer: './src/components/Footer.astro',
        Header: './src/components/Header.astro',
        MarkdownContent: './src/components/MarkdownContent.astro',
        PageTitle: './src/components/PageTitle.astro',
        SkipLink: './src/components/SkipLink.astro',
        ThemeSelect: './src/components/ThemeSelect.astro',
      },
      routeMiddleware: './src/route-data.ts',
    }),
    mdx(),
    svelte(),
    clientDirectives(),
    firstPicture(),
    strictCsp(),
    contentCheck(),
    builtFrom(),
  ],
  markdown: {
    processor: unified({ rehypePlugins: [[ruleCitations, { base: process.env.BASE_PATH ?? '/' }], wideTables, wholeWords] }),
    shikiConfig: { theme: 'css-variables' },
  },
  vite: {
    plugins: [largeEditor(), lessonComponents, messages(), oneLaboratory()],
    environments: {
      prerender: { resolve: { noExternal: ['js-yaml'] } },
      ssr: { resolve: { noExternal: ['js-yaml'] } },
    },
  },
})
