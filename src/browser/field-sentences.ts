// The sentences about fields, fetched when somebody first asks for one and kept for the life of the page.

import type { FieldSentences } from '../simulator/index.ts'

let loading: Promise<FieldSentences> | undefined

/** @param base  Path of the site, as `import.meta.env.BASE_URL` has it. A failed fetch leaves no sentences, and is tried again next time. */
export function loadFieldSentences(base: string): Promise<FieldSentences> {
  loading ??= fetch(`${base.replace(/\/$/, '')}/field-sentences.json`)
    .then((response) => (response.ok ? response.json() : undefined))
    .then((value: unknown) => {
      if (!areSentences(value)) throw new Error('no sentences')
      return value
    })
    .catch(() => {
      loading = undefined
      return {}
    })
  return loading
}

function areSentences(value: unknown): value is FieldSentences {
  return (
    typeof value === 'object' && value !== null && Object.values(value).every((fields) => typeof fields === 'object' && fields !== null)
  )
}
