// Where in a file its signs stand, for whoever moves them: the tokens of each document's value, the ones without width included.

import { splitDocuments } from './document-splitter.ts'
import { Scanner } from './scanner.ts'
import { SyntaxProblem } from './syntax-problem.ts'
import type { Token } from './token.ts'

/** @param text  With line feeds only. @returns One list for each document; undefined when the text is no YAML. */
export function readLayout(text: string): readonly (readonly Token[])[] | undefined {
  const { chunks, problem } = splitDocuments(text)
  if (problem !== undefined) return undefined
  try {
    return chunks.map((chunk) => tokensOfValue(new Scanner(text, chunk)))
  } catch (error) {
    if (error instanceof SyntaxProblem) return undefined
    throw error
  }
}

/** As far as a document is read: what follows its value is ignored. */
function tokensOfValue(scanner: Scanner): readonly Token[] {
  const tokens: Token[] = []
  let depth = 0
  for (let token = scanner.peek(); token.kind !== 'stream-end'; token = scanner.next()) {
    tokens.push(token)
    if (/^(?:block|flow)-.*-start$/.test(token.kind)) depth += 1
    else if (/^(?:block|flow-.*)-end$/.test(token.kind)) depth -= 1
    else if (token.kind !== 'scalar' && token.kind !== 'alias') continue
    if (depth === 0) break
  }
  return tokens
}
