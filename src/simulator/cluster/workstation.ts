// The learner's machine: the programs of busybox, in a file system that holds the learner's files in their home folder.
// @simplified Links, permissions and files outside the home folder are forgotten when a program ends.

import type { ContainerIdentity } from '../api/container-runtime.ts'
import type { DirectoryNode, FileSystem, FileSystemNode } from '../api/file-system.ts'
import { PersistentMap } from '../base/persistent-map.ts'
import type { FileContent } from '../kubectl/session.ts'
import type { ToolStep, ToolWorld, Workstation } from '../kubectl/workstation.ts'
import { APPLET_NAMES } from '../workloads/applets/index.ts'
import { busyboxFiles } from '../workloads/applets/image-files.ts'
import { resumeShell, startShell } from '../workloads/shell/container.ts'
import type { ContainerState, ContainerView, ShellStep } from '../workloads/shell/contract.ts'

/** What would look at the processes, mounts and network of a machine that is not there; and what the shell itself does. */
const LEFT_OUT = new Set(
  'ash busybox chgrp chown df free hostname kill killall mount nc nice nohup nproc nslookup pgrep pidof ping pkill ps setsid sh sync telnet time timeout top tty uptime vi watch wget xargs'.split(
    ' ',
  ),
)
const NAMES = new Set(APPLET_NAMES.filter((name) => !LEFT_OUT.has(name)))
const USER = { uid: 1000, gid: 1000 } as const
const LATER_MS = 1000

export const workstation: Workstation = {
  names: [...NAMES].sort(),
  has: (name) => NAMES.has(name),
  start: (words, stdin, world) => {
    const view = viewOf(world)
    const started = startShell({ words, input: { kind: 'text', text: stdin, stays: false }, terminal: false }, view)
    if (started.ok) return stepOf(started.value, view, world)
    const { message, exitCode } = started.problem
    return { ...sameFiles(world), stdout: '', stderr: `${message}\n`, after: { kind: 'ended', exitCode } }
  },
  resume: (state, world) => {
    const view = viewOf(world)
    return isState(state) ? stepOf(resumeShell(state, view, { kind: 'timer' }), view, world) : ended(world)
  },
}

function ended(world: ToolWorld): ToolStep {
  return { ...sameFiles(world), stdout: '', stderr: '', after: { kind: 'ended', exitCode: 1 } }
}

/** The shell hands back what `start` gave it. */
function isState(state: unknown): state is ContainerState {
  return typeof state === 'object' && state !== null && 'processes' in state
}

function sameFiles({ session }: ToolWorld): Pick<ToolStep, 'files' | 'folders'> {
  return { files: session.files, folders: session.folders }
}

function stepOf(step: ShellStep, view: ContainerView, world: ToolWorld): ToolStep {
  const { effects, state, wakeAtMs } = step
  const text = (stream: 'stdout' | 'stderr'): string =>
    effects.output
      .filter((each) => each.stream === stream)
      .map((each) => each.text)
      .join('')
  const exit = effects.exits.find(({ processId }) => processId === 1)
  return {
    stdout: text('stdout'),
    stderr: asGnuSays(text('stderr')),
    ...(effects.files === view.files ? sameFiles(world) : filesOf(effects.files, world)),
    after:
      exit === undefined
        ? { kind: 'waits', checkAtMs: wakeAtMs ?? world.nowMs + LATER_MS, state }
        : { kind: 'ended', exitCode: exit.exitCode },
  }
}

