// Signals by name and number, and what they do to a process that has not said otherwise.
// @source signal(7)

export type SignalName =
  | 'HUP'
  | 'INT'
  | 'QUIT'
  | 'ILL'
  | 'TRAP'
  | 'ABRT'
  | 'BUS'
  | 'FPE'
  | 'KILL'
  | 'USR1'
  | 'SEGV'
  | 'USR2'
  | 'PIPE'
  | 'ALRM'
  | 'TERM'
  | 'STKFLT'
  | 'CHLD'
  | 'CONT'
  | 'STOP'
  | 'TSTP'
  | 'TTIN'
  | 'TTOU'
  | 'URG'
  | 'XCPU'
  | 'XFSZ'
  | 'VTALRM'
  | 'PROF'
  | 'WINCH'
  | 'POLL'
  | 'PWR'
  | 'SYS'

const NUMBERS: readonly (readonly [SignalName, number])[] = [
  ['HUP', 1],
  ['INT', 2],
  ['QUIT', 3],
  ['ILL', 4],
  ['TRAP', 5],
  ['ABRT', 6],
  ['BUS', 7],
  ['FPE', 8],
  ['KILL', 9],
  ['USR1', 10],
  ['SEGV', 11],
  ['USR2', 12],
  ['PIPE', 13],
  ['ALRM', 14],
  ['TERM', 15],
  ['STKFLT', 16],
  ['CHLD', 17],
  ['CONT', 18],
  ['STOP', 19],
  ['TSTP', 20],
  ['TTIN', 21],
  ['TTOU', 22],
  ['URG', 23],
  ['XCPU', 24],
  ['XFSZ', 25],
  ['VTALRM', 26],
  ['PROF', 27],
  ['WINCH', 28],
  ['POLL', 29],
  ['PWR', 30],
  ['SYS', 31],
]

/** Signals that do nothing to a process without a handler. @simplified Signals like `STOP` do not stop a process. */
const HARMLESS: readonly SignalName[] = ['CHLD', 'CONT', 'STOP', 'TSTP', 'TTIN', 'TTOU', 'URG', 'WINCH']

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
