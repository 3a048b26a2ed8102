// How a build stops. Kustomize wraps an error again and again on its way up, each time with a word of context in front; throwing keeps
// the rules readable, and build.ts, the door of this folder, turns what was thrown into a value.

export class BuildProblem extends Error {
  /** Set where a file is no YAML; the message then stands without what else was tried. */
  readonly isMalformed: boolean

  constructor(message: string, isMalformed = false) {
    super(message)
    this.isMalformed = isMalformed
  }
}

/** Does `work`; a problem gets `prefix: ` in front. */
export function withContext<T>(prefix: string, work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    if (thrown instanceof BuildProblem) throw new BuildProblem(`${prefix}: ${thrown.message}`, thrown.isMalformed)
    throw thrown
  }
}

/** The problem that `work` ends with, or what it gives. */
export function attempt<T>(
  work: () => T,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: BuildProblem } {
  try {
    return { ok: true, value: work() }
  } catch (thrown) {
    if (thrown instanceof BuildProblem) return { ok: false, problem: thrown }
    throw thrown
  }
}

/** What kustomize can and this one cannot. */
export function unsupported(what: string, instead: string): never {
  throw new BuildProblem(`${what} is not supported in this simulated cluster: ${instead}`)
}

const NESTED_QUANTIFIER = /\([^()]*[*+{][^()]*\)[*+{]/

/** A pattern of a selector. Patterns that could take forever are refused. */
export function compilePattern(pattern: string): RegExp {
  if (NESTED_QUANTIFIER.test(pattern)) unsupported(`the pattern ${pattern}`, 'repeat within a group or the group, not both')
  try {
    return new RegExp(pattern)
  } catch {
    throw new BuildProblem(`error parsing regexp: invalid pattern: \`${pattern}\``)
  }
}
