// The texts beside the lessons, as Vite hands them out when the site is built: by lesson, kind and name.
import { AstroError } from 'astro/errors'
import { describeProblems } from '../authoring/problem.ts'
import type { ContentProblem } from '../authoring/problem.ts'
import type { Files } from '../exercise/files.ts'
import type { Block } from '../exercise/lesson-blocks.ts'
import { BLOCK_FOLDERS, missingBlock } from '../exercise/lesson-blocks.ts'

const texts: Readonly<Record<string, string>> = import.meta.glob(
  ['../../content/lessons/*/*/**', '../../content/playground/**', '../../content/home/**'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
)

/** Everything in a folder below `content/`, by path within; undefined when there is no such folder. */
export function folderTexts(folder: string): Files | undefined {
  const root = `../../content/${folder}/`
  const inside = Object.entries(texts).filter(([path]) => path.startsWith(root))
  return inside.length === 0 ? undefined : Object.fromEntries(inside.map(([path, text]) => [path.slice(root.length), text]))
}

/** What `<Experiment id="…" />` or `<Exercise id="…" />` shows, by path within its folder; the page fails when there is none. */
export function blockFolder(block: 'Experiment' | 'Exercise', lesson: string, id: string): Files {
  return folderTexts(`lessons/${lesson}/${BLOCK_FOLDERS[block]}/${id}`) ?? failBlock(block, lesson, id)
}

/** What `<Quiz id="…" />` and its like show: the file, for messages, and its text; the page fails when there is none. */
export function blockText(
  block: 'Quiz' | 'Predict' | 'Transcript',
  lesson: string,
  id: string,
): { readonly file: string; readonly text: string } {
  const file = `content/lessons/${lesson}/${BLOCK_FOLDERS[block]}/${id}.yaml`
  const text = texts[`../../${file}`]
  return text === undefined ? failBlock(block, lesson, id) : { file, text }
}

function failBlock(block: Block, lesson: string, id: string): never {
  const root = `../../content/lessons/${lesson}/${BLOCK_FOLDERS[block]}/`
  const inside = Object.keys(texts).filter((path) => path.startsWith(root))
  const known = inside.map((path) => path.slice(root.length).replace(/(\.yaml)?(\/.*)?$/, ''))
  return fail(`content/lessons/${lesson}/index.mdx`, [missingBlock(block, id, [...new Set(known)])])
}

/** The value, or the build fails with everything that is wrong with the file. */
export function valueOrFail<T>(
  file: string,
  reading: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: readonly ContentProblem[] },
): T {
  return reading.ok ? reading.value : fail(file, reading.problem)
}

/** Over the page of an author the file is shown at the first of its problems. */
function fail(file: string, problems: readonly ContentProblem[]): never {
  const loc = { file, line: problems[0]?.line ?? 1, column: 1 }
  throw Object.assign(new AstroError(describeProblems(file, problems)), { name: 'ContentError', title: 'Mend this', loc })
}
