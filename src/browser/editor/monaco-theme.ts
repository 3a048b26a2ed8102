// Monaco in the colours of the page: read from the tokens, and read again when the page changes between light and dark.

import * as monaco from 'monaco-editor/editor/editor.api'

const NAME = 'page'

/** Which parts of Monaco have a colour of the page. Lists, menus and fields have colours of Monaco's own otherwise. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  '--panel': ['editor.background', 'input.background', 'editorMarkerNavigation.background'],
  '--panel-2': [
    'editorWidget.background',
    'editorHoverWidget.background',
    'editorHoverWidget.statusBarBackground',
    'editorSuggestWidget.background',
    'editorActionList.background',
    'menu.background',
    'quickInput.background',
    'editorMarkerNavigationError.headerBackground',
    'editorMarkerNavigationWarning.headerBackground',
  ],
  '--ink': [
    'editor.foreground',
    'editorLineNumber.activeForeground',
    'editorWidget.foreground',
    'editorHoverWidget.foreground',
    'editorSuggestWidget.foreground',
    'editorSuggestWidget.selectedForeground',
    'editorActionList.foreground',
    'editorActionList.focusForeground',
    'menu.foreground',
    'quickInput.foreground',
    'quickInputList.focusForeground',
    'list.focusForeground',
    'list.hoverForeground',
    'input.foreground',
    'inputOption.activeForeground',
    'icon.foreground',
    'editorCursor.foreground',
  ],
  '--ink-3': ['editorLineNumber.foreground', 'input.placeholderForeground', 'pickerGroup.foreground'],
  '--line': ['editor.lineHighlightBorder', 'pickerGroup.border'],
  '--line-strong': ['editorWidget.border', 'editorHoverWidget.border', 'menu.border', 'input.border'],
  '--accent-bg': [
    'editorSuggestWidget.selectedBackground',
    'editorActionList.focusBackground',
    'menu.selectionBackground',
    'quickInputList.focusBackground',
    'list.focusBackground',
    'list.hoverBackground',
    'editor.findMatchBackground',
    'editor.findMatchHighlightBackground',
    'editor.rangeHighlightBackground',
    'inputOption.activeBackground',
  ],
  '--accent': [
    'editorSuggestWidget.highlightForeground',
    'editorSuggestWidget.focusHighlightForeground',
    'list.highlightForeground',
    'textLink.foreground',
    'textLink.activeForeground',
    'editor.findMatchBorder',
    'inputOption.activeBorder',
  ],
  '--bad': ['editorError.foreground', 'editorMarkerNavigationError.background'],
  '--warn': ['editorWarning.foreground', 'editorMarkerNavigationWarning.background', 'editorLightBulb.foreground'],
  '--focus': ['focusBorder'],
}

/** With six digits, as Monaco wants them: `#fff` becomes `#ffffff`. */
function colour(token: string): string {
  const value = getComputedStyle(document.documentElement).getPropertyValue(token).trim()
  return value.length === 4 ? `#${[...value.slice(1)].map((digit) => digit + digit).join('')}` : value
}

function define(): void {
  const rule = (token: string, name: string) => ({ token, foreground: colour(name).slice(1) })
  monaco.editor.defineTheme(NAME, {
    base: document.documentElement.dataset['theme'] === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      rule('key', '--code-key'),
      rule('string', '--code-string'),
      rule('word', '--code-word'),
      rule('comment', '--code-comment'),
      rule('mark', '--code-mark'),
      rule('plain', '--ink'),
    ],
    colors: Object.fromEntries(Object.entries(PARTS).flatMap(([token, parts]) => parts.map((part) => [part, colour(token)]))),
  })
  monaco.editor.setTheme(NAME)
}

let isFollowing = false

export function followPageTheme(): void {
  define()
  if (isFollowing) return
  isFollowing = true
  new MutationObserver(define).observe(document.documentElement, { attributeFilter: ['data-theme'] })
}
