// What comes with the first `kubectl describe`.

import { DESCRIBE } from '../commands/describe.ts'
import { templateText } from '../describe/template.ts'
import type { DescribeTools } from '../tool-sets.ts'

export const DESCRIBE_TOOLS: DescribeTools = { name: 'describe', commands: [DESCRIBE], templateText }
