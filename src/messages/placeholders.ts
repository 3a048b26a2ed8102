// What stands for a word of somebody's own message where a text is shown for no message in particular, as on the page "When it says …".

/** Every placeholder as code; the last part of a field's path by the name that the printed messages have for it. */
export function showPlaceholders(text: string): string {
  return text
    .replaceAll('{last}', '{field}')
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replace(/\{\w+\}/g, (placeholder) => `\`${placeholder}\``)))
    .join('')
}

/** What validation begins a problem with; only there the field stands in front of it. */
const OF_A_FIELD = /^(?:Required|Invalid|Unsupported|Duplicate) value|^(?:Forbidden|Not found|Too long|Too many): /

/**
 * A message with the field that it is printed behind, as far as a pattern says which.
 *
 * @param pattern  `**.configMapKeyRef.key`, `data[*]`.
 */
export function printedAt(pattern: string | undefined, says: string): string {
  const field = pattern?.replace(/^\*\*\./, '… ').replaceAll('[*]', '[…]')
  return field === undefined || field.includes('*') || !OF_A_FIELD.test(says) ? says : `${field}: ${says}`
}
