// What a file holds, as a program in the container would read it.

import { optional, required, text } from '../../authoring/shape.ts'
import type { ContainerReport } from '../../simulator/index.ts'
import { fileAt } from '../../simulator/index.ts'
import { defineCheck } from './check-kind.ts'
import type { PodChoice } from './choice.ts'
import { podChoice } from './choice.ts'
import { everyContainer } from './every.ts'
import type { TextExpectation } from './expectation.ts'
import { expectation } from './expectation.ts'
import { textOfContent } from './file-content.ts'

export interface FileCheck {
  readonly kind: 'file'
  readonly pods: PodChoice
  readonly container?: string
  readonly path: string
  readonly expect: TextExpectation
}

export const file = defineCheck<FileCheck>({
  kind: 'file',
  says: 'In every one of the Pods, a file holds what is expected: one that was mounted, or one of the image.',
  example: 'kind: file\npods: deployment/web\npath: /etc/app/app.ini\nexpect: { contains: "theme = light" }',
  fields: {
    pods: required(podChoice, 'Which Pods.'),
    container: optional(text, 'Which container; all of them, if it is left out.'),
    path: required(text, 'The absolute path in the container.'),
    expect: required(expectation, 'What the file should hold; `absent: true`: there is no such file.'),
  },
  judge: (check, look) => everyContainer(look, check, (container) => ({ found: contentOf(container, check.path), what: check.path })),
})

function contentOf({ fileSystem }: ContainerReport, path: string): string | undefined {
  const found = fileSystem === undefined ? undefined : fileAt(fileSystem, path)
  return found === undefined ? undefined : textOfContent(found.content)
}
