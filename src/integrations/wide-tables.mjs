// Tables of a lesson may be wider than a phone. Each stands in a box of its own that scrolls sideways, by keyboard too, so that no word of it
// is broken; the box is named after the columns.

/** A rehype plugin. */
export function wideTables() {
  return (tree) => box(tree)
}

function box(node) {
  if (node.children === undefined) return
  node.children = node.children.map((child) => {
    box(child)
    return child.tagName === 'table' ? boxed(child) : child
  })
}

function boxed(table) {
  const columns = all(table, 'th').map(textOf)
  return {
    type: 'element',
    tagName: 'div',
    properties: { className: ['wide-table'], role: 'group', tabIndex: 0, ariaLabel: `Table: ${columns.join(', ')}` },
    children: [table],
  }
}

const all = (node, tagName) => (node.tagName === tagName ? [node] : (node.children ?? []).flatMap((child) => all(child, tagName)))

const textOf = (node) => (node.type === 'text' ? node.value : (node.children ?? []).map(textOf).join(''))
