// Reads a content file by its shape. What is wrong with it, and with what it says as a whole, is told with its line.

import { YAMLException, load } from 'js-yaml'
import { lineOf } from './line-of.ts'
import type { ContentProblem } from './problem.ts'
import type { Shape } from './shape.ts'

export type ContentReading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: readonly ContentProblem[] }

/** @param further  What is wrong although every value has its shape: names of things that are not there, ids that are there twice. */
export function readContent<T>(
  source: string,
  shape: Shape<T>,
  further: (value: T) => readonly ContentProblem[] = () => [],
): ContentReading<T> {
  const yaml = readYaml(source)
  if (!yaml.ok) return yaml
  const problems: ContentProblem[] = []
  const value = shape.read(yaml.value, '', problems)
  if (value !== undefined) problems.push(...further(value))
  return value === undefined || problems.length > 0
    ? { ok: false, problem: problems.map((each) => ({ ...each, line: lineOf(source, each.path) })) }
    : { ok: true, value }
}

/** The value that a text is, of whatever shape. What is no YAML becomes a problem like any other. */
export function readYaml(source: string): ContentReading<unknown> {
  try {
    return { ok: true, value: load(source) }
  } catch (error) {
    const received = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    const mark = error instanceof YAMLException ? error.mark : undefined
    const line = mark === undefined ? undefined : mark.line + 1
    return {
      ok: false,
      problem: [{ path: '', line, expected: 'YAML', received, fix: 'Look at the indentation and the quotes near that line.' }],
    }
  }
}
