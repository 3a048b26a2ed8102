// Runs a package's command, or one of our own TypeScript files, with a Node that is new enough: `node scripts/run.mjs astro build`.
import { spawnSync } from 'node:child_process'
import { commandFile, installPackages, nodeBinary, root, toolEnvironment } from './install.mjs'

installPackages()
const [name, ...words] = process.argv.slice(2)
const file = /\.(ts|mjs)$/.test(name) ? name : commandFile(name)
process.exit(spawnSync(nodeBinary(), [file, ...words], { cwd: root, stdio: 'inherit', env: toolEnvironment() }).status ?? 1)
