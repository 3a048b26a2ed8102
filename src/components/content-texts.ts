// The texts beside the lessons, as Vite hands them out when the site is built: by lesson, kind and name.
import { describeProblems } from '../authoring/problem.ts'
import type { ContentProblem } from '../authoring/problem.ts'
import type { Files } from '../exercise/files.ts'

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

/** `content/lessons/<lesson>/<kind>/<id>.yaml`; undefined when there is no such file. */
export function fileText(lesson: string, kind: 'quizzes' | 'predictions' | 'transcripts', id: string): string | undefined {
  return texts[`../../content/lessons/${lesson}/${kind}/${id}.yaml`]
}

/** The value, or the build fails with everything that is wrong with the file. */
export function valueOrFail<T>(
  file: string,
  reading: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: readonly ContentProblem[] },
): T {
  if (!reading.ok) throw new Error(describeProblems(file, reading.problem))
  return reading.value
}
