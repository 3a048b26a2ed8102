// Finds a Chromium for the browser tests: one that is there, else Debian's, else Playwright's own download.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { commandFile, nodeBinary } from './install.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'msedge']
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** The path of a browser; installs one if it must. Ends the process with advice when there is none to be had. */
export function findOrInstallBrowser() {
  return process.env.BROWSER_PATH ?? findBrowser() ?? installFromDebian() ?? installFromPlaywright() ?? giveUp()
}

function findBrowser() {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...onPath, ...PLACES].find((file) => existsSync(file))
}

function installFromDebian() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.log("Installing Debian's chromium (once) …")
  const run = (...words) =>
    spawnSync('apt-get', words, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0
  if (!run('update') || !run('install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core')) return undefined
  return findBrowser()
}

function installFromPlaywright() {
  console.log("Downloading Playwright's Chromium (once) …")
  const cli = commandFile('playwright-core')
  if (spawnSync(nodeBinary(), [cli, 'install', 'chromium'], { stdio: 'ignore' }).status !== 0) return undefined
  const asked = spawnSync(nodeBinary(), ['-e', "process.stdout.write(require('playwright-core').chromium.executablePath())"], {
    encoding: 'utf8',
  })
  return existsSync(asked.stdout) ? asked.stdout : undefined
}

function giveUp() {
  console.error(
    'The browser tests need a Chromium and none was found. Any of these helps:\n' +
      '  - on Debian or Ubuntu, as root: apt-get install chromium\n' +
      '  - install Chrome, Chromium or Edge, or name one: BROWSER_PATH=/path/to/chrome npm test\n' +
      '  - npx playwright-core install chromium',
  )
  return process.exit(1)
}
