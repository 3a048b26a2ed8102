// What a stage's simulator needs at once comes as one file. Left alone the bundler makes a file of every few modules that the simulator shares with
// the sets that come later: more requests, and less to compress.

/** What a stage loads when it comes into view. */
const LABORATORY = '/src/islands/laboratory.ts'

export function oneLaboratory() {
  const groups = [{ name: (id, modules) => (isOfLaboratory(id, modules) ? 'simulator' : null), test: /\/src\/simulator\// }]
  return {
    name: 'one-laboratory',
    config: () => ({ environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } } } }),
  }
}

/** Imported by it, and by nothing that a page loads before it. */
function isOfLaboratory(id, modules) {
  const above = new Set([id])
  for (const each of above) for (const importer of modules.getModuleInfo(each)?.importers ?? []) above.add(importer)
  return [...above].some((each) => each.endsWith(LABORATORY)) && ![...above].some((each) => modules.getModuleInfo(each)?.isEntry === true)
}
