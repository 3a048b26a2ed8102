// The permissions of a file.

import type { Shape } from '../../authoring/shape.ts'
import { optional, refuse, required, text } from '../../authoring/shape.ts'
import { fileAt } from '../../simulator/index.ts'
import { defineCheck } from './check-kind.ts'
import type { PodChoice } from './choice.ts'
import { podChoice } from './choice.ts'
import { everyContainer } from './every.ts'

export interface FileModeCheck {
  readonly kind: 'file-mode'
  readonly pods: PodChoice
  readonly container?: string
  readonly path: string
  /** Four octal digits. */
  readonly mode: string
}

const mode: Shape<string> = {
  expected: 'a mode in quotes, such as "0440"',
  read(value, path, problems) {
    return typeof value === 'string' && /^0[0-7]{3}$/.test(value)
      ? value
      : refuse(this, value, path, problems, 'Write four octal digits in quotes, the first one 0.')
  },
}

export const fileMode = defineCheck<FileModeCheck>({
  kind: 'file-mode',
  says: 'In every one of the Pods, a file has this mode; links are followed.',
  example: 'kind: file-mode\npods: pod/db\npath: /etc/creds/password\nmode: "0400"',
  fields: {
    pods: required(podChoice, 'Which Pods.'),
    container: optional(text, 'Which container; all of them, if it is left out.'),
    path: required(text, 'The absolute path in the container.'),
    mode: required(mode, 'The mode as `ls` would have it in digits.'),
  },
  judge: (check, look) =>
    everyContainer(look, { ...check, expect: { equals: check.mode } }, ({ fileSystem }) => ({
      found: fileSystem === undefined ? undefined : fileAt(fileSystem, check.path)?.mode.toString(8).padStart(4, '0'),
      what: `the mode of ${check.path}`,
    })),
})
