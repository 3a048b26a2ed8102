// find: the walk through the files.
// @source busybox findutils/find.c

import { toText } from '../shell/byte-text.ts'
import { find, foundEntries, permits } from '../shell/file-tree.ts'
import type { Applet, AppletCall } from './applet.ts'
import type { Expression } from './find-expression.ts'
import { readExpression } from './find-expression.ts'
import type { Visited } from './find-questions.ts'
import { runQueue } from './runners.ts'

export const findFiles: Applet = (call) => {
  if (call.memory?.child !== undefined) return runQueue(call, [], (worst) => (worst === 0 ? 0 : 1))
  const words = call.words.filter((word) => !/^-[HLP]$/.test(word))
  const startsFollowing = call.words.includes('-L')
  const start = words.findIndex((word) => word.startsWith('-') || word === '(' || word === '!')
  const paths = start === -1 ? words : words.slice(0, start)
  const read = readExpression(call, start === -1 ? [] : words.slice(start))
  if (!read.ok) return call.complain(read.problem)
  const expression = read.value
  const walk: Walk = { call, expression, follows: startsFollowing || expression.follows, failed: 0 }
  for (const path of paths.length === 0 ? ['.'] : paths) {
    const found = find(call.world, call.process.directory, path, walk.follows ? 'follow' : 'keep')
    if (found.ok) visit(walk, { path, ...found.value, depth: 0 })
    else walk.failed = call.complainOf(path, found.problem)
  }
  const queue = [
    ...expression.queue,
    ...expression.collected.filter((each) => each.paths.length > 0).map(({ command, paths: all }) => [...command, ...all]),
  ]
  if (queue.length > 0) return runQueue(call, queue, (worst) => (worst === 0 && walk.failed === 0 ? 0 : 1))
  return walk.failed
}

interface Walk {
  readonly call: AppletCall
  readonly expression: Expression
  readonly follows: boolean
  failed: number
}

function visit(walk: Walk, visited: Visited): void {
  const { call, expression, follows } = walk
  const { path, node, parts, depth } = visited
  call.machine.budget -= 2
  const act = (): void => {
    if (depth >= expression.leastDepth && expression.test(visited) && !expression.acts) call.print(`${path}\n`)
  }
  if (expression.halt.ended) return
  if (!expression.depthFirst) act()
  if (node.kind === 'directory' && depth < expression.mostDepth && !expression.halt.pruned.has(path)) {
    if (!permits(node, call.world.who, 4)) walk.failed = call.complainOf(path, 'EACCES')
    else
      for (const [name, child] of foundEntries(call.world, parts)) {
        const inner = `${path.replace(/\/$/, '')}/${name}`
        const target = follows && child.kind === 'link' ? find(call.world, call.process.directory, inner) : undefined
        const next = target?.ok === true ? target.value : { node: child, parts: [...parts, toText(name)] }
        // A link to a directory above would lead round for ever.
        if (target?.ok === true && next.node.kind === 'directory' && next.parts.every((part, index) => part === parts[index])) continue
        visit(walk, { path: inner, ...next, depth: depth + 1 })
      }
  }
  if (expression.depthFirst) act()
}
