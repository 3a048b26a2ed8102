// The door of the layer: a text and what was said to it in, diagnostics with their places, explanations and fixes out.

export type { Answer } from './diagnose-answer.ts'
export { diagnoseAnswer, diagnoseReading } from './diagnose-answer.ts'
export type { Catalogue, Explanation } from './catalogue.ts'
export { EMPTY_CATALOGUE, createCatalogue, explanationOf, findMessage } from './catalogue.ts'
export type { Diagnostic, Fix, RelatedPlace, TextEdit } from './diagnostic.ts'
export { applyEdits } from './diagnostic.ts'
export type { Loss } from './diagnose-loss.ts'
export { diagnoseLoss } from './diagnose-loss.ts'
export type { FixKind, Message, MessageFix, MessageLink } from './message.ts'
export { FIX_KINDS } from './message.ts'
export { withProvenFixes } from './proven-fixes.ts'
export { explainPrinted } from './printed.ts'
