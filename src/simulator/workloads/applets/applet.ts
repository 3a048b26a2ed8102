// What an applet of busybox is: a function that runs to its end in one go, or says what it waits for and is called again.
// What it printed and changed counts only if it did not ask for more input: then it is called again with all of it.

import type { Result } from '../../base/result.ts'
import type { FileSystem } from '../../api/file-system.ts'
import type { FileError } from '../shell/file-error.ts'
import { errorText } from '../shell/file-error.ts'
import type { FileWorld } from '../shell/file-tree.ts'
import type { Machine } from '../shell/machine.ts'
import { fileWorld } from '../shell/machine.ts'
import type { AppletMemory, EnvironmentList, Process, Waiting } from '../shell/process.ts'
import { peekInput, readFile, takeInput } from '../shell/stream.ts'

export type AppletOutcome =
  | number
  /** Standard input has not ended; call again when there is more. */
  | { readonly kind: 'more' }
  | { readonly kind: 'wait'; readonly waiting: Waiting | undefined; readonly memory: AppletMemory }
  /** Another program takes its place. */
  | { readonly kind: 'execute'; readonly words: readonly string[]; readonly environment: EnvironmentList }

export type Applet = (call: AppletCall) => AppletOutcome

export const MORE: AppletOutcome = { kind: 'more' }

export const NO_MEMORY: AppletMemory = { text: '', number: 0, names: [], queue: [], child: undefined }

/** How much input a program keeps. */
const MOST_INPUT = 4 * 1024 * 1024

/** One call of an applet. */
export class AppletCall {
  readonly machine: Machine
  readonly process: Process
  readonly name: string
  /** Without the name. */
  readonly words: readonly string[]
  readonly memory: AppletMemory | undefined
  readonly printed: { readonly stream: 1 | 2; readonly text: string }[] = []

  constructor(machine: Machine, process: Process, name: string, memory: AppletMemory | undefined) {
    this.machine = machine
    this.process = process
    this.name = name
    this.words = process.words.slice(1)
    this.memory = memory
  }

  get world(): FileWorld {
    return fileWorld(this.machine)
  }

  print(text: string): void {
    if (text === '') return
    const last = this.printed.at(-1)
    if (last?.stream === 1) this.printed[this.printed.length - 1] = { stream: 1, text: last.text + text }
    else this.printed.push({ stream: 1, text })
  }

  /** To standard error, with the applet's name before it. @returns 1, the usual exit code */
  complain(message: string): 1 {
    this.printed.push({ stream: 2, text: `${this.name}: ${message}\n` })
    return 1
  }

  complainOf(path: string, error: FileError): 1 {
    return this.complain(`${path}: ${errorText(error)}`)
  }

  /** To standard error: how the applet is to be called. @returns 1 */
  usage(text: string): 1 {
    this.printed.push({ stream: 2, text: `BusyBox v1.36.1 multi-call binary.\n\nUsage: ${this.name} ${text}\n` })
    return 1
  }

  /** All of standard input; undefined when it has not ended: then return `MORE`. */
  input(): string | undefined {
    const { machine, process } = this
    let text = this.memory?.text ?? ''
    for (;;) {
      const input = peekInput(machine, process, 0)
      const isDevice = process.descriptors[0]?.kind === 'device'
      if (input.kind === 'data') {
        takeInput(machine, process, 0, input.data.length)
        text += input.data
        machine.budget -= input.data.length >> 10
      }
      if (input.kind === 'failed') this.complain(`read error: ${errorText(input.error)}`)
      if (input.kind === 'wait' && text.length < MOST_INPUT) {
        this.#collected = text
        return undefined
      }
      if (input.kind !== 'data' || isDevice || text.length >= MOST_INPUT) return text
    }
  }

  #collected = ''

  /** What `input` has read so far. */
  get collected(): string {
    return this.#collected
  }

  read(path: string): Result<string, FileError> {
    this.machine.budget -= 2
    return readFile(this.machine, this.process, path)
  }

  /** Takes over a change of files, or says what is wrong. */
  change(changed: Result<FileSystem, FileError>): FileError | undefined {
    this.machine.budget -= 2
    if (!changed.ok) return changed.problem
    this.machine.files = changed.value
    return undefined
  }
}
