// A volume filled from a git repository.
// @source pkg/apis/core/validation/validation.go validateGitRepoVolumeSource

import { demandText } from '../errors.ts'
import { validateDescendingPath } from '../paths.ts'
import type { VolumeRule } from '../rules.ts'

export const validateGitRepo: VolumeRule = ({ gitRepo }, path, errors) => {
  demandText(errors, path.child('repository'), gitRepo?.repository)
  validateDescendingPath(gitRepo?.directory ?? '', path.child('directory'), errors)
}