/** The learner's machine has GNU's programs: they say the same of a missing file in other words. */
function asGnuSays(text: string): string {
  return text
    .replace(/^(\w+): can't open '(.*)': (No such file or directory|Permission denied)$/gm, '$1: $2: $3')
    .replace(/^ls: (.*): No such file or directory$/gm, "ls: cannot access '$1': No such file or directory")
    .replace(/^(rm|mv|cp|rmdir): (?:can't (?:remove|rename|stat) )'(.*)': No such file or directory$/gm, (_, name: string, path: string) =>
      name === 'rm'
        ? `rm: cannot remove '${path}': No such file or directory`
        : `${name}: cannot stat '${path}': No such file or directory`,
    )
}

function viewOf(world: ToolWorld): ContainerView {
  const { nowMs, startedAtEpochMs, seed, session, variables } = world
  const folder = session.folder === '' ? session.home : `${session.home}/${session.folder}`
  const identity: ContainerIdentity = {
    ...USER,
    hostname: 'workstation',
    podIP: '127.0.0.1',
    hosts: '',
    resolver: '',
    node: '',
    groups: [],
    environment: [...new Map([['PATH', '/usr/local/bin:/bin:/usr/bin'], ...variables, ['PWD', folder]])],
    workingDirectory: folder,
    stream: 'workstation',
  }
  return { nowMs, startedAtEpochMs, seed, files: fileSystemOf(world), identity }
}

function fileSystemOf({ session, startedAtEpochMs }: ToolWorld): FileSystem {
  const root = busyboxFiles(startedAtEpochMs)
  const base = { ...USER, modifiedAtEpochMs: startedAtEpochMs }
  const program = root.entries.get('bin')
  const kubectl = program?.kind === 'directory' ? program.entries.get('cat') : undefined
  const users = `root:x:0:0:root:/root:/bin/sh\nyou:x:${String(USER.uid)}:${String(USER.gid)}:you:${session.home}:/bin/sh\n`
  let own: DirectoryNode = root
  own = withNode(own, ['etc', 'passwd'], { ...base, kind: 'file', mode: 0o644, content: users })
  own = withNode(own, ['etc', 'group'], { ...base, kind: 'file', mode: 0o644, content: `root:x:0:\nyou:x:${String(USER.gid)}:\n` })
  if (kubectl !== undefined) own = withNode(own, ['usr', 'local', 'bin', 'kubectl'], kubectl)
  const home = stepsOf(session.home)
  const folder: DirectoryNode = { ...base, kind: 'directory', mode: 0o755, entries: PersistentMap.empty() }
  own = withNode(own, home, folder)
  for (const name of session.folders) own = withNode(own, [...home, ...stepsOf(name)], folder)
  for (const [name, content] of session.files)
    own = withNode(own, [...home, ...stepsOf(name)], { ...base, kind: 'file', mode: 0o644, content })
  return { own, volumes: PersistentMap.empty(), mounts: [], ownIsReadOnly: false }
}

function stepsOf(path: string): readonly string[] {
  return path.split('/').filter((step) => step !== '')
}

/** Folders on the way are made; a folder that is there keeps what it holds. */
function withNode(directory: DirectoryNode, [step = '', ...rest]: readonly string[], node: FileSystemNode): DirectoryNode {
  const there = directory.entries.get(step)
  if (rest.length === 0) {
    if (node.kind === 'directory' && there?.kind === 'directory') return directory
    return { ...directory, entries: directory.entries.with(step, node) }
  }
  const inner: DirectoryNode = there?.kind === 'directory' ? there : { ...directory, ...USER, mode: 0o755, entries: PersistentMap.empty() }
  return { ...directory, entries: directory.entries.with(step, withNode(inner, rest, node)) }
}

function filesOf({ own }: FileSystem, { session }: ToolWorld): Pick<ToolStep, 'files' | 'folders'> {
  let home: FileSystemNode | undefined = own
  for (const step of stepsOf(session.home)) home = home?.kind === 'directory' ? home.entries.get(step) : undefined
  const files = new Map<string, FileContent>()
  const folders = new Set<string>()
  const visit = (node: FileSystemNode, path: string): void => {
    if (node.kind === 'file') files.set(path, node.content)
    if (node.kind !== 'directory') return
    if (path !== '') folders.add(path)
    for (const [name, child] of node.entries.entries()) visit(child, path === '' ? name : `${path}/${name}`)
  }
  if (home !== undefined) visit(home, '')
  return { files, folders }
}
