// Monaco as an editor of the stage. Loaded when a learner reaches for it; runs without a worker, without eval and without asking anybody.

import * as monaco from 'monaco-editor/editor/editor.api'
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/codeAction/register'
import 'monaco-editor/features/codicon/register'
import 'monaco-editor/features/comment/register'
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/format/register'
import 'monaco-editor/features/gotoError/register'
import 'monaco-editor/features/hover/register'
import 'monaco-editor/features/quickOutline/register'
import 'monaco-editor/features/toggleTabFocusMode/register'
import 'monaco-editor/features/wordOperations/register'
// `features/suggest` brings the choices into inline text only; the list itself is registered here.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController'
import { StandaloneServices } from 'monaco-editor/editor/standalone/browser/standaloneServices'
import { IStorageService } from 'monaco-editor/platform/storage/common/storage'
import { sheets } from 'virtual:editor-sheets'
import { piecesOf } from '../../exercise/marked-text.ts'
import { describeModel, editIn, LANGUAGE, rangeIn } from './monaco-language.ts'
import { followPageTheme } from './monaco-theme.ts'
import type { EditorHandlers, EditorLanguage, EditorPlace, EditorProblem, LineVersion, TextChange, TextEditor } from './text-editor.ts'
import { changeBetween } from './text-editor.ts'

export interface MonacoOptions {
  /** Unlike that of every other editor on the page. */
  readonly id: string
  readonly handlers: EditorHandlers
  readonly language: () => EditorLanguage | undefined
  /** Ids of elements that say more. */
  readonly describedBy: string
}

const OPTIONS: monaco.editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  editContext: false,
  fixedOverflowWidgets: true,
  fontFamily: "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  fontSize: 12.5,
  lineHeight: 20,
  glyphMargin: false,
  // The header of the page lies over what is above.
  hover: { above: false },
  lineDecorationsWidth: 20,
  lineNumbersMinChars: 3,
  lightbulb: { enabled: monaco.editor.ShowLightbulbIconMode.Off },
  links: false,
  minimap: { enabled: false },
  occurrencesHighlight: 'off',
  overviewRulerLanes: 0,
  padding: { top: 10, bottom: 10 },
  quickSuggestions: { other: true, comments: false, strings: true },
  renderWhitespace: 'trailing',
  scrollBeyondLastLine: false,
  scrollbar: { alwaysConsumeMouseWheel: false },
  selectionHighlight: false,
  stickyScroll: { enabled: false },
  suggest: { showWords: false, preview: false },
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false, nonBasicASCII: false },
  wordBasedSuggestions: 'off',
}

let areSheetsWritten = false

function writeSheets(): void {
  if (areSheetsWritten) return
  areSheetsWritten = true
  const style = document.createElement('style')
  style.textContent = sheets.join('\n')
  document.head.append(style)
}

export function createMonacoEditor(host: HTMLElement, options: MonacoOptions): TextEditor {
  writeSheets()
  followPageTheme()
  // What a choice is stands beside the list at once, not after a second press of the keys.
  StandaloneServices.get(IStorageService).store('expandSuggestionDocs', true, 0, 0)
  const editor = monaco.editor.create(host, { ...OPTIONS, model: null, theme: 'page' })
  editor.onDidDispose(followScrolling(host))
  return new MonacoEditor(editor, options)
}

/** Monaco places what it fixes to the window as if no page scrolled; by how much this one did is for the style sheet to take off again. */
function followScrolling(host: HTMLElement): () => void {
  const follow = () => host.style.setProperty('--scrolled', `${String(scrollY)}px`)
  follow()
  addEventListener('scroll', follow, { passive: true })
  return () => removeEventListener('scroll', follow)
}

class MonacoEditor implements TextEditor {
  readonly #editor: monaco.editor.IStandaloneCodeEditor
  readonly #options: MonacoOptions
  readonly #models = new Map<string, monaco.editor.ITextModel>()
  readonly #views = new Map<string, monaco.editor.ICodeEditorViewState>()
  readonly #badges: monaco.editor.IEditorDecorationsCollection
  #file: string | undefined
  #problems: readonly EditorProblem[] = []
  /** While a text is set from outside, nobody has typed. */
  #isSetting = false

  constructor(editor: monaco.editor.IStandaloneCodeEditor, options: MonacoOptions) {
    this.#editor = editor
    this.#options = options
    this.#badges = editor.createDecorationsCollection()
    editor.onDidChangeModelContent(() => {
      if (!this.#isSetting) options.handlers.ontype(editor.getModel()?.getValue() ?? '')
    })
    editor.onDidChangeCursorPosition(({ position }) => {
      const model = editor.getModel()
      if (model !== null) options.handlers.oncaret(model.getOffsetAt(position))
    })
    leaveByEscapeAndTab(editor)
  }

  open(file: string, text: string): void {
    const { id, describedBy } = this.#options
    if (this.#file !== file) {
      const view = this.#editor.saveViewState()
      if (this.#file !== undefined && view !== null) this.#views.set(this.#file, view)
      this.#file = file
      this.#editor.setModel(this.#models.get(file) ?? this.#createModel(file, text))
      this.#editor.restoreViewState(this.#views.get(file) ?? null)
      this.#editor.updateOptions({ ariaLabel: `Text of ${file}` })
      const area = this.#editor.getDomNode()?.querySelector('textarea')
      area?.setAttribute('aria-describedby', describedBy)
      area?.setAttribute('id', `${id}-input`)
    }
    const model = this.#editor.getModel()
    const change = model === null ? undefined : changeBetween(model.getValue(), text)
    if (model === null || change === undefined) return
    this.#set(() => {
      model.pushStackElement()
      model.pushEditOperations([], [editIn(model, change)], () => null)
      model.pushStackElement()
    })
  }

