// The door to content/messages. The page loads the files when it first explains something; they are one chunk of their own, made from YAML
// when the site is built, and stay out of the simulator.
//
//   const catalogue = await loadCatalogue()
//   for (const diagnostic of diagnoseText(run, text, catalogue).diagnostics) show(explanationOf(catalogue, diagnostic))
//   explainPrinted(catalogue, output.stderr)   // for a terminal
//   catalogue.messages                         // for a page that lists them; works while the site is built as well

import type { ContentProblem } from '../authoring/problem.ts'
import { describeProblems } from '../authoring/problem.ts'
import type { Catalogue, Message } from '../simulator/index.ts'
import { createCatalogue } from '../simulator/index.ts'
import { decodeMessages } from './decode-messages.ts'

let loading: Promise<Catalogue> | undefined

/** All messages, loaded once. Rejects when they can't be loaded; the next call tries again. */
export function loadCatalogue(): Promise<Catalogue> {
  loading ??= import('virtual:messages').then(
    ({ default: files }) => createCatalogue(readFiles(files)),
    (problem: unknown) => {
      loading = undefined
      throw problem
    },
  )
  return loading
}

/**
 * Messages from files by area, in the order of the areas.
 *
 * @throws Error that names file, path, what was expected and how to mend it.
 */
export function readFiles(files: Readonly<Record<string, unknown>>): readonly Message[] {
  return Object.entries(files).flatMap(([area, value]) => {
    const problems: ContentProblem[] = []
    const messages = decodeMessages(value, area, problems)
    if (problems.length > 0) throw new Error(describeProblems(`content/messages/${area}.yaml`, problems))
    return messages
  })
}
