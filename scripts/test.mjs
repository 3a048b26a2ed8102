// `npm test`: installs what is missing, runs every stage, and ends with one summary. `node scripts/test.mjs unit site` runs some stages,
// and what has a slash in it is a folder or file of tests: `npm test -- tests/simulator/validation` runs those alone.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findOrInstallBrowser } from './browser.mjs'
import { commandFile, installPackages, nodeBinary, root, toolEnvironment } from './install.mjs'

installPackages()
const node = nodeBinary()

/** Each stage runs commands, side by side where it can; a command counts as one test, a vitest run as many as it reports. */
const STAGES = {
  types: async () => {
    const pure = command('pure layers', 'typescript', 'tsc', ['-p', 'tsconfig.pure.json'])
    // Writes the types of the content collections and of Starlight's components, which a fresh clone does not have yet.
    const generated = await command('generated types', 'astro', 'astro', ['sync'])
    return Promise.all([
      pure,
      generated,
      command('astro and the rest', '@astrojs/check', 'astro-check', ['--minimumFailingSeverity', 'error']),
      command('components', 'svelte-check', 'svelte-check', ['--tsconfig', 'tsconfig.svelte.json', '--fail-on-warnings']),
    ])
  },
  lint: () =>
    Promise.all([
      command('eslint', 'eslint', 'eslint', ['.', '--max-warnings', '0']),
      command('prettier', 'prettier', 'prettier', ['--check', '.', '--log-level', 'warn']),
    ]),
  unit: async () => [
    await vitest('unit', ['--exclude', 'tests/conformance/**', '--exclude', 'tests/content/**', '--exclude', 'tests/site/**']),
  ],
  conformance: async () => [await vitest('conformance', ['tests/conformance'])],
  content: async () => [await vitest('content', ['tests/content'])],
  site: async () => {
    const built = await command('build', 'astro', 'astro', ['build'])
    return built.failed > 0 ? [built] : [built, await vitest('site', ['tests/site'], { BROWSER_PATH: findOrInstallBrowser() })]
  },
}

const paths = process.argv.slice(2).filter((word) => word.includes('/'))
const asked = process.argv.slice(2).filter((word) => !word.includes('/'))
const unknown = asked.filter((name) => !(name in STAGES))
if (unknown.length > 0) {
  console.error(`No such stage: ${unknown.join(', ')}. There are ${Object.keys(STAGES).join(', ')}, and paths such as tests/simulator.`)
  process.exit(1)
}
if (paths.length > 0) {
  STAGES.paths = async () => [await vitest('paths', paths)]
  asked.push('paths')
}

const rows = []
for (const name of asked.length > 0 ? asked : Object.keys(STAGES)) {
  console.log(`\n── ${name} ──`)
  const startedAt = performance.now()
  const results = await STAGES[name]()
  rows.push({ name, passed: sum(results, 'passed'), failed: sum(results, 'failed'), seconds: (performance.now() - startedAt) / 1000 })
}

console.log('\nstage          passed   failed     time')
for (const row of rows) {
  console.log(
    `${row.name.padEnd(12)}${String(row.passed).padStart(9)}${String(row.failed).padStart(9)}${`${row.seconds.toFixed(1)} s`.padStart(9)}`,
  )
}
const failed = sum(rows, 'failed')
console.log(`\n${sum(rows, 'passed')} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

function sum(results, field) {
  return results.reduce((total, result) => total + result[field], 0)
}

/** @param hear  What to do with what it prints; undefined: it is printed at once. @returns whether it went well. */
function run(file, words, { extra = {}, hear } = {}) {
  const output = hear === undefined ? 'inherit' : 'pipe'
  const child = spawn(node, [file, ...words], { cwd: root, stdio: ['ignore', output, output], env: { ...toolEnvironment(), ...extra } })
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', hear)
  return new Promise((done) => {
    child.once('error', () => done(false))
    child.once('close', (code) => done(code === 0))
  })
}

/** What it prints is shown when it has ended: others run beside it. */
async function command(label, packageName, bin, words) {
  let said = ''
  const ok = await run(commandFile(packageName, bin), words, { hear: (text) => (said += text) })
  process.stdout.write(said)
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${label}`)
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
}

async function vitest(label, words, extra) {
  const folder = join(root, 'test-results')
  const report = join(folder, `${label}.json`)
  mkdirSync(folder, { recursive: true })
  rmSync(report, { force: true })
  const ok = await run(commandFile('vitest'), ['run', ...words, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {
    extra,
  })
  if (!existsSync(report)) return { passed: 0, failed: 1 }
  const counts = JSON.parse(readFileSync(report, 'utf8'))
  // A run can fail without a failed test, for example when a file does not load.
  return { passed: counts.numPassedTests, failed: ok ? 0 : Math.max(1, counts.numFailedTests) }
}
