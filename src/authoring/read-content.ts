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
    const isYaml = error instanceof YAMLException
    const received = isYaml ? error.reason : String(error)
    const line = isYaml && error.mark !== undefined ? error.mark.line + 1 : undefined
    return { ok: false, problem: [{ path: '', line, expected: 'YAML', received, fix: remedyFor(received) }] }
  }
}

/** By what js-yaml says. It calls it a bad indentation when a text without quotes goes on after a colon. */
const REMEDIES: Readonly<Record<string, string>> = {
  'bad indentation of a mapping entry': 'Put a text with a colon in quotes; else look at the indentation near that line.',
  'tab characters must not be used in indentation': 'Write blanks instead, two for each level.',
  'duplicated mapping key': 'Take one of the two out, or give it another name.',
  'expected a document, but the input is empty': 'Write it; content/templates has one of each kind.',
}

function remedyFor(reason: string): string {
  return REMEDIES[reason] ?? 'Look at the indentation and the quotes near that line.'
}
