// What comes with the first kustomization.

import { KUSTOMIZE } from '../commands/kustomize.ts'
import { buildKustomization } from '../kustomize/build.ts'
import type { KustomizeTools } from '../tool-sets.ts'

export const KUSTOMIZE_TOOLS: KustomizeTools = { name: 'kustomize', commands: [KUSTOMIZE], build: buildKustomization }
