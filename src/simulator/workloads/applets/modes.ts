// Modes of files as people write them: `644`, `u+x`, `go-rwx,a+r`.
// @source busybox libbb/parse_mode.c

const CLAUSE = /^([ugoa]*)((?:[-+=][rwxXst]*)+)$/
const WHO: Readonly<Record<string, number>> = { u: 0o4700, g: 0o2070, o: 0o1007 }

/** @returns undefined when it is no mode */
export function newMode(text: string, old: number, isDirectory: boolean): number | undefined {
  if (/^[0-7]{1,5}$/.test(text)) return parseInt(text, 8) & 0o7777
  let mode = old
  for (const clause of text.split(',')) {
    const match = CLAUSE.exec(clause)
    if (match === null) return undefined
    const [, who = '', actions = ''] = match
    const everybody = who === '' || who.includes('a')
    const mask = everybody ? 0o7777 : [...who].reduce((sum, letter) => sum | (WHO[letter] ?? 0), 0)
    for (const action of actions.match(/[-+=][rwxXst]*/g) ?? []) {
      const bits = bitsOf(action.slice(1), mode, isDirectory) & mask
      if (action.startsWith('+')) mode |= bits
      else if (action.startsWith('-')) mode &= ~bits
      else mode = (mode & ~(mask & 0o777)) | bits
    }
  }
  return mode
}

function bitsOf(letters: string, mode: number, isDirectory: boolean): number {
  let bits = 0
  for (const letter of letters) {
    if (letter === 'r') bits |= 0o444
    else if (letter === 'w') bits |= 0o222
    else if (letter === 'x' || (letter === 'X' && (isDirectory || (mode & 0o111) !== 0))) bits |= 0o111
    else if (letter === 's') bits |= 0o6000
    else if (letter === 't') bits |= 0o1000
  }
  return bits
}
