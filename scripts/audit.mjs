// `npm run audit`: Lighthouse, as a phone would load them, on the home page, a lesson and the playground; the middle one of five runs.
// Needs a built site: npm run build first. `npm run audit -- 1` runs once.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import lighthouse from 'lighthouse'
import { findOrInstallBrowser } from './browser.mjs'
import { serveSite } from '../tests/site/site.ts'

const PAGES = ['/', '/lessons/three-truths/', '/playground/']
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo']
const FIGURES = { LCP: 'largest-contentful-paint', TBT: 'total-blocking-time', CLS: 'cumulative-layout-shift' }
const PORT = 9333
const rounds = Number(process.argv[2] ?? 5)
if (!(rounds >= 1)) {
  console.error(`How often each page is measured is a number, as in npm run audit -- 1, not ${process.argv[2]}.`)
  process.exit(1)
}

const site = await serveSite()
const profile = mkdtempSync(join(tmpdir(), 'audit-'))
const browser = spawn(
  findOrInstallBrowser(),
  [`--remote-debugging-port=${PORT}`, `--user-data-dir=${profile}`, '--headless=new', '--no-sandbox', 'about:blank'],
  { stdio: 'ignore' },
)
await isListening()
console.log(['page', ...CATEGORIES, ...Object.keys(FIGURES)].map((word) => word.padEnd(16)).join(''))
for (const page of PAGES) {
  const results = []
  for (let round = 0; round < rounds; round += 1) {
    const run = await lighthouse(site.origin + page, { port: PORT, logLevel: 'error', onlyCategories: CATEGORIES })
    results.push(run.lhr)
  }
  const middle = (pick) => results.map(pick).sort((a, b) => a - b)[Math.floor(results.length / 2)]
  const scores = CATEGORIES.map((name) => String(Math.round(100 * middle((result) => result.categories[name].score ?? 0))))
  const figures = Object.values(FIGURES).map((name) => middle((result) => result.audits[name].numericValue ?? 0))
  const [paint, blocked, shifted] = figures
  console.log(
    [page, ...scores, `${(paint / 1000).toFixed(2)} s`, `${blocked.toFixed(0)} ms`, shifted.toFixed(3)]
      .map((word) => word.padEnd(16))
      .join(''),
  )
  for (const { id, title, score } of Object.values(results[0].audits))
    if (
      score !== null &&
      score < 0.9 &&
      CATEGORIES.slice(1).some((name) => results[0].categories[name].auditRefs.some((ref) => ref.id === id))
    )
      console.log(`  ${id}: ${title}${placesOf(results[0].audits[id])}`)
}
browser.kill()
await new Promise((ended) => browser.once('exit', ended))
await site.close()
rmSync(profile, { recursive: true, force: true })

/** The first elements that an audit complains about. */
function placesOf({ details }) {
  const nodes = (details?.items ?? []).flatMap(({ node }) => (node?.snippet === undefined ? [] : [node.snippet]))
  return nodes
    .slice(0, 3)
    .map((snippet) => `\n    ${snippet.slice(0, 140)}`)
    .join('')
}

async function isListening() {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const answer = await fetch(`http://127.0.0.1:${PORT}/json/version`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((later) => setTimeout(later, 200))
  }
  throw new Error('The browser does not answer.')
}
