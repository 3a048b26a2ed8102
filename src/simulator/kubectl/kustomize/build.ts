// Placeholder until the builder lands in this folder's next commit.
import type { Result } from '../../base/result.ts'
import { failure } from '../../base/result.ts'
import type { Session } from '../session.ts'
export function buildKustomization(_session: Session, folder: string): Result<string, string> {
  return failure(`unable to build ${folder}`)
}
