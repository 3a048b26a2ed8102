// The first picture of a page needs the page alone, which is one request: its styles are in it (`inlineStylesheets`), those for paper too,
// and its scripts are fetched when the picture has been drawn. Whoever has no scripts loses nothing by that.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PAPER = /<link rel="stylesheet" href="([^"]+)" media="print">/g
const SCRIPT = /<script type="module" src="([^"]+)"><\/script>/g

export function firstPicture() {
  return {
    name: 'first-picture',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir)
        const files = (await readdir(root, { recursive: true })).filter((file) => file.endsWith('.html'))
        await Promise.all(files.map((file) => rewrite(join(root, file), join(root, '_astro'))))
      },
    },
  }
}

async function rewrite(file, assets) {
  const html = await readFile(file, 'utf8')
  const scripts = [...html.matchAll(SCRIPT)].map(([, address]) => address)
  const sheets = await Promise.all([...html.matchAll(PAPER)].map(([, address]) => readFile(join(assets, basename(address)), 'utf8')))
  await writeFile(
    file,
    html
      .replace(PAPER, () => `<style media="print">${sheets.shift().trim()}</style>`)
      .replace(SCRIPT, '')
      .replace('</body>', () => `<script>${afterFirstPicture(scripts)}</script></body>`),
  )
}

function afterFirstPicture(scripts) {
  return `new PerformanceObserver((seen, observer) => {
  if (seen.getEntriesByName('first-contentful-paint').length === 0) return
  observer.disconnect()
  for (const script of ${JSON.stringify(scripts)}) import(script)
}).observe({ type: 'paint', buffered: true })`
}
