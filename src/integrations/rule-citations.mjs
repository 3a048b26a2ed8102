// Claims in lessons name their rules, as in [ENV-4, ENV-5]. On the page these are small marks that do not stop the reader.
import { CITATION } from '../exercise/marked-text.ts'

/** A rehype plugin: text nodes are split around citations; code is left alone. */
export function ruleCitations() {
  return (tree) => mark(tree)
}

function mark(node) {
  if (node.children === undefined || node.tagName === 'code' || node.tagName === 'pre') return
  node.children = node.children.flatMap((child) => {
    if (child.type === 'text') return splitText(child.value)
    mark(child)
    return [child]
  })
}

function splitText(text) {
  const found = CITATION.exec(text)
  if (found === null) return [{ type: 'text', value: text }]
  const [whole, rules] = found
  const citation = {
    type: 'element',
    tagName: 'sup',
    properties: { className: ['rule'], title: `Checked against a real cluster: ${rules}`, dataPagefindIgnore: '' },
    children: [{ type: 'text', value: rules }],
  }
  return [{ type: 'text', value: text.slice(0, found.index) }, citation, ...splitText(text.slice(found.index + whole.length))]
}
