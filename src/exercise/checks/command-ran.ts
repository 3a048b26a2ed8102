// Whether the learner ran a command. For goals that are about the way; most are about the state, and any way should do.

import { required } from '../../authoring/shape.ts'
import { defineCheck, say } from './check-kind.ts'
import type { TextExpectation } from './expectation.ts'
import { expectation, fits } from './expectation.ts'

export interface CommandRanCheck {
  readonly kind: 'command-ran'
  readonly line: TextExpectation
}

export const commandRan = defineCheck<CommandRanCheck>({
  kind: 'command-ran',
  says: 'The learner ran a line like this in the terminal, or by a button. Use it for mistakes; a goal should be about the state.',
  example: "kind: command-ran\nline: { matches: '^kubectl delete pods?' }",
  fields: { line: required(expectation, 'What the line should be like.') },
  judge({ line }, { run, sinceMs }) {
    const ran = run.entries.flatMap((entry) => (entry.kind === 'command' && entry.atMs >= sinceMs ? [entry.text] : []))
    const found = ran.find((each) => fits(each, line))
    return say(found !== undefined, found === undefined ? `no such line among the ${String(ran.length)} that were run` : `you ran ${found}`)
  },
})
