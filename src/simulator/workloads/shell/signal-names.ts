// Signals by name and number, and what they do to a process that has not said otherwise.
// @source signal(7)

export type SignalName =
  | 'HUP'
  | 'INT'
  | 'QUIT'
  | 'ABRT'
  | 'KILL'
  | 'USR1'
  | 'SEGV'
  | 'USR2'
  | 'PIPE'
  | 'ALRM'
  | 'TERM'
  | 'CHLD'
  | 'CONT'
  | 'STOP'
  | 'TSTP'
  | 'WINCH'

const NUMBERS: readonly (readonly [SignalName, number])[] = [
  ['HUP', 1],
  ['INT', 2],
  ['QUIT', 3],
  ['ABRT', 6],
  ['KILL', 9],
  ['USR1', 10],
  ['SEGV', 11],
  ['USR2', 12],
  ['PIPE', 13],
  ['ALRM', 14],
  ['TERM', 15],
  ['CHLD', 17],
  ['CONT', 18],
  ['STOP', 19],
  ['TSTP', 20],
  ['WINCH', 28],
]

/** Signals that do nothing to a process without a handler. @simplified STOP and TSTP do not stop a process. */
const HARMLESS: readonly SignalName[] = ['CHLD', 'CONT', 'STOP', 'TSTP', 'WINCH']

export const SIGNAL_NAMES: readonly SignalName[] = NUMBERS.map(([name]) => name)

export function signalNumber(name: SignalName): number {
  return NUMBERS.find(([each]) => each === name)?.[1] ?? 0
}

export function isHarmless(name: SignalName): boolean {
  return HARMLESS.includes(name)
}

/** `TERM`, `SIGTERM`, `term` and `15` are one signal. */
export function signalNamed(text: string): SignalName | undefined {
  const upper = text.toUpperCase()
  const short = upper.startsWith('SIG') ? upper.slice(3) : upper
  return NUMBERS.find(([name, number]) => name === short || String(number) === text)?.[0]
}
