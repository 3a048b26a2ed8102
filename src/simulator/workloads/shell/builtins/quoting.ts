// Shows a text so that the shell reads it back as it was.
// @source busybox shell/ash.c single_quote

export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`
}
