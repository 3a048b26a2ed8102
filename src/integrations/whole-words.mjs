// Code in a line of prose, and a command in a block of its own, are broken between their words alone. A browser would break them behind each
// hyphen, and flags begin with two.
import { partsOfCode } from '../exercise/marked-text.ts'

/** A rehype plugin. */
export function wholeWords() {
  return (tree) => walk(tree)
}

function walk(node) {
  if (node.children === undefined) return
  if (node.tagName === 'code') split(node)
  else if (node.tagName !== 'pre') node.children.forEach(walk)
  else if (node.properties.dataLanguage === 'sh') split(node)
}

function split(node) {
  node.children = node.children.flatMap((child) => {
    if (child.type === 'text') return parts(child.value)
    if (child.children !== undefined) split(child)
    return [child]
  })
}

function parts(code) {
  return partsOfCode(code).map(({ text, isWhole }) => {
    const value = { type: 'text', value: text }
    return isWhole ? { type: 'element', tagName: 'span', properties: { className: ['whole'] }, children: [value] } : value
  })
}
