// While `npm run dev` runs, every file of a lesson is checked when it is saved: read, and where something can be proved, proved.
// What is wrong is said in the terminal and over the page, and over the page that is loaded next, until it is mended.
import { statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Editors empty a file before they write it, and save several at once. */
const QUIET_MS = 150

export function contentCheck() {
  return {
    name: 'content-check',
    hooks: {
      'astro:server:setup': async ({ server, logger }) => {
        const { checkSaved } = await import('../instructor/check-saved.ts')
        const root = fileURLToPath(new URL('../../', import.meta.url))
        const { hot } = server.environments.client
        /** By file: what is wrong with it. */
        const open = new Map()
        /** By file: when it was saved as it was checked last. One save is often told twice. */
        const seen = new Map()
        const saved = new Set()
        let timer
        const cover = () => {
          // A lesson in the making lacks this and that: the terminal says so, and its page can be seen.
          const problems = [...open].filter(([file]) => !file.endsWith('.mdx')).map(([, words]) => words)
          const message = [...new Set(problems)].join('\n')
          if (message !== '') hot.send({ type: 'error', err: { message, stack: '', plugin: 'content-check' } })
        }
        const say = (words) => {
          if (words.startsWith('\n')) logger.error(words)
          else logger.info(words)
        }
        const check = () => {
          const said = new Set()
          // What was wrong may be mended in another file.
          for (const file of new Set([...saved, ...open.keys()])) {
            const before = open.get(file)
            const problems = checkSaved(file)
            if (problems) open.set(file, problems)
            else open.delete(file)
            if (problems === undefined || (!saved.has(file) && problems === before)) continue
            said.add(problems === '' ? `${file}: all well` : `\n${problems}`)
          }
          saved.clear()
          said.forEach(say)
          cover()
        }
        const note = (path) => {
          const file = relative(root, path)
          const time = statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs
          if (time !== undefined && seen.get(file) === time) return
          seen.set(file, time)
          saved.add(file)
          clearTimeout(timer)
          timer = setTimeout(check, QUIET_MS)
        }
        server.watcher.on('change', note)
        server.watcher.on('add', note)
        server.watcher.on('unlink', note)
        hot.on('vite:client:connect', cover)
      },
    },
  }
}
