// Quick fixes by name. A message of content/messages lists those that may help; each decides whether it is certain here.

import type { ManifestError } from '../../yaml/index.ts'
import { fillIn } from '../catalogue.ts'
import type { Fix } from '../diagnostic.ts'
import type { FixKind, MessageFix } from '../message.ts'
import type { Change, FixContext, FixMaker, TextFixMaker } from './change.ts'
import { alignLine, indentBelow, keepAsText } from './depth.ts'
import { addLevel, copyLabels, copySelector, moveField, neverRestart, removeField, renameField } from './fields.ts'
import { addApiVersion, nearestKind, renameMissing, setApiVersion } from './kinds.ts'
import { validKey, validName } from './names.ts'
import { nearestValue, nearestVolume, quoteValue, trimValue, unquoteValue, validQuantity, writeOctal } from './scalars.ts'
import { encodeValue, useStringData } from './secrets.ts'
import { makeList, makeMap, nameAndValue } from './shapes.ts'
import { closeQuote, quoteRestOfLine, tabsToBlanks, writeColon, writeDash } from './syntax.ts'

const TEXT_MAKERS = {
  'tabs-to-blanks': tabsToBlanks,
  'quote-rest-of-line': quoteRestOfLine,
  'write-colon': writeColon,
  'write-dash': writeDash,
  'close-quote': closeQuote,
  'align-line': alignLine,
} satisfies Partial<Record<FixKind, TextFixMaker>>

const MAKERS: Readonly<Record<Exclude<FixKind, keyof typeof TEXT_MAKERS>, FixMaker>> = {
  // The edit comes with what was found.
  'as-found': () => undefined,
  'rename-field': renameField,
  'move-field': moveField,
  'quote-value': quoteValue,
  'unquote-value': unquoteValue,
  'write-octal': writeOctal,
  'make-map': makeMap,
  'make-list': makeList,
  'name-and-value': nameAndValue,
  'encode-base64': encodeValue,
  'use-string-data': useStringData,
  'valid-name': validName,
  'valid-key': validKey,
  'nearest-value': nearestValue,
  'valid-quantity': validQuantity,
  'set-api-version': setApiVersion,
  'nearest-kind': nearestKind,
  'add-api-version': addApiVersion,
  'copy-selector': copySelector,
  'copy-labels': copyLabels,
  'never-restart': neverRestart,
  'nearest-volume': nearestVolume,
  'remove-field': removeField,
  'trim-value': trimValue,
  'indent-below': indentBelow,
  'add-level': addLevel,
  'keep-as-text': keepAsText,
  'rename-missing': renameMissing,
}

/** Fixes in the order in which the message lists them. */
export function fixesFor(context: FixContext, wanted: readonly MessageFix[], values: Readonly<Record<string, string>>): readonly Fix[] {
  return wanted.flatMap((fix) => (isTextFix(fix.make) ? [] : titled(fix, MAKERS[fix.make](context), values)))
}

export function textFixesFor(text: string, error: ManifestError, wanted: readonly MessageFix[]): readonly Fix[] {
  return wanted.flatMap((fix) => (isTextFix(fix.make) ? titled(fix, TEXT_MAKERS[fix.make](text, error), {}) : []))
}

function isTextFix(kind: FixKind): kind is keyof typeof TEXT_MAKERS {
  return kind in TEXT_MAKERS
}

/** Long values are shown by their beginning. */
const SHOWN_LENGTH = 40

function titled({ title }: MessageFix, change: Change | undefined, values: Readonly<Record<string, string>>): readonly Fix[] {
  if (change === undefined) return []
  const shown = (text: string): string => (text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text)
  return [{ title: fillIn(title, { ...values, from: shown(change.from), to: shown(change.to) }), edits: change.edits }]
}
