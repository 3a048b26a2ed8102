// The applets of busybox by name.
// @source busybox include/applets.src.h

import type { Applet } from './applet.ts'
import { awk } from './awk.ts'
import { base64 } from './base64.ts'
import { md5sum, sha1sum, sha256sum, sha512sum } from './checksums.ts'
import { cmp, diff } from './comparing.ts'
import { cp, mv } from './copying.ts'
import { cut } from './cutting.ts'
import { date } from './date.ts'
import { dd } from './dd.ts'
import { expr } from './expr.ts'
import { df, du, mount, readlink, realpath, stat } from './file-info.ts'
import { chmod, chown, ln, mkdir, mktemp, rm, rmdir, touch, truncate, unlink } from './file-work.ts'
import { findFiles } from './find-files.ts'
import { grep } from './grep.ts'
import { hexdump, xxd } from './hexdump.ts'
import { arch, env, groups, hostname, id, nproc, printenv, tty, uname, whoami } from './identity.ts'
import { fold, head, nl, paste, rev, strings, tac, uniq, wc } from './lines.ts'
import { ls } from './list.ts'
import { od } from './octal-dump.ts'
import { connect, nslookup, ping, wget } from './network.ts'
import { httpd } from './listening.ts'
import { free, kill, killall, pgrep, pidof, ps, uptime } from './processes.ts'
import { replaceBy, time, timeout, watch, xargs } from './runners.ts'
import { clear, pager, top, vi } from './screens.ts'
import { sed } from './sed.ts'
import { sort } from './sorting.ts'
import { cat, sleep, tail, tee, yes } from './streaming.ts'
import { tr } from './translate.ts'
import { basename, dirname, echo, printf, pwd, seq, test, which } from './words.ts'

const APPLETS: Readonly<Record<string, Applet>> = {
  '[': test,
  '[[': test,
  arch,
  awk,
  base64,
  basename,
  cat,
  chgrp: chown,
  chmod,
  chown,
  clear,
  cmp,
  cp,
  cut,
  date,
  dd,
  df,
  diff,
  dirname,
  du,
  echo,
  egrep: grep,
  env,
  expr,
  false: () => 1,
  fgrep: grep,
  find: findFiles,
  fold,
  free,
  grep,
  groups,
  hd: hexdump,
  head,
  hexdump,
  hostname,
  httpd,
  id,
  kill,
  killall,
  less: pager,
  ln,
  ls,
  md5sum,
  mkdir,
  mktemp,
  more: pager,
  mount,
  mv,
  nc: connect,
  nice: replaceBy,
  nl,
  nohup: replaceBy,
  nproc,
  nslookup,
  od,
  paste,
  pgrep,
  pidof,
  ping,
  pkill: pgrep,
  printenv,
  printf,
  ps,
  pwd,
  readlink,
  realpath,
  rev,
  rm,
  rmdir,
  sed,
  seq,
  setsid: replaceBy,
  sha1sum,
  sha256sum,
  sha512sum,
  sleep,
  sort,
  stat,
  strings,
  sync: () => 0,
  tac,
  tail,
  tee,
  telnet: connect,
  test,
  time,
  timeout,
  top,
  touch,
  tr,
  true: () => 0,
  truncate,
  tty,
  uname,
  uniq,
  unlink,
  uptime,
  vi,
  watch,
  wc,
  wget,
  which,
  whoami,
  xargs,
  xxd,
  yes,
}

export function appletNamed(name: string): Applet | undefined {
  return Object.hasOwn(APPLETS, name) ? APPLETS[name] : undefined
}

/** All names under which busybox can be called; the shell is one of them. */
export const APPLET_NAMES: readonly string[] = [...Object.keys(APPLETS), 'ash', 'busybox', 'sh'].sort()
