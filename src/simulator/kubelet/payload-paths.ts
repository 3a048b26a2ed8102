// Which paths a volume's files may have, and the form in which they are written.
// @source pkg/volume/util/atomic_writer.go validatePayload, validatePath

import type { Result } from '../base/result.ts'
import { failure, success } from '../base/result.ts'
import { utf8Length } from '../base/utf8.ts'
import type { Payload, PayloadFile } from './payload-file.ts'

const LONGEST_PATH = 4096
const LONGEST_NAME = 255

/** The payload under clean paths (`a//b` is `a/b`), or what is wrong with one of them. */
export function cleanPayload(payload: Payload): Result<Payload, string> {
  const clean = new Map<string, PayloadFile>()
  for (const [path, file] of payload) {
    const problem = pathProblem(path)
    if (problem !== undefined) return failure(problem)
    const steps = path.split('/').filter((step) => step !== '' && step !== '.')
    clean.set(steps.join('/'), file)
  }
  return success(clean)
}

function pathProblem(path: string): string | undefined {
  if (path === '') return `invalid path: must not be empty: ${JSON.stringify(path)}`
  if (path.startsWith('/')) return `invalid path: must be relative path: ${path}`
  if (utf8Length(path) > LONGEST_PATH) return `invalid path: must be less than or equal to ${String(LONGEST_PATH)} characters`
  const steps = path.split('/')
  if (steps.includes('..')) return `invalid path: must not contain '..': ${path}`
  if (steps.some((step) => utf8Length(step) > LONGEST_NAME))
    return `invalid path: filenames must be less than or equal to ${String(LONGEST_NAME)} characters`
  return path.startsWith('..') ? `invalid path: must not start with '..': ${path}` : undefined
}
