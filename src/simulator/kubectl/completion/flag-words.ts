// Flags and what they take, for completion. What a flag takes is known by its name; the formats of -o by the command.

import { KINDS, kindInfo } from '../../api/kinds.ts'
import type { CommandSpec } from '../command/command.ts'
import type { FlagSpec } from '../command/flag.ts'
import { valueAlone } from '../command/flag.ts'
import { GET_FORMATS } from '../printers/output.ts'
import { kindForWord } from '../resource/mapping.ts'
import type { Session } from '../session.ts'
import type { NamesIn } from './cluster-names.ts'
import { containerNames, labelWords, objectNames } from './cluster-names.ts'
import { fileNames } from './file-names.ts'
import type { Suggestions } from './suggestions.ts'
import { NOTHING, suggest } from './suggestions.ts'

const WORDS_BY_FLAG: Readonly<Record<string, readonly string[]>> = {
  cascade: ['background', 'foreground', 'orphan'],
  'dry-run': ['client', 'none', 'server'],
  'field-selector': ['metadata.name=', 'metadata.namespace=', 'spec.nodeName=', 'status.phase='],
  for: ['condition=', 'create', 'delete', 'jsonpath='],
  'image-pull-policy': ['Always', 'IfNotPresent', 'Never'],
  restart: ['Always', 'Never', 'OnFailure'],
  'sort-by': ['.metadata.creationTimestamp', '.metadata.name', '.status.startTime'],
  subresource: ['scale', 'status'],
  type: ['json', 'merge', 'strategic'],
  validate: ['ignore', 'strict', 'warn'],
}

const WITH_ARGUMENT = /^(?:custom-columns|go-template|jsonpath|template)/

const FORMATS_BY_COMMAND: Readonly<Record<string, readonly string[]>> = {
  'api-resources': ['json', 'name', 'wide', 'yaml'],
  version: ['json', 'yaml'],
  explain: ['plaintext'],
  events: ['json', 'yaml'],
  edit: ['json', 'yaml'],
}

function formatsOf({ name }: CommandSpec): readonly string[] {
  const formats = FORMATS_BY_COMMAND[name] ?? (name === 'get' ? GET_FORMATS : GET_FORMATS.filter((each) => !/^(?:custom|wide)/.test(each)))
  return formats.map((format) => (WITH_ARGUMENT.test(format) ? `${format}=` : format))
}

export interface FlagPlace {
  readonly spec: CommandSpec
  readonly session: Session
  readonly names: NamesIn
  /** Arguments before the flag that are no flags. */
  readonly before: readonly string[]
}

/** Long names that this cluster knows, with an equals sign where a value must follow. */
export function flagNames(specs: readonly FlagSpec[], word: string): Suggestions {
  const names = specs
    .filter(({ hidden, unsupported }) => hidden !== true && unsupported === undefined)
    .map((spec) => `--${spec.name}${valueAlone(spec) === undefined ? '=' : ''}`)
  return suggest([...names, '--help'], word)
}

export function flagValues(place: FlagPlace, flag: FlagSpec, value: string): Suggestions {
  const { spec, session, names, before } = place
  switch (flag.name) {
    case 'output':
      return suggest(formatsOf(spec), value)
    case 'namespace':
      return suggest(objectNames(names, kindInfo('Namespace')), value)
    case 'filename':
      return fileNames(session, value, 'manifests')
    case 'kustomize':
      return fileNames(session, value, 'folders')
    case 'from-file':
    case 'from-env-file':
    case 'patch-file':
    case 'cert':
    case 'key':
      return afterEquals(session, value)
    case 'container':
      return suggest(containerNames(names, before[0] ?? ''), value)
    case 'selector':
      return labelWords(names, kindForWord(before[0] ?? '') ?? kindInfo('Pod'), value)
    case 'serviceaccount':
      return suggest(objectNames(names, kindInfo('ServiceAccount')), value)
    case 'api-version':
      return suggest([...new Set(KINDS.map(({ group, version }) => (group === '' ? version : `${group}/${version}`)))], value)
    default:
      return suggest(WORDS_BY_FLAG[flag.name] ?? [], value)
  }
}

/** `key=path`: the path. */
function afterEquals(session: Session, value: string): Suggestions {
  const start = value.indexOf('=') + 1
  const found = fileNames(session, value.slice(start), 'any')
  return found.texts.length === 0 ? NOTHING : { from: found.from + start, texts: found.texts }
}
