// Makes the picture of the README: the lesson three-truths, two simulated minutes after a change. Needs a built site: npm run build first.
import { createServer } from 'node:http'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { chromium } from 'playwright-core'
import { findOrInstallBrowser } from './browser.mjs'
import { root } from './install.mjs'

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }
const AFTER_SECONDS = 120

const server = createServer((request, response) => {
  let file = join(root, 'dist', decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname))
  if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html')
  if (!existsSync(file)) return response.writeHead(404).end()
  return response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file))
})
await new Promise((started) => server.listen(0, '127.0.0.1', started))

const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: ['--no-sandbox'] })
const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, colorScheme: 'light' })
await page.goto(`http://127.0.0.1:${server.address().port}/lessons/three-truths/`)
const stage = page.locator('section.stage').first()
await stage.scrollIntoViewIfNeeded()
await stage.and(page.locator('[aria-busy=false]')).waitFor()
await stage.getByRole('button', { name: 'Skip' }).click()
const text = stage.getByRole('textbox', { name: 'Text of settings.yaml' })
await text.fill((await text.inputValue()).replace('info', 'debug'))
await stage.getByRole('button', { name: 'Apply', exact: true }).click()
await stage.getByRole('button', { name: 'Pause' }).click()
await stage.getByRole('slider', { name: 'Moment' }).evaluate((input, after) => {
  input.value = String(Number(input.min) + after * 1000)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}, AFTER_SECONDS)
// The header, the clock and the editor stay in sight while the page scrolls; in a picture everything is in sight.
await page.addStyleTag({
  content: 'header.header { visibility: hidden } .stage :is(.time, .left) { position: static !important }',
})
await stage.screenshot({ path: join(root, 'docs', 'three-truths.png') })
console.log('docs/three-truths.png')
await browser.close()
server.close()
