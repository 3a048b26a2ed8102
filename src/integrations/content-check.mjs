// While `npm start` runs, every file of a lesson is checked when it is saved: read, and where it is an exercise or a question, proved.
// What is wrong is said in the terminal and over the page.
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export function contentCheck() {
  return {
    name: 'content-check',
    hooks: {
      'astro:server:setup': async ({ server, logger }) => {
        const { checkSaved } = await import('../instructor/check-saved.ts')
        const root = fileURLToPath(new URL('../../', import.meta.url))
        const check = (file) => {
          const problems = checkSaved(relative(root, file))
          if (problems === undefined) return
          if (problems === '') {
            logger.info(`${relative(root, file)}: all well`)
            return
          }
          logger.error(`\n${problems}`)
          server.environments.client.hot.send({ type: 'error', err: { message: problems, stack: '', plugin: 'content-check' } })
        }
        server.watcher.on('change', check)
        server.watcher.on('add', check)
      },
    },
  }
}
