// `kubectl explain`: the fields of a kind, or one field, from the tables that the API server itself decodes by.
// @source k8s.io/kubectl pkg/cmd/explain/explain.go, pkg/explain/v2/templates/plaintext.tmpl
// @simplified `kubectl explain` describes fields in sentences of this project.

import type { FieldDescription, FieldSentences } from '../../api/fields/describe-field.ts'
import { describeField, describeFields, structAt, structName } from '../../api/fields/describe-field.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { apiVersionOf, qualifiedResource } from '../../api/kinds.ts'
import { goQuote } from '../../base/go-text.ts'
import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { flag } from '../command/flag.ts'
import type { Failure } from '../failure.ts'
import { plainError } from '../failure.ts'
import { kindForWord, noSuchResource } from '../resource/mapping.ts'
import { indent, wrapWords } from '../text/word-wrap.ts'

const FORMAT = 'plaintext'
const OLD_FORMAT = 'plaintext-openapiv2'

/** @param sentences  What it says of fields; without one it shows names and types alone. */
export function explainCommand(sentences: FieldSentences): CommandSpec {
  return {
    name: 'explain',
    group: 'Basic Commands (Intermediate):',
    usage: 'TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2]',
    short: 'Get documentation for a resource',
    long: 'Say what a kind is for and what its fields mean. Name a field behind dots: TYPE.FIELD.FIELD.',
    examples: ['kubectl explain pod.spec.containers.env', 'kubectl explain deployment.spec --recursive --max-depth=2'],
    flags: [
      flag('recursive|R', 'bool', 'false', 'Show the fields of fields as well, by name and type.'),
      flag('max-depth', 'int', '0', 'How deep --recursive goes; 0 is as deep as there are fields.'),
      flag('api-version', 'string', '', 'The version to look at: group/version.'),
      flag('output|o', 'string', FORMAT, 'plaintext.'),
    ],
    completes: 'kinds',
    run: (call) => run(call, sentences),
  }
}

function run({ args, flags, runtime }: Call, sentences: FieldSentences): CommandOutcome {
  const [word, ...more] = args
  if (word === undefined) {
    return plainError(
      'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.\n',
    )
  }
  if (more.length > 0) return plainError('We accept only this format: explain RESOURCE\n')
  const depth = flags.int('max-depth')
  if (depth > 0 && !flags.bool('recursive')) return plainError('--max-depth requires --recursive')
  if (depth < 0) return plainError('--max-depth must be non-negative')
  const format = flags.text('output')
  if (format === OLD_FORMAT) return plainError(`-o ${format} is not supported in this simulated cluster: use ${FORMAT}`)
  if (format !== FORMAT) return plainError(`unrecognized format: ${format}`)
  const found = splitWord(word)
  if ('kind' in found) return found
  const { info, path } = found
  const version = flags.text('api-version')
  if (version !== '' && version !== apiVersionOf(info)) {
    return plainError(`couldn't find resource for "${version.includes('/') ? version : `/${version}`}, Resource=${info.resource}"`)
  }
  const field = path.length === 0 ? undefined : describeField(info.kind, path, sentences)
  if (path.length > 0 && field === undefined) {
    runtime.out(heading(info, undefined))
    return plainError(`error: field ${goQuote(path.at(-1) ?? '')} does not exist`)
  }
  const levels = flags.bool('recursive') ? (depth === 0 ? Infinity : depth) : 0
  runtime.out(`${heading(info, field)}${describe({ info, path, sentences }, field, levels)}\n`)
  return undefined
}

/** `deploy.spec`, `deployments.apps.spec`, `deployments.v1.apps.spec`: the kind, then the field. */
function splitWord(word: string): { readonly info: KindInfo; readonly path: readonly string[] } | Failure {
  const steps = word.replace(/\.$/, '').split('.')
  if (!steps.every((step) => /^[\w-]+$/.test(step))) return plainError('invalid jsonpath syntax, all nodes must be field nodes')
  const [first = ''] = steps
  const info = kindForWord(first)
  if (info === undefined) return noSuchResource(first)
  const qualified = qualifiedResource(info)
  const path = word.startsWith(`${qualified}.`) || word === qualified ? steps.slice(qualified.split('.').length) : steps.slice(1)
  return { info, path }
}

function heading(info: KindInfo, field: FieldDescription | undefined): string {
  const group = info.group === '' ? '' : `GROUP:      ${info.group}\n`
  const kind = `${group}KIND:       ${info.kind}\nVERSION:    ${info.version}\n\n`
  if (field === undefined) return kind
  const words = field.words.length === 0 ? '' : `ENUM:${field.words.map((each) => `\n    ${shownWord(each)}`).join('')}`
  return `${kind}FIELD: ${field.name} <${field.type}>\n${words}\n\n`
}

interface Explained {
  readonly info: KindInfo
  readonly path: readonly string[]
  readonly sentences: FieldSentences
}

const TEXT_WIDTH = 76

function describe(explained: Explained, field: FieldDescription | undefined, levels: number): string {
  const { info, path, sentences } = explained
  const table = structAt(info.kind, path)
  const own = table === undefined ? undefined : sentences[structName(table)]?.['_']
  const text = [field?.sentence, own].filter((each) => each !== undefined).map((each) => `${each}\n`)
  const description = `DESCRIPTION:\n${indent(wrapWords(text.length === 0 ? '<empty>' : text.join(''), TEXT_WIDTH), 4)}\n`
  const fields = fieldList(explained, path, 1, levels)
  return fields === '' ? description : `${description}FIELDS:\n${fields}`
}

function fieldList({ info, sentences }: Explained, path: readonly string[], level: number, levels: number): string {
  return describeFields(info.kind, path, sentences)
    .map((field) => {
      const line = fieldLine(field, level)
      if (levels === 0) return `${line}${indent(wrapWords(field.sentence ?? '<no description>', 78 - level * 2), level * 2 + 2)}\n\n`
      const deeper = level < levels ? fieldList({ info, path, sentences }, [...path, field.name], level + 1, levels) : ''
      return line + deeper
    })
    .join('')
}

/** Words shown beside a field before `....`. */
const SHOWN_WORDS = 4

function fieldLine({ name, type, required, words }: FieldDescription, level: number): string {
  const margin = ' '.repeat(level * 2)
  const shown = words.slice(0, SHOWN_WORDS).map(shownWord).join(', ') + (words.length > SHOWN_WORDS ? ', ....' : '')
  return `${margin}${name}\t<${type}>${required ? ' -required-' : ''}${words.length === 0 ? '' : `\n${margin}enum: ${shown}`}\n`
}

function shownWord(word: string): string {
  return word === '' ? '""' : word
}
