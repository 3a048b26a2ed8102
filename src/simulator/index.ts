// The simulator's public face: what the stage, the exercises and the benchmarks may import. Everything else is its own business.

export type { ApiView } from './api/client.ts'
export type { FieldDescription, FieldSentences } from './api/fields/describe-field.ts'
export { describeField, describeFields } from './api/fields/describe-field.ts'
export type { Kind } from './api/kinds.ts'
export { KINDS } from './api/kinds.ts'
export type { CachedObject, ConfigurationSource, ContainerReport, NodeReport, PodReport } from './api/node-report.ts'
export type { ApiObject, ObjectByKind, ObjectKey, ObjectReference } from './api/objects.ts'
export { isKind } from './api/objects.ts'
export type { Actor, EntryId, TimelineEntry } from './api/timeline.ts'
export type { Result } from './base/result.ts'
export { failure, success } from './base/result.ts'
export type { Run, RunOptions } from './cluster/run.ts'
export { advanceRun, forkAt, nextEventAtMs, snapshotAt } from './cluster/run-time.ts'
export { completeLine, runCommand, touchForeground, typeLine } from './cluster/run-lines.ts'
export { diagnoseText, joinNode, logsOf, replaceTexts, startRun, textsOf, withTools } from './cluster/run.ts'
export type { ForegroundLine, ScreenPiece } from './cluster/terminal.ts'
export type { ServerPartName } from './apiserver/index.ts'
export type { LineCompletion, LineTouch, ToolSet, ToolSetName, Toolbox } from './kubectl/index.ts'
export { isUnfinished, toolboxOf } from './kubectl/index.ts'
export type { CommandOutput, Diagnosis, Snapshot } from './cluster/run-contract.ts'
export type {
  Catalogue,
  Diagnostic,
  Explanation,
  Fix,
  FixKind,
  Message,
  MessageFix,
  MessageLink,
  RelatedPlace,
  TextEdit,
} from './diagnosis/index.ts'
export { EMPTY_CATALOGUE, FIX_KINDS, applyEdits, createCatalogue, explainPrinted, explanationOf } from './diagnosis/index.ts'
export { fileAt } from './workloads/file-at.ts'
export type { ImageEntry, ImageLibrary } from './workloads/image-library.ts'
export { decodeImageLibrary } from './workloads/image-library.ts'
export { imageNamed } from './workloads/images.ts'
export { podStatus } from './kubectl/printers/tables.ts'
export { decodeUtf8, utf8Length } from './base/utf8.ts'
export { bytesOf } from './kubelet/environment.ts'
export type {
  BytesView,
  Completion,
  CompletionList,
  EditorWorld,
  FieldHelp,
  FileMode,
  OutlineEntry,
  VisiblePiece,
  WrittenValue,
} from './language/index.ts'
export { base64Of, bytesAt, completeAt, fitting, formatText, helpAt, outlineOf, writtenValues } from './language/index.ts'
