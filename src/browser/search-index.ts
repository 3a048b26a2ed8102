// What Pagefind answers, read into what the search shows.

/** The library that is made with the site: pagefind/pagefind.js. */
export interface SearchIndex {
  options(options: { readonly baseUrl: string }): Promise<void>
  init(): Promise<void>
  search(words: string): Promise<{ readonly results: readonly { data(): Promise<FoundData> }[] }>
}

export interface FoundData {
  readonly url: string
  readonly excerpt: string
  readonly meta: Readonly<Record<string, string>>
  readonly sub_results: readonly { readonly title: string; readonly url: string; readonly excerpt: string }[]
}

/** A page that was found, with the sections of it that say it. */
export interface Found {
  readonly url: string
  readonly title: string
  /** HTML whose only elements are `mark`. */
  readonly excerpt: string
  readonly sections: readonly { readonly url: string; readonly title: string; readonly excerpt: string }[]
}

export function isSearchIndex(value: unknown): value is SearchIndex {
  return typeof value === 'object' && value !== null && 'options' in value && 'init' in value && 'search' in value
}

/**
 * Pagefind lists what stands before the first heading as a section with the page's own title: that is the page. Its excerpts begin with the
 * heading that is shown above them, and what one says the page says again: each is told once.
 */
export function readFound({ url, excerpt, meta, sub_results }: FoundData): Found {
  const title = meta['title'] ?? url
  const told = new Set<string>()
  const once = (text: string, heading: string): string => {
    const own = withoutHeading(text, heading)
    const words = own.replace(/<\/?mark>|…/g, '').trim()
    if ([...told].some((other) => other.includes(words))) return ''
    told.add(words)
    return own
  }
  const sections = sub_results
    .filter((section) => section.title !== title)
    .map((section) => ({ url: section.url, title: section.title, excerpt: once(section.excerpt, section.title) }))
  const start = sub_results.find((section) => section.title === title)
  return { url, title, excerpt: once(start?.excerpt ?? excerpt, title), sections }
}

/** The excerpt behind its heading, with dots where it goes on. */
function withoutHeading(excerpt: string, heading: string): string {
  const signs = [...heading].map((sign) => sign.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(?:</?mark>)*')
  const found = new RegExp(`^\\s*(?:</?mark>)*${signs}((?:</?mark>)*)[.:]?\\s*`).exec(excerpt)
  const rest =
    found === null
      ? `… ${excerpt.trim()}`
      : `${found[1]?.endsWith('<mark>') === true ? '<mark>' : ''}${excerpt.slice(found[0].length).trim()}`
  if (rest === '') return ''
  return /[.!?](?:<\/mark>)?$/.test(rest) ? rest : `${rest} …`
}

export interface TextPart {
  readonly text: string
  readonly isMarked: boolean
}

/** The texts of an excerpt, those that were searched for marked. */
export function markedParts(excerpt: string): readonly TextPart[] {
  return excerpt
    .split(/<mark>([\s\S]*?)<\/mark>/)
    .map((text, index) => ({ text: plain(text), isMarked: index % 2 === 1 }))
    .filter(({ text }) => text !== '')
}

function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
}
