// The tags of a lesson, and the slips that MDX refuses in words of its own: a tag that nothing closes, a value without quotes, a brace.

import type { ContentProblem } from '../authoring/problem.ts'
import { nearest } from '../authoring/problem.ts'

export interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** Offset of its first character. */
  readonly at: number
  /** What stands between it and its end; '' for one that ends itself. */
  readonly inner: string
}

/** With an offset; who has the whole file knows the line. */
export type Slip = ContentProblem & { readonly at: number }

interface Tags {
  readonly tags: readonly Tag[]
  readonly problems: readonly Slip[]
}

const ATTRIBUTE = /\s+([A-Za-z][\w-]*)="([^"]*)"/g
const TAG = /^<(\/?)([A-Za-z][\w.-]*)((?:\s+[A-Za-z][\w-]*="[^"]*")*)\s*(\/?)>/

/**
 * @param prose  A lesson without its front matter.
 * @param known  Names of tags that a lesson may use.
 */
export function readTags(prose: string, known: readonly string[]): Tags {
  const text = withoutCode(prose)
  const tags: Tag[] = []
  const problems: Slip[] = []
  const open: { readonly tag: Tag; readonly innerAt: number }[] = []
  for (const { index: at } of text.matchAll(/[<{]/g)) {
    const refuse = (expected: string, received: string, fix: string) => problems.push({ at, path: '', expected, received, fix })
    if (text[at] !== '<') {
      refuse('words and tags', `a brace: ${lineAt(prose, at)}`, 'Put what it belongs to between backticks; MDX takes braces for a program.')
      continue
    }
    const [whole, closing, name = '', attributes = '', ending] = TAG.exec(text.slice(at)) ?? []
    if (whole === undefined) {
      const fix = /^<\/?[A-Za-z]/.test(text.slice(at))
        ? 'Write <Name attribute="value" />, the value in double quotes.'
        : 'Write &lt; for the sign, or put it between backticks.'
      refuse('a whole tag', lineAt(prose, at), fix)
      continue
    }
    if (!known.includes(name)) {
      const near = nearest(name, known)
      refuse(`one of ${known.join(', ')}`, `<${name}>`, near === undefined ? 'Take one of these.' : `Did you mean ${near}?`)
      continue
    }
    if (closing === '/') {
      const begun = open.pop()
      if (begun === undefined || begun.tag.name !== name)
        refuse(`an opening <${name}> before it`, `</${name}>`, 'Open it, or take the end away.')
      else tags.push({ ...begun.tag, inner: prose.slice(begun.innerAt, at) })
      continue
    }
    const values = [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, value] as const)
    const tag = { name, attributes: Object.fromEntries(values), at, inner: '' }
    if (ending === '/') {
      tags.push(tag)
      continue
    }
    if (open.at(-1)?.tag.name === name) {
      const before = open.pop()
      if (before !== undefined) problems.push(unended(before.tag, `another <${name}>`))
    }
    open.push({ tag, innerAt: at + whole.length })
  }
  for (const { tag } of open) problems.push(unended(tag, 'none'))
  return { tags: tags.toSorted((left, right) => left.at - right.at), problems }
}

function unended({ name, at }: Tag, received: string): Slip {
  const fix = `Write </${name}> where it ends${name === 'Term' ? '' : `, or end it at once: <${name} id="…" />`}.`
  return { at, path: '', expected: `an end of <${name}>`, received, fix }
}

/** Code and comments as blanks, so that every offset stays. */
export function withoutCode(prose: string): string {
  return prose.replaceAll(/^```[\s\S]*?^```|(`+)(?!`)[\s\S]*?[^`]\1(?!`)|\{\/\*[\s\S]*?\*\/\}/gm, (code) => code.replaceAll(/[^\n]/g, ' '))
}

function lineAt(text: string, at: number): string {
  return (text.slice(at).split('\n')[0] ?? '').slice(0, 40).trim()
}
