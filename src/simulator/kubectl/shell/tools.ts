// Runs the small programs of the learner's machine inside a line of the terminal.

import type { Outcome, Runtime } from '../runtime.ts'
import { INTERRUPTED } from '../runtime.ts'
import type { ToolStep, ToolWorld } from '../workstation.ts'
import type { Program, ProgramCall } from './program.ts'

export function toolNamed(runtime: Runtime, name: string): Program | undefined {
  return runtime.cluster.workstation.has(name) ? runTool : undefined
}

function runTool(runtime: Runtime, call: ProgramCall): Outcome {
  const { workstation } = runtime.cluster
  return follow(runtime, call, workstation.start(call.words, call.stdin, worldOf(runtime, call)))
}

function worldOf({ moment, session }: Runtime, { variables }: ProgramCall): ToolWorld {
  return { ...moment, session, variables }
}

function follow(runtime: Runtime, call: ProgramCall, step: ToolStep): Outcome {
  const { after, stdout, stderr, files, folders } = step
  runtime.out(stdout)
  runtime.err(stderr)
  if (files !== runtime.session.files || folders !== runtime.session.folders) runtime.session = { ...runtime.session, files, folders }
  if (after.kind === 'ended') return after.exitCode
  return {
    checkAtMs: after.checkAtMs,
    resume: (later) => follow(later, call, later.cluster.workstation.resume(after.state, worldOf(later, call))),
    interrupt: () => INTERRUPTED,
  }
}
