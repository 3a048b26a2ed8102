// The builtins of the shell by name.
// @source busybox shell/ash.c builtintab
// @simplified The shell of a container has no job control (`bg`, `fg`), no aliases and no history.

import type { Builtin } from './builtin.ts'
import { regular, special } from './builtin.ts'
import { cd, pwd } from './directory.ts'
import { breakLoop, continueLoop, dot, evaluateText, exec, exit, returnFrom } from './control.ts'
import { command, hash, help, type } from './lookup.ts'
import { getopts } from './getopts.ts'
import { jobs, kill, wait } from './wait.ts'
import { set, shift } from './options.ts'
import { letNumbers } from './let.ts'
import { echo, printf, test } from './printing.ts'
import { read } from './read.ts'
import { trap } from './trap.ts'
import { exportVariables, local, readonlyVariables, unset } from './variable-builtins.ts'
import { times, ulimit, umask } from './limits.ts'

const BUILTINS: Readonly<Record<string, Builtin>> = {
  '.': special(dot),
  source: special(dot),
  ':': special(() => 0),
  '[': regular(test),
  '[[': regular(test),
  test: regular(test),
  break: special(breakLoop),
  continue: special(continueLoop),
  cd: regular(cd),
  chdir: regular(cd),
  command: regular(command),
  echo: regular(echo),
  eval: special(evaluateText),
  exec: special(exec),
  exit: special(exit),
  export: special(exportVariables),
  false: regular(() => 1),
  getopts: regular(getopts),
  hash: regular(hash),
  help: regular(help),
  jobs: regular(jobs),
  kill: regular(kill),
  let: regular(letNumbers),
  local: special(local),
  printf: regular(printf),
  pwd: regular(pwd),
  read: regular(read),
  readonly: special(readonlyVariables),
  return: special(returnFrom),
  set: special(set),
  shift: special(shift),
  times: special(times),
  trap: special(trap),
  true: regular(() => 0),
  type: regular(type),
  ulimit: regular(ulimit),
  umask: regular(umask),
  unset: special(unset),
  wait: regular(wait),
}

export function builtinNamed(name: string): Builtin | undefined {
  return Object.hasOwn(BUILTINS, name) ? BUILTINS[name] : undefined
}
