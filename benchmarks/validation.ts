// How long one manifest takes: read, decoded, given its defaults, checked by every rule, with the places of what is wrong; beside it
// other tools on the same texts. The others check types and fields alone, and only yaml-language-server knows places.

import { Ajv } from 'ajv'
import * as models from 'kubernetes-models'
import { parse } from 'yaml'
import { getLanguageService } from 'yaml-language-server'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { EMPTY_CATALOGUE, advanceRun, diagnoseText, startRun } from '../src/simulator/index.ts'
import { ALL_TOOLS } from '../src/simulator/kubectl/tools/all.ts'
import { isRecord } from '../tests/conformance/source.ts'
import { manifestSchema } from './json-schema.ts'
import { readManifests } from './manifests.ts'
import { medianTimes, medianTimesAsync, middle, quantile } from './timing.ts'

const TARGET_MS = 0.2
/** yaml-language-server takes milliseconds a text; a part of the set tells its median. */
const SLOW_TOOL_TEXTS = 60

export async function runValidation(): Promise<void> {
  const service = languageServer()
  console.log('set                tool                       texts   median ms      p95 ms')
  for (const [set, texts] of Object.entries(readManifests())) {
    const ours = medianTimes(texts, diagnosing())
    report(set, 'third-factor', ours)
    report(set, 'yaml + kubernetes-models', medianTimes(texts, checkModel))
    report(set, 'yaml + ajv', medianTimes(texts, schemaCheck()))
    const every = Math.ceil(texts.length / SLOW_TOOL_TEXTS)
    const some = texts.filter((_, index) => index % every === 0)
    report(set, 'yaml-language-server', await medianTimesAsync(some, service))
    console.log(`${set}: ${middle(ours) <= TARGET_MS ? 'within' : 'MORE THAN'} ${String(TARGET_MS)} ms in the middle`)
  }
}

function report(set: string, tool: string, times: readonly number[]): void {
  const cells = [String(times.length).padStart(6), middle(times).toFixed(3).padStart(12), quantile(times, 0.95).toFixed(3).padStart(12)]
  console.log(`${set.padEnd(19)}${tool.padEnd(26)}${cells.join('')}`)
}

function diagnosing(): (text: string) => unknown {
  const images = { images: [], registries: [] }
  const run = advanceRun(startRun({ seed: 1, startedAtEpochMs: Date.UTC(2026, 0, 1), nodes: ['node-1'], images, toolbox: ALL_TOOLS }), 2000)
  return (text) => diagnoseText(run, text, EMPTY_CATALOGUE)
}

interface Model {
  validate(): void
}

function modelClasses(): ReadonlyMap<string, new (data: object) => Model> {
  const found = new Map<string, new (data: object) => Model>()
  const visit = (value: unknown, depth: number): void => {
    if (typeof value === 'function' && 'kind' in value && 'apiVersion' in value) {
      found.set(`${String(value.apiVersion)}/${String(value.kind)}`, value as unknown as new (data: object) => Model)
    } else if (typeof value === 'object' && value !== null && depth < 3) {
      for (const part of Object.values(value)) visit(part, depth + 1)
    }
  }
  visit(models, 0)
  return found
}

const MODELS = modelClasses()

function checkModel(text: string): unknown {
  const value = parsed(text)
  const type = isRecord(value) ? MODELS.get(`${String(value['apiVersion'])}/${String(value['kind'])}`) : undefined
  if (!isRecord(value) || type === undefined) return undefined
  try {
    new type(value).validate()
    return undefined
  } catch (error) {
    return error
  }
}

function parsed(text: string): unknown {
  try {
    return parse(text, { logLevel: 'error' })
  } catch {
    return undefined
  }
}

function schemaCheck(): (text: string) => unknown {
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true, strict: false }).compile(manifestSchema())
  return (text) => (validate(parsed(text)) ? [] : validate.errors)
}

function languageServer(): (text: string) => Promise<unknown> {
  const service = getLanguageService({
    schemaRequestService: (uri) => Promise.reject(new Error(`no network for ${uri}`)),
    workspaceContext: { resolveRelativePath: (path) => path },
  })
  const schema = { fileMatch: ['*.yaml'], uri: 'manifest://schema', schema: manifestSchema() }
  service.configure({ validate: true, schemas: [schema] })
  let version = 0
  return (text) => service.doValidation(TextDocument.create('file:///text.yaml', 'yaml', ++version, text), false)
}
