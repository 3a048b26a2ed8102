// How Monaco gets into the site. Its styles must not become a stylesheet of the page, which would have to wait for an editor that nobody
// asked for yet: they become text in the editor's own chunk, and the editor writes them down when it starts. The parts that compare two
// texts are left out, and what looks for room in the window knows that the page scrolls.
import { readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'

const SHEETS = 'virtual:editor-sheets'
const SHEET = '\0editor-sheet:'
const PACKAGE = `${sep}monaco-editor${sep}`

/** Never made here; the core only keeps functions that could make them. About 50 kB. */
const LEFT_OUT = {
  'diffEditor/diffEditorWidget.js': 'export class DiffEditorWidget {}',
  'multiDiffEditor/multiDiffEditorWidget.js': 'export class MultiDiffEditorWidget {}',
}
const STUB = '\0editor-stub:'

/** What asks how much room the window has above and below a line, and takes the place of the editor in the page for that in the window. */
const LOOKS_FOR_ROOM = /\/(?:suggestWidget|resizableContentWidget)\.js$/
const PLACE_IN_PAGE = /= getDomNodePagePosition\((this\.editor\.getDomNode\(\)|editorDomNode)\)/g

export function largeEditor() {
  return {
    name: 'large-editor',
    enforce: 'pre',
    config: () => ({ optimizeDeps: { exclude: ['monaco-editor'] } }),
    resolveId(source, importer) {
      if (source === SHEETS) return `\0${SHEETS}`
      if (importer?.includes(PACKAGE) !== true) return undefined
      if (source.endsWith('.css')) return `${SHEET}${join(dirname(importer), source)}.js`
      const stub = Object.keys(LEFT_OUT).find((name) => source.endsWith(name))
      return stub === undefined ? undefined : `${STUB}${stub}`
    },
    load(id) {
      if (id === `\0${SHEETS}`) return 'export const sheets = []\nexport function addSheet(text) {\n  sheets.push(text)\n}'
      if (id.startsWith(STUB)) return LEFT_OUT[id.slice(STUB.length)]
      return id.startsWith(SHEET) ? sheetModule(id.slice(SHEET.length, -'.js'.length)) : undefined
    },
    transform(code, id) {
      if (!id.includes('monaco-editor') || !LOOKS_FOR_ROOM.test(id)) return undefined
      return { code: code.replace(PLACE_IN_PAGE, '= $1.getBoundingClientRect()'), map: null }
    },
  }
}

/** Addresses inside the sheet become files of the site. */
function sheetModule(file) {
  const imports = []
  const css = readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
  const text = JSON.stringify(css).replace(/url\((?!\\?["']?data:)\\?["']?([^)"'\\]+)\\?["']?\)/g, (_, address) => {
    imports.push(`import asset${imports.length} from ${JSON.stringify(`${join(dirname(file), address)}?url`)}`)
    return `url(" + asset${imports.length - 1} + ")`
  })
  return [`import { addSheet } from '${SHEETS}'`, ...imports, `addSheet(${text})`].join('\n')
}
