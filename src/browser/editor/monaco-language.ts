// Monaco's questions, answered by our own language: completion, hover, quick fixes, outline, format, colours.

import * as monaco from 'monaco-editor/editor/editor.api'
import type { Completion, OutlineEntry } from '../../simulator/index.ts'
import { piecesOf } from '../../exercise/marked-text.ts'
import { describeHelp } from './help-text.ts'
import type { EditorLanguage, EditorProblem, TextChange, TextRange } from './text-editor.ts'
import { highlightLine } from './yaml-highlight.ts'

export const LANGUAGE = 'manifest'

/** What belongs to a text: whoever shows it says so. */
export interface ModelFacts {
  readonly language: () => EditorLanguage | undefined
  readonly problems: () => readonly EditorProblem[]
}

const facts = new Map<string, ModelFacts>()

export function describeModel(model: monaco.editor.ITextModel, known: ModelFacts): void {
  registerOnce()
  facts.set(model.uri.toString(), known)
  model.onWillDispose(() => facts.delete(model.uri.toString()))
}

export function rangeIn(model: monaco.editor.ITextModel, { start, end }: TextRange): monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end))
}

export function editIn(model: monaco.editor.ITextModel, { range, newText }: TextChange) {
  return { range: rangeIn(model, range), text: newText }
}

class BlockState implements monaco.languages.IState {
  readonly block: number | undefined
  constructor(block: number | undefined) {
    this.block = block
  }
  clone(): BlockState {
    return this
  }
  equals(other: monaco.languages.IState): boolean {
    return other instanceof BlockState && other.block === this.block
  }
}

let isRegistered = false

function registerOnce(): void {
  if (isRegistered) return
  isRegistered = true
  const { languages } = monaco
  languages.register({ id: LANGUAGE })
  languages.setLanguageConfiguration(LANGUAGE, {
    comments: { lineComment: '#' },
    brackets: [
      ['{', '}'],
      ['[', ']'],
    ],
    onEnterRules: [
      { beforeText: /:\s*$/, action: { indentAction: languages.IndentAction.Indent } },
      // The next field of an item stands behind its dash.
      { beforeText: /^\s*-\s+\S.*$/, action: { indentAction: languages.IndentAction.None, appendText: '  ' } },
    ],
  })
  languages.setTokensProvider(LANGUAGE, {
    getInitialState: () => new BlockState(undefined),
    tokenize(line, state) {
      const { tokens, block } = highlightLine(line, state instanceof BlockState ? state.block : undefined)
      let startIndex = 0
      const placed = tokens.map(({ text, kind }) => {
        const token = { startIndex, scopes: kind }
        startIndex += text.length
        return token
      })
      return { tokens: placed, endState: new BlockState(block) }
    },
  })
  languages.registerCompletionItemProvider(LANGUAGE, { triggerCharacters: [' ', '-', ':'], provideCompletionItems: complete })
  languages.registerHoverProvider(LANGUAGE, { provideHover: hover })
  languages.registerCodeActionProvider(LANGUAGE, { provideCodeActions: fix }, { providedCodeActionKinds: ['quickfix'] })
  languages.registerDocumentSymbolProvider(LANGUAGE, { provideDocumentSymbols: outline })
  languages.registerDocumentFormattingEditProvider(LANGUAGE, { provideDocumentFormattingEdits: format })
}

function languageOf(model: monaco.editor.ITextModel): EditorLanguage | undefined {
  return facts.get(model.uri.toString())?.language()
}

