// Opens a text in the editor: the page's own, or the program that KUBE_EDITOR or EDITOR names.
// @source k8s.io/kubectl pkg/cmd/util/editor/editor.go

import type { Call } from '../../command/command.ts'
import type { Outcome, Runtime } from '../../runtime.ts'
import { readText, writeFile } from '../../files.ts'

/** Programs that stand for the editor of the page. */
const PAGE_EDITORS = new Set(['', 'vi', 'vim', 'nvim', 'nano', 'emacs', 'code', 'code --wait'])

/** @param next  What the saved text leads to; undefined when no editor could be started, which was said. */
export function openEditor(
  call: Call,
  runtime: Runtime,
  { fileName, text }: { readonly fileName: string; readonly text: string },
  next: (runtime: Runtime, saved: string | undefined) => Outcome,
): Outcome {
  const editor = call.variables.get('KUBE_EDITOR') ?? call.variables.get('EDITOR') ?? ''
  if (!PAGE_EDITORS.has(editor)) return runEditor(call, runtime, { editor, fileName, text }, next)
  if (!runtime.hasKeyboard) return next(runtime, undefined)
  const wait = (): Outcome => ({
    checkAtMs: Infinity,
    resume: wait,
    interrupt: (later) => next(later, text),
    edits: { fileName, text, save: next },
  })
  return wait()
}

function runEditor(
  call: Call,
  runtime: Runtime,
  { editor, fileName, text }: { readonly editor: string; readonly fileName: string; readonly text: string },
  next: (runtime: Runtime, saved: string | undefined) => Outcome,
): Outcome {
  const { session, cluster, moment } = runtime
  const opened = writeFile({ ...session, folder: '' }, fileName, text)
  if (opened === undefined) return next(runtime, undefined)
  const world = { ...moment, session: { ...opened, folder: session.folder }, variables: call.variables }
  const step = cluster.workstation.start(['sh', '-c', `${editor} ${session.home}/${fileName}`], '', world)
  runtime.out(step.stdout)
  runtime.err(step.stderr)
  const files = new Map(step.files)
  files.delete(fileName)
  const saved = readText({ ...session, folder: '', files: step.files, folders: step.folders }, fileName)
  runtime.session = { ...session, files, folders: step.folders }
  return next(runtime, step.after.kind === 'ended' && step.after.exitCode === 0 ? saved : undefined)
}

/** What is said when no editor could be started. */
export function editorProblem({ variables }: Call): string {
  const editor = variables.get('KUBE_EDITOR') ?? variables.get('EDITOR') ?? 'vi'
  return `there was a problem with the editor "${editor}"`
}