  #createModel(file: string, text: string): monaco.editor.ITextModel {
    const uri = monaco.Uri.from({ scheme: 'learner', path: `/${this.#options.id}/${file}` })
    const model = monaco.editor.createModel(text, /\.(?:ya?ml|json)$/.test(file) ? LANGUAGE : 'plaintext', uri)
    // Brackets are coloured as in the textarea.
    const bracketColorizationOptions = { enabled: false, independentColorPoolPerBracketType: false }
    model.updateOptions({ tabSize: 2, insertSpaces: true, trimAutoWhitespace: true, bracketColorizationOptions })
    describeModel(model, { language: this.#options.language, problems: () => this.#problems })
    this.#models.set(file, model)
    return model
  }

  #set(work: () => void): void {
    this.#isSetting = true
    work()
    this.#isSetting = false
  }

  place(): EditorPlace {
    const model = this.#editor.getModel()
    const selection = this.#editor.getSelection()
    const at =
      model === null || selection === null
        ? [0, 0]
        : [selection.getStartPosition(), selection.getEndPosition()].map((each) => model.getOffsetAt(each))
    return { selection: { start: at[0] ?? 0, end: at[1] ?? 0 }, scrollTop: this.#editor.getScrollTop() }
  }

  goTo({ selection, scrollTop }: EditorPlace, focus: boolean): void {
    const model = this.#editor.getModel()
    if (model !== null) this.#editor.setSelection(rangeIn(model, selection))
    this.#editor.setScrollTop(scrollTop)
    if (focus) this.#editor.focus()
  }

  select(range: { readonly start: number; readonly end: number }): void {
    const model = this.#editor.getModel()
    if (model === null) return
    const place = rangeIn(model, range)
    this.#editor.setSelection(place)
    this.#editor.revealRangeInCenterIfOutsideViewport(place)
    this.#editor.focus()
  }

  change(changes: readonly TextChange[]): void {
    const model = this.#editor.getModel()
    if (model === null) return
    this.#editor.pushUndoStop()
    this.#editor.executeEdits(
      'stage',
      changes.map((change) => editIn(model, change)),
    )
    this.#editor.pushUndoStop()
  }

  suggest(): void {
    this.#editor.focus()
    this.#editor.trigger('stage', 'editor.action.triggerSuggest', {})
  }

  showProblems(problems: readonly EditorProblem[]): void {
    this.#problems = problems
    const model = this.#editor.getModel()
    if (model === null) return
    const columns = columnsOf(this.#editor)
    const markers = problems.map(({ severity, message, title, range }) => ({
      ...markerRange(rangeIn(model, range)),
      severity: severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
      message: inLines(title === undefined ? message : `${plainWords(title)}\n\n${message}`, columns),
    }))
    monaco.editor.setModelMarkers(model, 'api-server', markers)
  }

  showVersions(versions: readonly LineVersion[]): void {
    this.#badges.set(
      versions.map(({ line, version, shade }) => ({
        range: new monaco.Range(line, 1, line, 1),
        options: {
          linesDecorationsClassName: `version-mark version-${String(shade)}`,
          linesDecorationsTooltip: `v${String(version)} of this value`,
        },
      })),
    )
  }

  hasFocus(): boolean {
    return this.#editor.hasTextFocus()
  }

  dispose(): void {
    this.#editor.dispose()
    for (const model of this.#models.values()) model.dispose()
  }
}

/** Letters that fit beside each other where a problem is told below its line: it does not go on in the next line by itself. */
function columnsOf(editor: monaco.editor.IStandaloneCodeEditor): number {
  const { typicalHalfwidthCharacterWidth: width } = editor.getOption(monaco.editor.EditorOption.fontInfo)
  const { contentWidth, verticalScrollbarWidth } = editor.getLayoutInfo()
  return Math.max(20, Math.floor((contentWidth - verticalScrollbarWidth) / width))
}

/** Broken between words, and where one word is longer than a line. */
function inLines(text: string, columns: number): string {
  const fitting = new RegExp(`(.{1,${String(columns)}})(?: +|$)|(\\S{${String(columns)}})`, 'g')
  return text
    .split('\n')
    .map((line) => line.replace(fitting, '$1$2\n').trimEnd())
    .join('\n')
}

/** Marks are read as plain text. */
function plainWords(title: string): string {
  return piecesOf(title)
    .map(({ text }) => text)
    .join('')
}

function markerRange({ startLineNumber, startColumn, endLineNumber, endColumn }: monaco.Range) {
  return { startLineNumber, startColumn, endLineNumber, endColumn }
}

/** Escape, then Tab or Shift and Tab, leaves the editor; any other key in between makes Tab indent again. Ctrl and M toggles for good. */
function leaveByEscapeAndTab(editor: monaco.editor.IStandaloneCodeEditor): void {
  let isArmed = false
  editor.onKeyDown(({ keyCode }) => {
    const { KeyCode } = monaco
    if (keyCode === KeyCode.Escape) {
      isArmed = true
      editor.updateOptions({ tabFocusMode: true })
    } else if (isArmed && keyCode !== KeyCode.Tab && keyCode !== KeyCode.Shift) {
      isArmed = false
      editor.updateOptions({ tabFocusMode: false })
    }
  })
  editor.onDidBlurEditorText(() => {
    if (!isArmed) return
    isArmed = false
    editor.updateOptions({ tabFocusMode: false })
  })
}
