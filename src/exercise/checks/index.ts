// The vocabulary of checks: a closed union, the shape that authors' texts are read by, and the judge.

import type { Shape } from '../../authoring/shape.ts'
import { taggedBy } from '../../authoring/shape.ts'
import type { CheckKind, Look, Verdict } from './check-kind.ts'
import { commandPrinted } from './command-printed.ts'
import type { CommandPrintedCheck } from './command-printed.ts'
import { commandRan } from './command-ran.ts'
import type { CommandRanCheck } from './command-ran.ts'
import { composedOf } from './composed.ts'
import type { ManyOf, OneOf } from './composed.ts'
import { environment } from './environment.ts'
import type { EnvironmentCheck } from './environment.ts'
import { eventSeen } from './event-seen.ts'
import type { EventSeenCheck } from './event-seen.ts'
import { field } from './field.ts'
import type { FieldCheck } from './field.ts'
import { fileMode } from './file-mode.ts'
import type { FileModeCheck } from './file-mode.ts'
import { file } from './file.ts'
import type { FileCheck } from './file.ts'
import { neverFewerReady } from './never-fewer-ready.ts'
import type { NeverFewerReadyCheck } from './never-fewer-ready.ts'
import { nothingRestarted } from './nothing-restarted.ts'
import type { NothingRestartedCheck } from './nothing-restarted.ts'
import { objectAbsent } from './object-absent.ts'
import type { ObjectAbsentCheck } from './object-absent.ts'
import { objectExists } from './object-exists.ts'
import type { ObjectExistsCheck } from './object-exists.ts'
import { podStatus } from './pod-status.ts'
import type { PodStatusCheck } from './pod-status.ts'
import { podsReady } from './pods-ready.ts'
import type { PodsReadyCheck } from './pods-ready.ts'
import { processPrinted } from './process-printed.ts'
import type { ProcessPrintedCheck } from './process-printed.ts'
import { processUses } from './process-uses.ts'
import type { ProcessUsesCheck } from './process-uses.ts'
import { rolloutFinished } from './rollout-finished.ts'
import type { RolloutFinishedCheck } from './rollout-finished.ts'
import { samePods } from './same-pods.ts'
import type { SamePodsCheck } from './same-pods.ts'
import { storedValue } from './stored-value.ts'
import type { StoredValueCheck } from './stored-value.ts'
import { valueNowhere } from './value-nowhere.ts'
import type { ValueNowhereCheck } from './value-nowhere.ts'

export type Check =
  | ObjectExistsCheck
  | ObjectAbsentCheck
  | FieldCheck
  | StoredValueCheck
  | EnvironmentCheck
  | FileCheck
  | FileModeCheck
  | ProcessUsesCheck
  | ProcessPrintedCheck
  | PodStatusCheck
  | PodsReadyCheck
  | SamePodsCheck
  | RolloutFinishedCheck
  | NeverFewerReadyCheck
  | NothingRestartedCheck
  | ValueNowhereCheck
  | CommandPrintedCheck
  | CommandRanCheck
  | EventSeenCheck
  | OneOf<'not', Check>
  | ManyOf<'all', Check>
  | ManyOf<'any', Check>
  | OneOf<'always', Check>
  | OneOf<'sometime', Check>

export const checkShape: Shape<Check> = taggedBy<Check>('a check: a map that begins with kind: …', () =>
  Object.fromEntries(CHECK_KINDS.map(({ kind, shape }) => [kind, shape])),
)

const { not, all, any, always, sometime } = composedOf<Check>(checkShape, judge)

/** In the order of the authors' reference. Complete: the compiler names a kind of the union that is missing. */
const KINDS = {
  'object-exists': objectExists,
  'object-absent': objectAbsent,
  field,
  'stored-value': storedValue,
  environment,
  file,
  'file-mode': fileMode,
  'process-uses': processUses,
  'process-printed': processPrinted,
  'pod-status': podStatus,
  'pods-ready': podsReady,
  'same-pods': samePods,
  'rollout-finished': rolloutFinished,
  'never-fewer-ready': neverFewerReady,
  'nothing-restarted': nothingRestarted,
  'value-nowhere': valueNowhere,
  'command-printed': commandPrinted,
  'command-ran': commandRan,
  'event-seen': eventSeen,
  not,
  all,
  any,
  always,
  sometime,
} satisfies { readonly [K in Check['kind']]: CheckKind<Extract<Check, { kind: K }>> }

export const CHECK_KINDS: readonly Pick<CheckKind<Check>, 'kind' | 'says' | 'example' | 'fields' | 'shape'>[] = Object.values(KINDS)

export function judge(check: Check, look: Look): Verdict {
  const kinds: Readonly<Record<Check['kind'], Pick<CheckKind<Check>, 'judge'>>> = KINDS
  return kinds[check.kind].judge(check, look)
}
