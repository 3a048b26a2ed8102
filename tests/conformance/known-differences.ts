// The list of recorded answers that are knowingly not given: `known-differences.yaml` beside this file.

import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from 'js-yaml'
import { isRecord } from './source.ts'

export interface KnownDifference {
  readonly area: string
  readonly case: string
  /** Id of the rule it is about. */
  readonly rule: string
  readonly reason: string
}

export const DIFFERENCES_LIMIT = 30

const FILE = join(dirname(fileURLToPath(import.meta.url)), 'known-differences.yaml')

/** Throws for an entry without one of the four texts. */
export function readKnownDifferences(): readonly KnownDifference[] {
  const entries: unknown = load(readFileSync(FILE, 'utf8'))
  return (Array.isArray(entries) ? entries : []).map((entry: unknown) => ({
    area: textOf(entry, 'area'),
    case: textOf(entry, 'case'),
    rule: textOf(entry, 'rule'),
    reason: textOf(entry, 'reason'),
  }))
}

function textOf(entry: unknown, field: string): string {
  const value = isRecord(entry) ? entry[field] : undefined
  if (typeof value === 'string' && value.trim() !== '') return value
  throw new Error(`known-differences.yaml: an entry has no ${field}: ${JSON.stringify(entry)}`)
}
