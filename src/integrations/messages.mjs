// content/messages as one module, `virtual:messages`: YAML is read when the site is built, so that the page needs no YAML library.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'

const FOLDER = fileURLToPath(new URL('../../content/messages', import.meta.url))
const ID = 'virtual:messages'

export function messages() {
  return {
    name: 'messages',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load(id) {
      if (id !== `\0${ID}`) return undefined
      const names = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'))
      for (const name of names) this.addWatchFile(join(FOLDER, name))
      const files = names.sort().map((name) => [basename(name, '.yaml'), load(readFileSync(join(FOLDER, name), 'utf8'))])
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(Object.fromEntries(files)))})`
    },
  }
}
