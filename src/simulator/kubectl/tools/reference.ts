// What comes when kubectl is asked about itself or about the API: help, explain, the lists of kinds, its settings, and what is not here.

import type { FieldSentences } from '../../api/fields/describe-field.ts'
import { commandHelp, rootHelp } from '../command/help.ts'
import { API_RESOURCES, API_VERSIONS } from '../commands/api-resources.ts'
import { AUTH } from '../commands/auth.ts'
import { CONFIG } from '../commands/config/index.ts'
import { explainCommand } from '../commands/explain.ts'
import { OPTIONS } from '../commands/options.ts'
import { UNSUPPORTED } from '../commands/unsupported.ts'
import { CLUSTER_INFO, VERSION } from '../commands/version.ts'
import type { ReferenceTools } from '../tool-sets.ts'

/** @param sentences  What `kubectl explain` says of fields. */
export function referenceTools(sentences: FieldSentences): ReferenceTools {
  return {
    name: 'reference',
    commands: [API_RESOURCES, API_VERSIONS, AUTH, CLUSTER_INFO, CONFIG, explainCommand(sentences), OPTIONS, VERSION, ...UNSUPPORTED],
    rootHelp,
    commandHelp,
  }
}
