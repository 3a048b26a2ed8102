// What comes with the first kustomization.

import { KUSTOMIZE, buildFolder } from '../commands/kustomize.ts'
import type { KustomizeTools } from '../tool-sets.ts'

export const KUSTOMIZE_TOOLS: KustomizeTools = { name: 'kustomize', commands: [KUSTOMIZE], build: buildFolder }
