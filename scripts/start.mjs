// `npm start`: installs what is missing, builds the course when something changed, serves it and says where. `npm start -- --port 4000`
// asks for a port. Authors have `npm run dev`, which checks and shows every save.
import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { isBuilt } from '../src/integrations/built-from.mjs'
import { commandFile, installPackages, nodeBinary, root, toolEnvironment } from './install.mjs'

const FIRST_PORT = 4321
const LAST_PORT = 4420

const asked = readPort(process.argv.slice(2))
installPackages()
const port = asked ?? (await firstFreePort())
if (asked !== undefined && !(await isFree(asked))) {
  console.error(`Port ${asked} is in use. Leave --port away and a free one is chosen, or name another: npm start -- --port ${asked + 1}`)
  process.exit(1)
}
if (!isBuilt()) build()

const server = spawn(nodeBinary(), [commandFile('astro'), 'preview', '--host', '127.0.0.1', '--port', String(port)], {
  cwd: root,
  env: toolEnvironment(),
  stdio: ['ignore', 'pipe', 'inherit'],
})
let announced = false
server.stdout.setEncoding('utf8')
server.stdout.on('data', (text) => {
  if (announced || !text.includes('127.0.0.1')) return
  announced = true
  console.log(`Third Factor is at\nhttp://127.0.0.1:${port}${basePath()}\nStop with Ctrl-C.`)
})
server.on('exit', (code) => process.exit(code ?? 0))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill('SIGTERM'))

function build() {
  console.log('Building the course (once, and after changes; about half a minute) …')
  const built = spawnSync(nodeBinary(), [commandFile('astro'), 'build', '--silent'], {
    cwd: root,
    env: toolEnvironment(),
    stdio: 'inherit',
  })
  if (built.status === 0) return
  console.error('The course could not be built. The lines above say why; `npm run dev` checks what you mend whenever you save it.')
  process.exit(1)
}

function basePath() {
  const base = process.env.BASE_PATH ?? '/'
  return base.endsWith('/') ? base : `${base}/`
}

function readPort(words) {
  if (words.length === 0) return undefined
  const [option, text, ...more] = words.flatMap((word) => word.split('='))
  if (option !== '--port' || more.length > 0) {
    console.error(`npm start takes a port and nothing else, as in npm start -- --port 4000, not ${words.join(' ')}.`)
    return process.exit(1)
  }
  const number = Number(text)
  if (Number.isInteger(number) && number > 0 && number < 65536) return number
  console.error(`--port wants a number from 1 to 65535, not ${text ?? 'nothing'}.`)
  return process.exit(1)
}

function isFree(candidate) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(candidate, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

async function firstFreePort() {
  for (let candidate = FIRST_PORT; candidate <= LAST_PORT; candidate += 1) if (await isFree(candidate)) return candidate
  console.error(`No free port between ${FIRST_PORT} and ${LAST_PORT}. Name one: npm start -- --port N`)
  return process.exit(1)
}
