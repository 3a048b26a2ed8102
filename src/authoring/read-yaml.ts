// Reads the YAML of a content file. What is no YAML becomes a problem like any other.

import { load } from 'js-yaml'
import type { ContentProblem } from './problem.ts'

export type YamlReading =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: readonly ContentProblem[] }

export function readYaml(text: string): YamlReading {
  try {
    return { ok: true, value: load(text) }
  } catch (error) {
    const received = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return { ok: false, problem: [{ path: '', expected: 'YAML', received, fix: 'Look at the indentation and the quotes near that line.' }] }
  }
}
