// `$(NAME)` in values, arguments and paths (ENV-5).
// @source third_party/forked/golang/expansion/expand.go

/** What a name stands for, or undefined: then the reference stays as it was written. */
export type Lookup = (name: string) => string | undefined

export function expand(text: string, lookup: Lookup): string {
  let expanded = ''
  let rest = 0
  for (let at = text.indexOf('$'); at !== -1 && at + 1 < text.length; at = text.indexOf('$', rest)) {
    expanded += text.slice(rest, at)
    const next = text.charAt(at + 1)
    if (next === '$') {
      expanded += '$'
      rest = at + 2
      continue
    }
    const end = next === '(' ? text.indexOf(')', at + 2) : -1
    if (end === -1) {
      // A lone dollar, or a bracket that nobody closes: both characters stay.
      expanded += next === '(' ? '$(' : `$${next}`
      rest = at + 2
      continue
    }
    const name = text.slice(at + 2, end)
    expanded += lookup(name) ?? `$(${name})`
    rest = end + 1
  }
  return expanded + text.slice(rest)
}
