// The choice of a theme, kept under the name where Starlight looks before a page is drawn: the one thing that is kept beside storage.ts.

export type ThemeChoice = 'auto' | 'light' | 'dark'

const NAME = 'starlight-theme'

export function loadTheme(): ThemeChoice {
  try {
    const value = localStorage.getItem(NAME)
    return value === 'light' || value === 'dark' ? value : 'auto'
  } catch {
    // Forbidden: as if nothing had been chosen.
    return 'auto'
  }
}

export function saveTheme(choice: ThemeChoice): void {
  try {
    localStorage.setItem(NAME, choice === 'auto' ? '' : choice)
  } catch {
    // Full or forbidden: it holds as long as the page.
  }
}
