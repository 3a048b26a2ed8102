// Text in lines of words, and indentation, as help and explanations print them.
// @source github.com/mitchellh/go-wordwrap wordwrap.go; k8s.io/kubectl pkg/explain/v2/funcs.go indent

/** Lines of at most `width` characters; a longer word has a line of its own. Line breaks in the text stay. */
export function wrapWords(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, width))
    .join('\n')
}

function wrapLine(line: string, width: number): string {
  const lines: string[] = []
  let current = ''
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current)
      current = word
    } else current = current === '' ? word : `${current} ${word}`
  }
  return [...lines, current].join('\n')
}

/** Every line, an empty one as well, gets that many spaces in front. */
export function indent(text: string, spaces: number): string {
  const margin = ' '.repeat(spaces)
  return margin + text.replaceAll('\n', `\n${margin}`)
}
