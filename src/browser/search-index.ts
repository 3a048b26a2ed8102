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

/** Pagefind lists what stands before the first heading as a section with the page's own title: that is the page. */
export function readFound({ url, excerpt, meta, sub_results }: FoundData): Found {
  const title = meta['title'] ?? url
  return { url, title, excerpt, sections: sub_results.filter((section) => section.title !== title) }
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
