// Claims in lessons name their rules, as in [ENV-4, ENV-5]. On the page these are small marks that do not stop the reader, and lead to where
// the rule is told.
import { readFileSync } from 'node:fs'
import { CITATION } from '../exercise/marked-text.ts'
import { anchorOfRule, readRules } from '../exercise/rules.ts'

const says = new Map(
  readRules(readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8')).flatMap(({ rules }) =>
    rules.map((rule) => [rule.id, rule.says]),
  ),
)

/**
 * A rehype plugin: text nodes are split around citations; code is left alone.
 *
 * @param base  The path that the site is served under.
 */
export function ruleCitations({ base }) {
  return (tree) => mark(tree, `${base.replace(/\/$/, '')}/rules/`)
}

function mark(node, page) {
  if (node.children === undefined || node.tagName === 'code' || node.tagName === 'pre') return
  node.children = node.children.flatMap((child) => {
    if (child.type === 'text') return splitText(child.value, page)
    mark(child, page)
    return [child]
  })
}

function splitText(text, page) {
  const found = CITATION.exec(text)
  if (found === null) return [{ type: 'text', value: text }]
  const [whole, rules] = found
  const citation = {
    type: 'element',
    tagName: 'sup',
    properties: { className: ['rule'], dataPagefindIgnore: '' },
    children: rules.split(', ').flatMap((id, index) => [...(index > 0 ? [{ type: 'text', value: ', ' }] : []), linkTo(id, page)]),
  }
  return [{ type: 'text', value: text.slice(0, found.index) }, citation, ...splitText(text.slice(found.index + whole.length), page)]
}

function linkTo(id, page) {
  return {
    type: 'element',
    tagName: 'a',
    properties: { href: `${page}#${anchorOfRule(id)}`, ariaLabel: `Rule ${id}`, title: (says.get(id) ?? '').replaceAll('`', '') },
    children: [{ type: 'text', value: id }],
  }
}
