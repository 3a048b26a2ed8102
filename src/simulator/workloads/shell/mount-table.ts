// What is mounted where in a container, as `mount`, `df` and `/proc/mounts` show it.
// @source proc_pid_mounts(5)
// @simplified `mount` shows only the options that decide what can be done, and `df` the sizes of a small node.

import type { FileSystem } from '../../api/file-system.ts'

export interface MountLine {
  readonly device: string
  readonly path: string
  readonly type: string
  readonly options: string
}

const DISK = '/dev/vda1'

/** In the order of mounting. */
export function mountLines({ mounts, ownIsReadOnly }: FileSystem): readonly MountLine[] {
  const disk = (path: string): MountLine => ({ device: DISK, path, type: 'ext4', options: 'rw,relatime' })
  return [
    { device: 'overlay', path: '/', type: 'overlay', options: `${ownIsReadOnly ? 'ro' : 'rw'},relatime` },
    { device: 'proc', path: '/proc', type: 'proc', options: 'rw,nosuid,nodev,noexec,relatime' },
    { device: 'tmpfs', path: '/dev', type: 'tmpfs', options: 'rw,nosuid,size=65536k,mode=755' },
    { device: 'devpts', path: '/dev/pts', type: 'devpts', options: 'rw,nosuid,noexec,relatime,gid=5,mode=620,ptmxmode=666' },
    { device: 'mqueue', path: '/dev/mqueue', type: 'mqueue', options: 'rw,nosuid,nodev,noexec,relatime' },
    { device: 'sysfs', path: '/sys', type: 'sysfs', options: 'ro,nosuid,nodev,noexec,relatime' },
    ...mounts.map(({ path, fileSystemType, readOnly }) => ({
      device: fileSystemType === 'tmpfs' ? 'tmpfs' : DISK,
      path,
      type: fileSystemType,
      options: `${readOnly ? 'ro' : 'rw'},relatime${fileSystemType === 'tmpfs' ? ',size=8151408k,noswap' : ''}`,
    })),
    disk('/etc/hosts'),
    disk('/dev/termination-log'),
    disk('/etc/hostname'),
    disk('/etc/resolv.conf'),
    { device: 'shm', path: '/dev/shm', type: 'tmpfs', options: 'rw,nosuid,nodev,noexec,relatime,size=65536k' },
  ]
}
