// The words behind `npm run fuzz`: what is tried, how often, from which seed, for how long.

import { parseArgs } from 'node:util'
import type fc from 'fast-check'
import { failure, success } from '../../../src/simulator/base/result.ts'
import type { Result } from '../../../src/simulator/base/result.ts'

const SUBJECTS = ['texts', 'runs'] as const
const NAMES = [...SUBJECTS, 'seconds', 'seed'] as const

const USAGE =
  '`npm run fuzz` tries texts, then runs; `npm run fuzz:texts` and `npm run fuzz:runs` try one. ' +
  'After `--` may stand any of `--texts 50000`, `--runs 1000`, `--seconds 60` and `--seed 1`.'

/** What the laws are about: texts of manifests, or runs of a cluster. */
export type FuzzSubject = (typeof SUBJECTS)[number]

export interface FuzzOptions {
  readonly subjects: readonly FuzzSubject[]
  /** How many texts, and how many runs of each law. */
  readonly counts: Readonly<Record<FuzzSubject, number>>
  /** The same seed makes the same texts and runs. */
  readonly seed: number
  /** So long each law is tried at most; undefined: until the count is reached. */
  readonly seconds: number | undefined
}

/** How often fast-check tries one law, and from where. */
export type Trials = Pick<fc.Parameters, 'numRuns' | 'seed' | 'interruptAfterTimeLimit' | 'markInterruptAsFailure'>

/**
 * @param words    As they follow the name of the script: a subject, if not both are to be tried, and options.
 * @param anySeed  The seed when none is named.
 * @returns what they ask for, or what is wrong with them and what may be said.
 */
export function readFuzzOptions(words: readonly string[], anySeed: number): Result<FuzzOptions, string> {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: Object.fromEntries(NAMES.map((name) => [name, { type: 'string' }])),
    strict: false,
    allowPositionals: true,
  })
  const subjects = SUBJECTS.filter((subject) => positionals.length === 0 || positionals.includes(subject))
  for (const [name, value] of Object.entries(values)) {
    const problem = optionProblem(name, value, subjects)
    if (problem !== undefined) return failure(`${problem}\n${USAGE}`)
  }
  const unknown = positionals.filter((word) => !SUBJECTS.some((subject) => subject === word))
  if (unknown.length > 0) return failure(`Nothing is called ${unknown.join(' ')} here.\n${USAGE}`)
  const numberOf = (name: (typeof NAMES)[number]): number | undefined => (values[name] === undefined ? undefined : Number(values[name]))
  return success({
    subjects,
    counts: { texts: numberOf('texts') ?? 1_000_000, runs: numberOf('runs') ?? 100_000 },
    seed: numberOf('seed') ?? anySeed,
    seconds: numberOf('seconds'),
  })
}

function optionProblem(name: string, value: unknown, subjects: readonly FuzzSubject[]): string | undefined {
  if (!NAMES.some((known) => known === name)) return `There is no --${name}.`
  if (SUBJECTS.some((subject) => subject === name && !subjects.includes(subject)))
    return `--${name}: only ${subjects.join()} are tried here.`
  if (typeof value === 'string' && /^[1-9]\d*$/.test(value)) return undefined
  return `--${name} wants a whole number above 0, not ${typeof value === 'string' ? value : 'nothing'}.`
}
