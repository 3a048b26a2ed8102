// Variables that are lists, and values that grow: `NAME=(a b)`, `NAME[1]=x`, `NAME+=more`.
// @source bash arrayfunc.c
// @simplified Arrays of the terminal have no texts for keys (`declare -A`), and items that were left out are empty.

import type { Outcome, Runtime } from '../runtime.ts'
import { evaluate } from './arithmetic.ts'
import { assign, complain, expandText, expandWords, variable } from './expansion.ts'
import type { FindProgram } from './program.ts'
import type { Assignment } from './tree.ts'

const MOST_ITEMS = 10_000

export function assignPart(
  runtime: Runtime,
  { name, appends, index, value, items }: Assignment,
  find: FindProgram,
  next: (runtime: Runtime) => Outcome,
): Outcome {
  if (items !== undefined)
    return expandWords(runtime, items, find, (later, words) => {
      const { lists, variables } = later.session
      const single = variables.get(name)
      const before = appends ? (lists.get(name) ?? (single === undefined ? [] : [single])) : []
      setList(later, name, [...before, ...words])
      return next(later)
    })
  return expandText(runtime, value, find, (later, text) => {
    if (index === undefined) {
      assign(later, new Map([[name, (variable(later, name) ?? '') + text]]))
      return next(later)
    }
    return expandText(later, index, find, (current, written) => {
      const sum = evaluate(written, (each) => variable(current, each))
      if (!sum.ok) return complain(current, sum.problem)
      const list = [...(current.session.lists.get(name) ?? [])]
      const at = sum.value.value < 0 ? list.length + sum.value.value : sum.value.value
      if (at < 0 || at >= MOST_ITEMS) return complain(current, `${name}[${written}]: bad array subscript`)
      while (list.length < at) list.push('')
      list[at] = (appends ? (list[at] ?? '') : '') + text
      setList(current, name, list)
      return next(current)
    })
  })
}

function setList(runtime: Runtime, name: string, items: readonly string[]): void {
  const { session } = runtime
  const variables = new Map(session.variables)
  variables.delete(name)
  runtime.session = { ...session, variables, lists: new Map(session.lists).set(name, items) }
}
