// Styles that a page can never need are left out of it: those whose classes, ids or own elements are named neither in the page nor in a script
// that it may load. Names are all that is looked at, so whatever might apply stays.

/**
 * @param {string} css  As it was built: without comments.
 * @param {ReadonlySet<string>} words  Every word of the page and of its scripts.
 * @returns {string}
 */
export function usedStyles(css, words) {
  let kept = ''
  for (const { prelude, body } of rules(css)) {
    if (body === undefined) kept += `${prelude};`
    else if (/^@(?:media|supports|container)\b/.test(prelude)) kept += block(prelude, usedStyles(body, words))
    else if (/^@layer\b/.test(prelude)) kept += `${prelude}{${usedStyles(body, words)}}`
    else if (prelude.startsWith('@')) kept += `${prelude}{${body}}`
    else kept += block(usedSelectors(prelude, words), body)
  }
  return kept
}

/** @param {string} text @returns {string[]} */
export const wordsOf = (text) => text.match(/[\w-]+/g) ?? []

const block = (prelude, body) => (prelude === '' || body === '' ? '' : `${prelude}{${body}}`)

/** The rules of one level; a statement has no body. */
function* rules(css) {
  for (let at = 0; at < css.length;) {
    const open = endOf(css, at, '{;')
    const prelude = css.slice(at, open).trim()
    if (css[open] !== '{') {
      if (prelude !== '') yield { prelude }
      at = open + 1
      continue
    }
    const close = endOf(css, open + 1, '}')
    yield { prelude, body: css.slice(open + 1, close) }
    at = close + 1
  }
}

const usedSelectors = (list, words) =>
  parts(list)
    .filter((selector) => namesOf(selector).every((name) => words.has(name)))
    .join(',')

/** The names without which a selector matches nothing. */
function namesOf(selector) {
  const needed = withoutChoices(selector.replaceAll(/\[[^\]]*\]/g, ''))
  const named = [...needed.matchAll(/[.#]((?:[\w-]|\\.)+)/g)].map(([, name]) => name)
  const elements = [...needed.matchAll(/(?<![\w.#:\\-])[a-z]+-[\w-]+/g)].map(([name]) => name)
  return [...named, ...elements].filter((name) => !name.includes('\\'))
}

/** Without what is excluded, and without what is one way of several. */
function withoutChoices(selector) {
  const found = /:(not|is|where|has)\(/.exec(selector)
  if (found === null) return selector
  const start = found.index + found[0].length
  const end = endOf(selector, start, ')')
  const inner = selector.slice(start, end)
  const isNeeded = found[1] !== 'not' && parts(inner).length === 1
  return `${selector.slice(0, found.index)}${isNeeded ? withoutChoices(inner) : ''} ${withoutChoices(selector.slice(end + 1))}`
}

/** At the commas that stand in no brackets. */
function parts(list) {
  const found = []
  for (let at = 0; at <= list.length;) {
    const end = endOf(list, at, ',')
    found.push(list.slice(at, end))
    at = end + 1
  }
  return found
}

/** Where one of the signs stands first, outside of strings and of brackets that were opened after `from`. */
function endOf(text, from, signs) {
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at]
    if (sign === '\\') at += 1
    else if (sign === '"' || sign === "'") at = closingQuote(text, at)
    else if (depth === 0 && signs.includes(sign)) return at
    else if ('([{'.includes(sign)) depth += 1
    else if (')]}'.includes(sign)) depth -= 1
  }
  return text.length
}

function closingQuote(text, open) {
  let at = open + 1
  while (at < text.length && text[at] !== text[open]) at += text[at] === '\\' ? 2 : 1
  return at
}
