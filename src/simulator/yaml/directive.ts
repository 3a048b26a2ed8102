// `%YAML 1.1` and `%TAG ! prefix`. In a manifest they never help: kubectl cuts the text at `---`, and a chunk that holds only directives
// is refused for want of a document.
//
// @source vendor/go.yaml.in/yaml/v2/scannerc.go yaml_parser_scan_directive

import { isBlank, isBreakOrEnd, isDigit, isGap, isWord, unitOf } from './character.ts'
import type { ScanState } from './scan-state.ts'
import type { Mark } from './syntax-problem.ts'
import { scanTagHandle, scanTagUri } from './tag.ts'
import type { TagDirectiveToken, VersionDirectiveToken } from './token.ts'

const MAX_VERSION_DIGITS = 2

export function scanDirective(state: ScanState): VersionDirectiveToken | TagDirectiveToken {
  const { cursor } = state
  const start = cursor.mark()
  const context = { activity: 'while scanning a directive', mark: start }
  cursor.skip()
  const nameStart = cursor.offset
  while (isWord(cursor.peek())) cursor.skip()
  const name = cursor.slice(nameStart)
  if (name === '') state.fail('directive-name-missing', context)
  if (!isGap(cursor.peek())) state.fail('directive-name-bad', context)
  if (name !== 'YAML' && name !== 'TAG') state.fail('directive-unknown', context)
  const token = name === 'YAML' ? scanVersion(state, start) : scanTagPrefix(state, start)
  skipBlanks(state)
  if (cursor.peek() === unitOf('#')) while (!isBreakOrEnd(cursor.peek())) cursor.skip()
  if (!isBreakOrEnd(cursor.peek())) state.fail('line-end-missing', context)
  cursor.skipBreak()
  return token
}

function scanVersion(state: ScanState, start: Mark): VersionDirectiveToken {
  const { cursor } = state
  skipBlanks(state)
  const major = scanVersionNumber(state, start)
  if (cursor.peek() !== unitOf('.')) state.fail('version-dot-missing', { activity: 'while scanning a %YAML directive', mark: start })
  cursor.skip()
  const minor = scanVersionNumber(state, start)
  return { kind: 'version-directive', ...start, end: cursor.offset, major, minor }
}

function scanVersionNumber(state: ScanState, start: Mark): number {
  const { cursor } = state
  const context = { activity: 'while scanning a %YAML directive', mark: start }
  const from = cursor.offset
  while (isDigit(cursor.peek())) {
    if (cursor.offset - from === MAX_VERSION_DIGITS) state.fail('version-number-long', context)
    cursor.skip()
  }
  if (cursor.offset === from) state.fail('version-number-missing', context)
  return Number(cursor.slice(from))
}

function scanTagPrefix(state: ScanState, start: Mark): TagDirectiveToken {
  const { cursor } = state
  const context = { activity: 'while parsing a %TAG directive', mark: start }
  skipBlanks(state)
  const handle = scanTagHandle(state, context)
  if (handle !== '!' && !handle.endsWith('!')) state.fail('tag-bang-missing', context)
  if (!isBlank(cursor.peek())) state.fail('tag-space-missing', { activity: 'while scanning a %TAG directive', mark: start })
  skipBlanks(state)
  const prefix = scanTagUri(state, context)
  if (!isGap(cursor.peek())) state.fail('tag-end-missing', { activity: 'while scanning a %TAG directive', mark: start })
  return { kind: 'tag-directive', ...start, end: cursor.offset, handle, prefix }
}

function skipBlanks({ cursor }: ScanState): void {
  while (isBlank(cursor.peek())) cursor.skip()
}
