// Monaco in the colours of the page: read from the tokens, and read again when the page changes between light and dark.

import * as monaco from 'monaco-editor/editor/editor.api'

const NAME = 'page'

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
    colors: {
      'editor.background': colour('--panel'),
      'editor.foreground': colour('--ink'),
      'editorLineNumber.foreground': colour('--ink-3'),
      'editorLineNumber.activeForeground': colour('--ink'),
      'editor.lineHighlightBorder': colour('--line'),
      'editorWidget.background': colour('--panel-2'),
      'editorWidget.foreground': colour('--ink'),
      'editorWidget.border': colour('--line-strong'),
      'editorHoverWidget.background': colour('--panel-2'),
      'editorHoverWidget.foreground': colour('--ink'),
      'editorHoverWidget.border': colour('--line-strong'),
      'editorSuggestWidget.background': colour('--panel-2'),
      'editorSuggestWidget.foreground': colour('--ink'),
      'editorSuggestWidget.selectedBackground': colour('--accent-bg'),
      'editorSuggestWidget.selectedForeground': colour('--ink'),
      'editorSuggestWidget.highlightForeground': colour('--accent'),
      'editorSuggestWidget.focusHighlightForeground': colour('--accent'),
      'editorError.foreground': colour('--bad'),
      'editorWarning.foreground': colour('--warn'),
      'editorCursor.foreground': colour('--ink'),
      focusBorder: colour('--focus'),
    },
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
