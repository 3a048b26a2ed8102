// The schema of content/messages: what an author may write in a file, and what is said when it is wrong, with the place and the remedy.

import type { FixKind, Message, MessageFix, MessageLink } from '../simulator/index.ts'
import { FIX_KINDS } from '../simulator/index.ts'

export interface MessageFile {
  readonly messages: readonly Message[]
  /** `[2].title: expected a text, received nothing; write title: …`. Empty for a good file. */
  readonly problems: readonly string[]
}

const FIELDS = ['id', 'says', 'field', 'general', 'title', 'wrong', 'why', 'mend', 'fixes', 'lesson', 'rules', 'links']

/**
 * Reads one file: a list of messages.
 *
 * @param area  The file's name without `.yaml`; ids begin with it.
 */
export function decodeMessages(value: unknown, area: string): MessageFile {
  const problems: string[] = []
  const report = (path: string, expected: string, received: unknown, mend: string) => {
    problems.push(`${path}: expected ${expected}, received ${nameOf(received)}; ${mend}`)
  }
  if (!Array.isArray(value)) {
    report('the file', 'a list of messages', value, 'begin each message with "- id:"')
    return { messages: [], problems }
  }
  const messages = value.map((entry: unknown, index) => decodeMessage(entry, area, `[${String(index)}]`, report))
  return { messages, problems }
}

type Report = (path: string, expected: string, received: unknown, mend: string) => void

function decodeMessage(value: unknown, area: string, path: string, report: Report): Message {
  const entry = recordOf(value)
  if (entry === undefined) report(path, 'a map', value, 'write id, says, title, wrong, why and mend')
  const members = entry ?? new Map<string, unknown>()
  const text = (name: string): string => {
    const member = members.get(name)
    if (typeof member === 'string' && member.trim() !== '') return member.trim()
    report(`${path}.${name}`, 'a text', member, `write "${name}: …"`)
    return ''
  }
  for (const name of members.keys())
    if (!FIELDS.includes(name)) report(`${path}.${name}`, `one of ${FIELDS.join(', ')}`, name, 'take it out or mend its name')
  const id = text('id')
  if (!new RegExp(`^${area}/[a-z0-9-]+$`).test(id))
    report(`${path}.id`, `${area}/ and a name in lower case with dashes`, id, 'ids begin with the name of their file')
  const says = textsOf(members.get('says'), `${path}.says`, report)
  if (says.length === 0) report(`${path}.says`, 'what Kubernetes prints', members.get('says'), 'copy the text, with {name} where it varies')
  const lesson = members.get('lesson')
  if (lesson !== undefined && typeof lesson !== 'string') report(`${path}.lesson`, 'the slug of a lesson', lesson, 'write its folder name')
  return {
    id,
    says,
    fields: textsOf(members.get('field'), `${path}.field`, report),
    general: members.get('general') === true,
    title: text('title'),
    wrong: text('wrong'),
    why: text('why'),
    mend: text('mend'),
    fixes: itemsOf(members.get('fixes'), `${path}.fixes`, report).flatMap((fix, index) =>
      decodeFix(fix, `${path}.fixes[${String(index)}]`, report),
    ),
    lesson: typeof lesson === 'string' ? lesson : undefined,
    rules: textsOf(members.get('rules'), `${path}.rules`, report),
    links: itemsOf(members.get('links'), `${path}.links`, report).flatMap((link, index) =>
      decodeLink(link, `${path}.links[${String(index)}]`, report),
    ),
  }
}

function decodeFix(value: unknown, path: string, report: Report): readonly MessageFix[] {
  const make = recordOf(value)?.get('make')
  const title = recordOf(value)?.get('title')
  if (!isFixKind(make)) report(`${path}.make`, `one of ${FIX_KINDS.join(', ')}`, make, 'name a quick fix that exists')
  if (typeof title !== 'string')
    report(`${path}.title`, 'what the button says', title, 'write "title: …", with {from} and {to} if you like')
  return isFixKind(make) && typeof title === 'string' ? [{ make, title }] : []
}

function isFixKind(value: unknown): value is FixKind {
  return FIX_KINDS.some((kind) => kind === value)
}

function decodeLink(value: unknown, path: string, report: Report): readonly MessageLink[] {
  const title = recordOf(value)?.get('title')
  const url = recordOf(value)?.get('url')
  if (typeof title !== 'string') report(`${path}.title`, 'a text', title, 'say where the link leads')
  if (typeof url !== 'string' || !url.startsWith('https://'))
    report(`${path}.url`, 'an address with https://', url, 'copy it from the browser')
  return typeof title === 'string' && typeof url === 'string' ? [{ title, url }] : []
}

function textsOf(value: unknown, path: string, report: Report): readonly string[] {
  if (typeof value === 'string') return [value]
  return itemsOf(value, path, report).flatMap((item, index) => {
    if (typeof item === 'string') return [item]
    report(`${path}[${String(index)}]`, 'a text', item, 'put it in quotes')
    return []
  })
}

function itemsOf(value: unknown, path: string, report: Report): readonly unknown[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value
  report(path, 'a list', value, 'put it in brackets')
  return []
}

function recordOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : undefined
}

function nameOf(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map'
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}
