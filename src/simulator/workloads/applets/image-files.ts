// The files of the busybox image: the program under all its names, users and groups, and empty directories.
// @source docker-library/busybox
// @simplified In the busybox image every program is a file of its own in `/bin`, much smaller than the real one.

import type { DirectoryNode, FileSystemNode } from '../../api/file-system.ts'
import { PersistentMap } from '../../base/persistent-map.ts'
import { BUSYBOX_MARK } from '../shell/program-start.ts'
import { APPLET_NAMES } from './index.ts'

const PASSWD = [
  'root:x:0:0:root:/root:/bin/sh',
  'daemon:x:1:1:daemon:/usr/sbin:/bin/false',
  'bin:x:2:2:bin:/bin:/bin/false',
  'sys:x:3:3:sys:/dev:/bin/false',
  'sync:x:4:100:sync:/bin:/bin/sync',
  'mail:x:8:8:mail:/var/spool/mail:/bin/false',
  'www-data:x:33:33:www-data:/var/www:/bin/false',
  'operator:x:37:37:Operator:/var:/bin/false',
  'nobody:x:65534:65534:nobody:/home:/bin/false',
]

const GROUP = [
  'root:x:0:',
  'daemon:x:1:',
  'bin:x:2:',
  'sys:x:3:',
  'adm:x:4:',
  'tty:x:5:',
  'disk:x:6:',
  'lp:x:7:',
  'mail:x:8:',
  'kmem:x:9:',
  'wheel:x:10:root',
  'cdrom:x:11:',
  'dialout:x:18:',
  'floppy:x:19:',
  'video:x:28:',
  'audio:x:29:',
  'tape:x:32:',
  'www-data:x:33:',
  'operator:x:37:',
  'utmp:x:43:',
  'plugdev:x:46:',
  'staff:x:50:',
  'lock:x:54:',
  'netdev:x:82:',
  'users:x:100:',
  'nobody:x:65534:',
]

/** The root of the image. @param builtAtEpochMs the time that all its files bear */
export function busyboxFiles(builtAtEpochMs: number): DirectoryNode {
  const base = { uid: 0, gid: 0, modifiedAtEpochMs: builtAtEpochMs }
  const directory = (entries: readonly (readonly [string, FileSystemNode])[] = [], mode = 0o755): DirectoryNode => ({
    ...base,
    kind: 'directory',
    mode,
    entries: PersistentMap.from(entries),
  })
  const file = (content: string, mode = 0o644): FileSystemNode => ({ ...base, kind: 'file', mode, content })
  const program = file(BUSYBOX_MARK, 0o755)
  return directory([
    ['bin', directory(APPLET_NAMES.map((name) => [name, program]))],
    [
      'etc',
      directory([
        ['group', file(`${GROUP.join('\n')}\n`)],
        ['localtime', file('UTC\n')],
        ['network', directory()],
        ['passwd', file(`${PASSWD.join('\n')}\n`)],
        ['shadow', file('root:*:::::::\n', 0o600)],
      ]),
    ],
    ['home', directory()],
    ['lib', directory()],
    ['root', directory([], 0o700)],
    ['sys', directory([], 0o555)],
    ['tmp', directory([], 0o1777)],
    [
      'usr',
      directory([
        ['bin', directory([['env', { ...base, kind: 'link', mode: 0o777, target: '../../bin/env' }]])],
        ['sbin', directory()],
      ]),
    ],
    [
      'var',
      directory([
        ['spool', directory()],
        ['www', directory()],
      ]),
    ],
  ])
}