function complete(model: monaco.editor.ITextModel, position: monaco.Position): monaco.languages.CompletionList {
  const text = model.getValue()
  const list = languageOf(model)?.complete(text, model.getOffsetAt(position))
  if (list === undefined) return { suggestions: [] }
  const range = rangeIn(model, list.range)
  const quote = /^["']/.exec(text.slice(list.range.start))?.[0] ?? ''
  return { suggestions: list.items.map((item, index) => suggestion(item, index, range, quote)) }
}

function suggestion(item: Completion, index: number, range: monaco.Range, quote: string): monaco.languages.CompletionItem {
  const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages
  const kinds = {
    field: CompletionItemKind.Field,
    value: CompletionItemKind.EnumMember,
    object: CompletionItemKind.Reference,
    key: CompletionItemKind.Value,
  }
  return {
    label: { label: item.label, description: item.required ? `${item.detail}, required` : item.detail },
    kind: kinds[item.what],
    insertText: item.newText,
    insertTextRules: CompletionItemInsertTextRule.KeepWhitespace,
    filterText: quote + item.label,
    sortText: String(index).padStart(4, '0'),
    range,
    ...(item.note === undefined ? {} : { documentation: item.note }),
    ...(/[\s]$/.test(item.newText) ? { command: { id: 'editor.action.triggerSuggest', title: 'Go on' } } : {}),
  }
}

/** What is wrong at a place, and after it what the field there is. */
function hover(model: monaco.editor.ITextModel, position: monaco.Position): monaco.languages.Hover | undefined {
  const problems = (facts.get(model.uri.toString())?.problems() ?? []).filter(({ range }) =>
    monaco.Range.containsPosition(rangeIn(model, range), position),
  )
  const about = helpAt(model, position)
  const [first] = problems
  const range = first === undefined ? about?.range : rangeIn(model, first.range)
  if (range === undefined) return undefined
  const paragraphs = [...problems.map(describeProblem), ...(about?.paragraphs ?? [])]
  return { range, contents: paragraphs.filter((text) => text !== '').map((value) => ({ value })) }
}

/** Its heading, then what is printed, letter by letter. */
function describeProblem({ title, message }: EditorProblem): string {
  const heading = piecesOf(title ?? '').map(({ kind, text }) => (kind === 'code' ? `\`\` ${text} \`\`` : asPlain(text)))
  const fence = '`'.repeat(Math.max(3, ...[...message.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)))
  const printed = `${fence}plaintext\n${message}\n${fence}`
  return title === undefined ? printed : `**${heading.join('')}**\n\n${printed}`
}

interface Help {
  readonly range: monaco.Range
  readonly paragraphs: readonly string[]
}

function helpAt(model: monaco.editor.ITextModel, position: monaco.Position): Help | undefined {
  const help = languageOf(model)?.help(model.getValue(), model.getOffsetAt(position))
  if (help === undefined) return undefined
  const { title, facts: about, sentence, now } = describeHelp(help)
  const paragraphs = [
    `**${asPlain(title)}** ${about.map(asPlain).join(' · ')}`,
    sentence === undefined ? '' : asPlain(sentence),
    now.map(asPlain).join('  \n'),
  ]
  return { range: rangeIn(model, help.range), paragraphs }
}

/** Nothing that a learner wrote is taken for Markdown. */
function asPlain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, '\\$&')
}

function fix(model: monaco.editor.ITextModel, range: monaco.Range): monaco.languages.CodeActionList {
  const problems = facts.get(model.uri.toString())?.problems() ?? []
  const here = problems.filter((problem) => monaco.Range.areIntersectingOrTouching(rangeIn(model, problem.range), range))
  const actions = here.flatMap(({ fixes }) =>
    fixes.map(({ title, edits }, index) => ({
      title,
      kind: 'quickfix',
      isPreferred: index === 0,
      edit: { edits: edits.map((edit) => ({ resource: model.uri, versionId: model.getVersionId(), textEdit: editIn(model, edit) })) },
    })),
  )
  return { actions, dispose: () => undefined }
}

function outline(model: monaco.editor.ITextModel): monaco.languages.DocumentSymbol[] {
  const { SymbolKind } = monaco.languages
  const kinds = { object: SymbolKind.Module, list: SymbolKind.Array, map: SymbolKind.Object, value: SymbolKind.Property }
  const symbolOf = ({ label, detail, what, range, mark, inside }: OutlineEntry): monaco.languages.DocumentSymbol => ({
    name: label === '' ? '(empty)' : label,
    detail,
    kind: kinds[what],
    tags: [],
    range: rangeIn(model, range),
    selectionRange: rangeIn(model, mark),
    children: inside.map(symbolOf),
  })
  return languageOf(model)?.outline(model.getValue()).map(symbolOf) ?? []
}

function format(model: monaco.editor.ITextModel): monaco.languages.TextEdit[] {
  return (
    languageOf(model)
      ?.format(model.getValue())
      ?.map((change) => editIn(model, change)) ?? []
  )
}
