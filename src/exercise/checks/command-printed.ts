// What a command prints if it is run now. It is run on a copy of the cluster, so that looking changes nothing.

import { required, text } from '../../authoring/shape.ts'
import { runCommand } from '../../simulator/index.ts'
import { defineCheck, say } from './check-kind.ts'
import type { TextExpectation } from './expectation.ts'
import { expectation, fits, quote } from './expectation.ts'

export interface CommandPrintedCheck {
  readonly kind: 'command-printed'
  readonly run: string
  readonly expect: TextExpectation
}

export const commandPrinted = defineCheck<CommandPrintedCheck>({
  kind: 'command-printed',
  says: 'A command, run by the check itself, prints what is expected (output and errors together). `kubectl exec` looks into a container.',
  example: 'kind: command-printed\nrun: kubectl exec deploy/web -- cat /etc/app/app.ini\nexpect: { contains: "theme = light" }',
  fields: {
    run: required(text, 'A line for the terminal.'),
    expect: required(expectation, 'What it should print.'),
  },
  judge({ run, expect }, look) {
    const { stdout, stderr } = runCommand(look.run, run, look.files).output
    return say(fits(stdout + stderr, expect), `${run} prints ${quote(stdout + stderr)}`)
  },
})
