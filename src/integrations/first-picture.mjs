// The first picture of a page needs the page alone, which is one request: the styles that it may need are in it (`inlineStylesheets`), those
// for paper too, and its scripts are fetched when the picture has been drawn. Whoever has no scripts loses nothing by that.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { usedStyles, wordsOf } from './used-styles.mjs'

const PAPER = /<link rel="stylesheet" href="([^"]+)" media="print">/g
const STYLE = /(<style[^>]*>)([\s\S]*?)(?=<\/style>)/g
const SCRIPT = /<script type="module" src="([^"]+)"><\/script>/g

export function firstPicture() {
  return {
    name: 'first-picture',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir)
        const files = (await readdir(root, { recursive: true })).filter((file) => file.endsWith('.html'))
        const scripts = await readScripts(join(root, '_astro'))
        await Promise.all(files.map((file) => rewrite(join(root, file), join(root, '_astro'), scripts)))
      },
    },
  }
}

async function rewrite(file, assets, built) {
  const html = await readFile(file, 'utf8')
  const scripts = [...html.matchAll(SCRIPT)].map(([, address]) => address)
  const sheets = await Promise.all([...html.matchAll(PAPER)].map(([, address]) => readFile(join(assets, basename(address)), 'utf8')))
  const page = html
    .replace(PAPER, () => `<style media="print">${sheets.shift().trim()}</style>`)
    .replace(SCRIPT, '')
    .replace('</body>', () => `<script>${afterFirstPicture(scripts)}</script></body>`)
  const words = wordsOfPage(page.replaceAll(STYLE, ''), built)
  await writeFile(
    file,
    page.replace(STYLE, (_, tag, css) => tag + usedStyles(css, words)),
  )
}

/** What was built, by file name: the words of each script, and which others it may load. */
async function readScripts(assets) {
  const names = (await readdir(assets)).filter((name) => name.endsWith('.js'))
  const texts = await Promise.all(names.map((name) => readFile(join(assets, name), 'utf8')))
  return new Map(
    names.map((name, at) => [name, { words: new Set(wordsOf(texts[at])), loads: names.filter((other) => texts[at].includes(other)) }]),
  )
}

/** Every word of a page and of all scripts that it may come to load. */
function wordsOfPage(html, built) {
  const words = new Set(wordsOf(html))
  const loaded = new Set([...built.keys()].filter((name) => html.includes(name)))
  // A set goes on to those that are added meanwhile.
  for (const name of loaded) {
    for (const other of built.get(name).loads) loaded.add(other)
    for (const word of built.get(name).words) words.add(word)
  }
  return words
}

function afterFirstPicture(scripts) {
  return `new PerformanceObserver((seen, observer) => {
  if (seen.getEntriesByName('first-contentful-paint').length === 0) return
  observer.disconnect()
  for (const script of ${JSON.stringify(scripts)}) import(script)
}).observe({ type: 'paint', buffered: true })`
}
