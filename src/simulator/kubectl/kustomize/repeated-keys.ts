// Keys that a manifest gives twice. Kustomize reads them without a word and fails when it prints the object.
//
// @source go.yaml.in/yaml/v3 decode.go mappingFieldCheck; sigs.k8s.io/kustomize api/resmap reswrangler.go AsYaml
// @simplified kustomize's message about a key that is there twice counts the manifest's lines without empty ones; the real one counts lines
// of the object as it would print it.

import { composeDocument } from '../../yaml/composer.ts'
import { splitDocuments } from '../../yaml/document-splitter.ts'
import type { MappingNode, YamlNode } from '../../yaml/node.ts'

/** What the printing of the document fails with, or undefined. @param chunkIndex  Which document of the text, empty ones counted. */
export function repeatedKeysProblem(text: string, chunkIndex: number): string | undefined {
  const lines = text.endsWith('\n') ? text : `${text}\n`
  const chunk = splitDocuments(lines).chunks[chunkIndex]
  const root = chunk === undefined ? undefined : composeDocument(lines, chunk)
  if (chunk === undefined || root === undefined) return undefined
  const lineOf = (offset: number): number =>
    lines
      .slice(chunk.start, offset)
      .split('\n')
      .filter((line, index, all) => index === all.length - 1 || (line.trim() !== '' && line !== '---')).length
  const problems = repeatedIn(root, lineOf)
  return problems.length === 0 ? undefined : `yaml: unmarshal errors:${problems.map((problem) => `\n  ${problem}`).join('')}`
}

function repeatedIn(node: YamlNode, lineOf: (offset: number) => number): readonly string[] {
  if (node.kind === 'sequence') return node.items.flatMap((item) => repeatedIn(item, lineOf))
  return node.kind === 'mapping' ? [...repeatedHere(node, lineOf), ...node.pairs.flatMap(({ value }) => repeatedIn(value, lineOf))] : []
}

function repeatedHere({ pairs }: MappingNode, lineOf: (offset: number) => number): readonly string[] {
  const lines = new Map<string, number>()
  return pairs.flatMap(({ key }) => {
    if (key.kind !== 'scalar' || key.value === '<<') return []
    const line = lineOf(key.start)
    const before = lines.get(key.value)
    if (before === undefined) lines.set(key.value, line)
    return before === undefined ? [] : [`line ${String(line)}: mapping key "${key.value}" already defined at line ${String(before)}`]
  })
}
