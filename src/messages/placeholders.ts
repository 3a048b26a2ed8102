// What stands for a word of somebody's own message where a text is shown for no message in particular, as on the page "When it says …".

/** Every placeholder as code; the last part of a field's path by the name that the printed messages have for it. */
export function showPlaceholders(text: string): string {
  return text
    .replaceAll('{last}', '{field}')
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replace(/\{\w+\}/g, (placeholder) => `\`${placeholder}\``)))
    .join('')
}
