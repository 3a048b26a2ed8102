// The shape of content/messages: what an author may write in a file, and what each field means.

import type { ContentProblem } from '../authoring/problem.ts'
import type { Fields, Shape } from '../authoring/shape.ts'
import { defaulted, flag, listOf, mapped, oneOf, optional, record, refuse, required, text } from '../authoring/shape.ts'
import type { Message, MessageFix, MessageLink } from '../simulator/index.ts'
import { FIX_KINDS } from '../simulator/index.ts'

/** A message as it is written: `field` is in the singular, and a single text needs no list. */
interface MessageEntry extends Omit<Message, 'fields' | 'lesson'> {
  readonly field: readonly string[]
  readonly lesson?: string
}

/** One text, or a list of them. */
const texts: Shape<readonly string[]> = {
  expected: 'a text or a list of texts',
  read: (value, path, problems) =>
    Array.isArray(value) ? listOf(text, 1).read(value, path, problems) : mapped(text, (one) => [one]).read(value, path, problems),
}

const address: Shape<string> = {
  expected: 'an address that begins with https://',
  read(value, path, problems) {
    return typeof value === 'string' && value.startsWith('https://')
      ? value
      : refuse(this, value, path, problems, 'Copy it from the browser.')
  },
}

const fix = record<MessageFix>('a quick fix', {
  make: required(oneOf(...FIX_KINDS), 'Which quick fix may help. Each decides by itself whether it is certain.'),
  title: required(text, 'What the button says. It may use {from} and {to}.'),
})

const link = record<MessageLink>('a link', {
  title: required(text, 'Where it leads.'),
  url: required(address, 'The address.'),
})

/** What a message has. @param area  The file's name without `.yaml`. */
function messageFields(area: string): Fields<MessageEntry> {
  return {
    id: required(idIn(area), 'The file, a slash, and a name of its own. It never changes.'),
    says: defaulted(
      texts,
      [],
      'What Kubernetes prints, without the field and what kubectl puts in front; a word in braces stands for whatever is there. Left out where it says nothing.',
    ),
    field: defaulted(texts, [], 'Only at these fields: data[*], **.env[*].valueFrom.'),
    empty: defaulted(flag, false, 'Only where the field is written, and nothing stands behind it.'),
    general: defaulted(flag, false, 'Says no more than the kind of trouble.'),
    title: required(text, 'The heading. All texts may use the placeholders of says, and {path} and {last} for the field.'),
    wrong: required(text, 'What is wrong.'),
    why: required(text, 'Why Kubernetes minds.'),
    mend: required(text, 'How to mend it.'),
    fixes: defaulted(listOf(fix), [], 'Quick fixes, the best first.'),
    lesson: optional(text, 'The slug of the lesson that teaches it.'),
    rules: required(listOf(text, 1), 'Ids of the rules behind it, as docs/rules.md tells them.'),
    links: defaulted(listOf(link), [], 'Pages elsewhere.'),
  }
}

function idIn(area: string): Shape<string> {
  return {
    expected: `${area}/ and a name in lower case with hyphens`,
    read(value, path, problems) {
      const isGood = typeof value === 'string' && new RegExp(`^${area}/[a-z0-9-]+$`).test(value)
      return isGood ? value : refuse(this, value, path, problems, 'Begin with the name of the file.')
    },
  }
}

/** One file: a list of messages. @param area  The file's name without `.yaml`. */
export function messagesShape(area: string): Shape<readonly Message[]> {
  return mapped(listOf(record<MessageEntry>('a message', messageFields(area))), (entries) =>
    entries.map(({ field, lesson, ...entry }) => ({ ...entry, fields: field, lesson })),
  )
}

/** Reads one file that is parsed already. Notes what is wrong with it; a file with problems gives none. */
export function decodeMessages(value: unknown, area: string, problems: ContentProblem[]): readonly Message[] {
  return messagesShape(area).read(value, '', problems) ?? []
}
