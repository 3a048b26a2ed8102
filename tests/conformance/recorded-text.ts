// Whether a text is what a real cluster printed: to the letter, but for what was blanked when it was recorded.

/** What was blanked when it was recorded, and what may stand there. */
const BLANKS: Readonly<Record<string, string>> = {
  '<uid>': '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}',
  '<rv>': '\\d+',
  '<time>':
    '\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:Z|[+-]\\d{2}:\\d{2})|[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} [+-]\\d{4}',
  '<age>': '(?:\\d+[smhdy])+',
  '<suffix>': '[bcdfghjklmnpqrstvwxz2456789]+',
  '<pointer>': '0x[0-9a-f]+',
  '<DIR>': '/[\\w/.-]+',
}
const BLANK = new RegExp(`(${Object.keys(BLANKS).join('|')})`)

/** Shows of the recorder's own clock that were not blanked: when what is described was made or started, and how old the namespace was. */
const CLOCKS: readonly RegExp[] = [
  /(?<=^(?:CreationTimestamp|Start Time): +)[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} \+0000$/gm,
  /(?<=^default +Active +)(?:\d+[smhdy])+$/gm,
]

/** @param other  What a second recording printed, where it differed. */
export function isSameText(wanted: string, got: string, other: string | undefined): boolean {
  if (matches(wanted, got)) return true
  return other !== undefined && (matches(other, got) || sortedItems(wanted) === sortedItems(got))
}

/** What a blank stands for may have been blanked in the answer as well. */
function matches(recorded: string, text: string): boolean {
  const [pattern, answer] = [withoutClocks(recorded), withoutClocks(text)]
  if (pattern === answer) return true
  if (!BLANK.test(pattern)) return false
  const trimmed = (each: string): string => (pattern.includes('<age>') ? each.replace(/ +$/gm, '') : each)
  const source = trimmed(pattern)
    .split(BLANK)
    .map((part) => (BLANKS[part] === undefined ? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : `(?:${BLANKS[part]}|${part})`))
    .join('')
  return new RegExp(`^${source}$`).test(trimmed(answer))
}

function withoutClocks(text: string): string {
  return CLOCKS.reduce((rest, clock) => rest.replace(clock, '(clock)'), text)
}

/** The lines of a text, and the items of the lists in them, in an order of their own. */
function sortedItems(text: string): string {
  return text
    .split(/\n|, |[[\]]/)
    .sort()
    .join('\n')
}
