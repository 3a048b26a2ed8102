// Files that the kernel and the container runtime make up: `/proc`, `/dev`, and what is mounted over single files of `/etc`.
// @source proc(5)
// @simplified `/proc` holds only what people look at; `/sys` is left out.

import type { DirectoryNode, FileNode, FileSystemNode, LinkNode } from '../../api/file-system.ts'
import { hexOfWord } from '../../base/hexadecimal.ts'
import { PersistentMap } from '../../base/persistent-map.ts'
import { toContent, toText } from './byte-text.ts'
import type { Machine } from './machine.ts'
import { draw, nowEpochMs } from './machine.ts'
import { mountLines } from './mount-table.ts'
import type { Process } from './process.ts'

const CHARACTER_DEVICE = 0o020000

/** What is made up below `/name`, or undefined. */
export function virtualDirectory(machine: Machine, name: string): DirectoryNode | undefined {
  switch (name) {
    case 'proc':
      return procDirectory(machine)
    case 'dev':
      return devDirectory(machine)
    case 'etc':
      return etcDirectory(machine)
    default:
      return undefined
  }
}

function base(machine: Machine): Pick<FileNode, 'uid' | 'gid' | 'modifiedAtEpochMs'> {
  return { uid: 0, gid: 0, modifiedAtEpochMs: machine.view.startedAtEpochMs }
}

function file(machine: Machine, content: string, mode = 0o444): FileNode {
  return { ...base(machine), kind: 'file', mode, content: toContent(content) }
}

function link(machine: Machine, target: string): LinkNode {
  return { ...base(machine), kind: 'link', mode: 0o777, target: toText(target) }
}

function directory(machine: Machine, entries: Readonly<Record<string, FileSystemNode>>, mode = 0o555): DirectoryNode {
  return { ...base(machine), kind: 'directory', mode, entries: PersistentMap.from(Object.entries(entries)) }
}

function procDirectory(machine: Machine): DirectoryNode {
  const seconds = (machine.view.nowMs / 1000).toFixed(2)
  const entries: Record<string, FileSystemNode> = {
    self: link(machine, String(machine.current)),
    mounts: link(machine, 'self/mounts'),
    uptime: file(machine, `${seconds} ${seconds}\n`),
    loadavg: file(machine, `0.08 0.03 0.01 1/120 ${String(machine.nextProcess - 1)}\n`),
    version: file(machine, 'Linux version 6.12.0 (simulated) #1 SMP\n'),
    meminfo: file(machine, 'MemTotal:        8151408 kB\nMemFree:         5120448 kB\nMemAvailable:    6823168 kB\n'),
    cpuinfo: file(machine, 'processor\t: 0\nmodel name\t: Simulated CPU\n\nprocessor\t: 1\nmodel name\t: Simulated CPU\n\n'),
    sys: directory(machine, {
      kernel: directory(machine, { hostname: file(machine, `${machine.view.identity.hostname}\n`), random: randomDirectory(machine) }),
    }),
  }
  for (const process of machine.processes.values()) entries[String(process.id)] = processDirectory(machine, process)
  return directory(machine, entries)
}

function randomDirectory(machine: Machine): DirectoryNode {
  // Drawn anew at each look, as the kernel does.
  const hex = [0, 1, 2, 3].map(() => hexOfWord(draw(machine))).join('')
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
  return directory(machine, { uuid: file(machine, `${uuid}\n`), boot_id: file(machine, '6f1e8c5a-2b0d-4c3e-9a71-0d5c8e4f2b19\n') })
}

function processDirectory(machine: Machine, process: Process): DirectoryNode {
  const { uid, gid } = machine.view.identity
  const isShell = process.program.kind === 'shell'
  const name = commandName(process)
  const state = process.ended === undefined ? 'S (sleeping)' : 'Z (zombie)'
  const status = [
    `Name:\t${name}`,
    `State:\t${state}`,
    `Pid:\t${String(process.id)}`,
    `PPid:\t${String(process.parent)}`,
    `Uid:\t${[uid, uid, uid, uid].join('\t')}`,
    `Gid:\t${[gid, gid, gid, gid].join('\t')}`,
  ]
  const own = { uid, gid, modifiedAtEpochMs: machine.view.startedAtEpochMs }
  const environment = process.environment.map(([variable, value]) => `${variable}=${value}\0`).join('')
  return {
    ...directory(machine, {
      cmdline: file(machine, process.words.map((word) => `${word}\0`).join('')),
      comm: file(machine, `${name}\n`),
      environ: { ...file(machine, environment, 0o400), ...own },
      status: file(machine, `${status.join('\n')}\n`),
      mounts: file(
        machine,
        mountLines(machine.files)
          .map((line) => `${line.device} ${line.path} ${line.type} ${line.options} 0 0\n`)
          .join(''),
      ),
      cwd: link(machine, process.directory),
      exe: link(machine, isShell ? '/bin/sh' : `/bin/${name}`),
      fd: directory(
        machine,
        Object.fromEntries(
          process.descriptors.flatMap((descriptor, index) =>
            descriptor === undefined
              ? []
              : [
                  [
                    String(index),
                    link(
                      machine,
                      descriptor.kind === 'device' ? `/dev/${descriptor.name}` : `pipe:[${String(4000 + process.session * 3 + index)}]`,
                    ),
                  ],
                ],
          ),
        ),
        0o500,
      ),
    }),
    ...own,
  }
}

/** At most 15 bytes, as the kernel keeps it. */
export function commandName({ words }: Process): string {
  return (words[0] ?? '').replace(/^.*\//, '').slice(0, 15)
}

function devDirectory(machine: Machine): DirectoryNode {
  const device: FileNode = file(machine, '', CHARACTER_DEVICE | 0o666)
  const names = ['full', 'null', 'random', 'tty', 'urandom', 'zero']
  const empty = directory(machine, {}, 0o1777)
  return directory(
    machine,
    {
      ...Object.fromEntries(names.map((name) => [name, device])),
      fd: link(machine, '/proc/self/fd'),
      stdin: link(machine, '/proc/self/fd/0'),
      stdout: link(machine, '/proc/self/fd/1'),
      stderr: link(machine, '/proc/self/fd/2'),
      mqueue: empty,
      shm: empty,
      'termination-log': file(machine, '', 0o666),
    },
    0o755,
  )
}

function etcDirectory(machine: Machine): DirectoryNode {
  const { hostname, hosts, resolver } = machine.view.identity
  return directory(
    machine,
    {
      hosts: file(machine, hosts, 0o644),
      hostname: file(machine, `${hostname}\n`, 0o644),
      'resolv.conf': file(machine, resolver, 0o644),
    },
    0o755,
  )
}

/** Seconds since the epoch, whole. */
export function clockSeconds(machine: Machine): number {
  return Math.floor(nowEpochMs(machine.view) / 1000)
}
