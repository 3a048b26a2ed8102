// Names of environment variables as kubectl itself checks them.
import { envNameProblems } from './create/key-sources.ts'

/** kubectl's text, or undefined for a name it accepts. */
export function configNameProblem(name: string): string | undefined {
  const problems = envNameProblems(name)
  return problems.length === 0 ? undefined : problems.join(';')
}
