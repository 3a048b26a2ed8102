// What describers write: lines at levels of two spaces, cells parted by tabs, maps over several lines.
// @source k8s.io/kubectl pkg/describe/describe.go PrefixWriter, printLabelsMultiline, printAnnotationsMultiline, printPodTolerationsMultiline

import type { Toleration } from '../../api/fields/scheduling.ts'
import { parseTime } from '../../base/timestamp.ts'
import { layOutTabs } from '../text/tab-writer.ts'
import { escapeTerminal } from '../text/terminal-text.ts'

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'
const LONGEST_ANNOTATION = 140
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** How deep a line stands: two spaces each. */
export type Level = number

/** Mutable; made for one description. */
export class Description {
  #text = ''
  #finished = ''

  /** A line, or several in one text, behind the level's spaces. */
  line(level: Level, text: string): void {
    this.#text += `${'  '.repeat(level)}${escapeTerminal(text)}\n`
  }

  /** What follows has columns of its own. */
  newColumns(): void {
    this.#finished += layOutTabs(this.#text)
    this.#text = ''
  }

  /** `columns`: laid out; otherwise with the tabs still in it. */
  toText(layout: 'columns' | 'tabs' = 'columns'): string {
    return layout === 'tabs' ? this.#text : this.#finished + layOutTabs(this.#text)
  }

  labels(title: string, labels: Readonly<Record<string, string>> | undefined, indent = ''): void {
    const entries = sorted(labels)
    if (entries.length === 0) this.line(0, `${indent}${title}:\t<none>`)
    entries.forEach(([key, value], index) => {
      this.line(0, `${indent}${index === 0 ? `${title}:` : ''}\t${key}=${value}`)
    })
  }

  annotations(title: string, annotations: Readonly<Record<string, string>> | undefined): void {
    const entries = sorted(annotations).filter(([key]) => key !== LAST_APPLIED)
    if (entries.length === 0) this.line(0, `${title}:\t<none>`)
    entries.forEach(([key, written], index) => {
      const start = index === 0 ? `${title}:\t` : '\t'
      const value = written.replace(/\n$/, '')
      if (value.length + key.length + 2 <= LONGEST_ANNOTATION && !value.includes('\n')) this.line(0, `${start}${key}: ${value}`)
      else {
        this.line(0, `${start}${key}:`)
        for (const part of value.split('\n')) this.line(0, `\t  ${shorten(part, LONGEST_ANNOTATION - 2)}`)
      }
    })
  }

  tolerations(title: string, tolerations: readonly Toleration[] | undefined): void {
    const list = [...(tolerations ?? [])].sort((a, b) => compare(a.key ?? '', b.key ?? ''))
    if (list.length === 0) this.line(0, `${title}:\t<none>`)
    list.forEach((toleration, index) => {
      this.line(0, `${index === 0 ? `${title}:` : ''}\t${printToleration(toleration)}`)
    })
  }
}

function printToleration({ key = '', value = '', effect = '', operator, tolerationSeconds }: Toleration): string {
  const words = `${key}${value === '' ? '' : `=${value}`}${effect === '' ? '' : `:${effect}`}`
  const exists = operator === 'Exists' && value === '' ? `${words === '' ? '' : ' '}op=Exists` : ''
  return `${words}${exists}${tolerationSeconds === undefined ? '' : ` for ${String(tolerationSeconds)}s`}`
}

export function sorted<T>(record: Readonly<Record<string, T>> | undefined): readonly (readonly [string, T])[] {
  return Object.entries(record ?? {}).sort(([a], [b]) => compare(a, b))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function shorten(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}...` : text
}

/** `Mon, 23 Nov 2026 23:56:59 +0000` */
export function printDate(time: string | null | undefined): string {
  const epochMs = typeof time === 'string' ? parseTime(time) : undefined
  // A time that was never set prints as the year one.
  if (epochMs === undefined) return 'Mon, 01 Jan 0001 00:00:00 +0000'
  const date = new Date(epochMs)
  const two = (number: number): string => String(number).padStart(2, '0')
  const day = `${WEEKDAYS[date.getUTCDay()] ?? ''}, ${two(date.getUTCDate())} ${MONTHS[date.getUTCMonth()] ?? ''}`
  return `${day} ${String(date.getUTCFullYear()).padStart(4, '0')} ${date.toISOString().slice(11, 19)} +0000`
}

export function orNone(text: string | undefined): string {
  return text === undefined || text === '' ? '<none>' : text
}
