// `kubectl events`: what was reported, oldest first.
// @source k8s.io/kubectl pkg/cmd/events/events.go, event_printer.go

import type { Event } from '../../api/fields/event.ts'
import { apiVersionOf } from '../../api/kinds.ts'
import { isKind } from '../../api/objects.ts'
import { jsonFromObject } from '../../apiserver/decode/typed-object.ts'
import { parseTime } from '../../base/timestamp.ts'
import type { Result } from '../../base/result.ts'
import { failure, success } from '../../base/result.ts'
import type { Call, CommandOutcome, CommandSpec } from '../command/command.ts'
import { settle } from '../command/dispatch.ts'
import { flag } from '../command/flag.ts'
import { eventAge } from '../describe/events.ts'
import type { Failure } from '../failure.ts'
import { plainError } from '../failure.ts'
import { PRINT_FLAGS, resultPrinter } from '../printers/output.ts'
import { layOutTable } from '../printers/table-layout.ts'
import { kindForWord, noSuchResource } from '../resource/mapping.ts'
import type { Watched } from '../resource/watched.ts'
import { newsOf, watchFrom } from '../resource/watched.ts'
import type { Runtime } from '../runtime.ts'
import { namespaceOf } from './common-flags.ts'
import { nextLookAtMs } from './waiting.ts'

export const EVENTS: CommandSpec = {
  name: 'events',
  group: 'Troubleshooting and Debugging Commands:',
  usage: '[(-o|--output=)json|yaml|…] [--for TYPE/NAME] [--watch] [--types=Normal,Warning]',
  short: 'List events',
  examples: ['kubectl events --for pod/web-0', 'kubectl events --types=Warning --watch'],
  flags: [
    ...PRINT_FLAGS,
    flag('watch|w', 'bool', 'false', 'Show events as they come.'),
    flag('all-namespaces|A', 'bool', 'false', 'Events of all namespaces.'),
    flag('for', 'string', '', 'Only events about this object, as TYPE/NAME.'),
    flag('types', 'slice', '', 'Only events of these types: Normal, Warning.'),
    flag('no-headers', 'bool', 'false', 'No heading above the columns.'),
    flag('chunk-size', 'int', '500', 'How many objects to fetch at a time.', { hidden: true }),
  ],
  completes: 'none',
  run,
}

type Filter = (event: Event) => boolean

function run(call: Call): CommandOutcome {
  const { flags, runtime } = call
  const subject = subjectOf(flags.text('for'))
  if (!subject.ok) return subject.problem
  const types = flags.list('types').map((type) => type.toLowerCase())
  const printer = flags.text('output') === '' ? undefined : resultPrinter(flags, runtime, '')
  if (printer?.ok === false) return printer.problem
  if (types.some((type) => type !== 'normal' && type !== 'warning')) return plainError('valid --types are Normal or Warning')
  const fits: Filter = (event) => subject.value(event) && (types.length === 0 || types.includes((event.type ?? '').toLowerCase()))
  if (flags.bool('watch')) return follow(call, runtime, fits)
  const events = listed(call, runtime, fits).toSorted((a, b) => timeOf(a) - timeOf(b))
  if (events.length === 0) {
    runtime.err(flags.bool('all-namespaces') ? 'No events found.\n' : `No events found in ${namespaceOf(call).name} namespace.\n`)
    return undefined
  }
  if (printer === undefined) {
    runtime.out(layOutTable([...(flags.bool('no-headers') ? [] : [heading(call)]), ...events.map((event) => rowOf(call, runtime, event))]))
    return undefined
  }
  // A list of events has no name to print.
  if (flags.text('output') === 'name') return undefined
  const items = events.map((event) => jsonFromObject(event))
  const printed = printer.value({ apiVersion: 'v1', items, kind: 'EventList', metadata: {} })
  if (!printed.ok) return printed.problem
  runtime.out(printed.value)
  return undefined
}

/** `--for pod/web`: events about this object. */
function subjectOf(text: string): Result<Filter, Failure> {
  if (text === '') return success(() => true)
  const [word = '', name, more] = text.split('/')
  if (name === undefined) return failure(plainError('--for must be in resource/name form'))
  if (more !== undefined) return failure(plainError('arguments in resource/name form may not have more than one slash'))
  const kind = kindForWord(word)
  if (kind === undefined) return failure(noSuchResource(word))
  return success(
    ({ involvedObject }) =>
      involvedObject.kind === kind.kind && involvedObject.apiVersion === apiVersionOf(kind) && involvedObject.name === name,
  )
}

function listed(call: Call, runtime: Runtime, fits: Filter): readonly Event[] {
  return runtime.view.list('Event', namespaceFor(call)).filter(fits)
}

function namespaceFor(call: Call): string {
  return call.flags.bool('all-namespaces') ? '' : namespaceOf(call).name
}

function timeOf({ lastTimestamp, eventTime }: Event): number {
  return parseTime(lastTimestamp ?? eventTime ?? '') ?? 0
}

function heading(call: Call): readonly string[] {
  return [...(call.flags.bool('all-namespaces') ? ['NAMESPACE'] : []), 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE']
}

function rowOf(call: Call, { moment }: Runtime, event: Event): readonly string[] {
  const { metadata, type = '', reason = '', message = '', involvedObject } = event
  return [
    ...(call.flags.bool('all-namespaces') ? [metadata.namespace ?? ''] : []),
    eventAge(event, moment.startedAtEpochMs + moment.nowMs),
    type,
    reason,
    `${involvedObject.kind ?? ''}/${involvedObject.name ?? ''}`,
    message.trim(),
  ]
}

/** Each event is laid out on its own, as it comes: first those that are there, then every write. */
function follow(call: Call, runtime: Runtime, fits: Filter): CommandOutcome {
  const events = listed(call, runtime, fits)
  const request = { kind: 'Event', namespace: namespaceFor(call) } as const
  show(call, runtime, events, !call.flags.bool('no-headers'))
  return wait(call, runtime, fits, watchFrom(runtime, request, events), events.length > 0)
}

function wait(call: Call, runtime: Runtime, fits: Filter, watched: Watched, begun: boolean): CommandOutcome {
  const look = (later: Runtime): CommandOutcome => {
    const news = newsOf(later, watched)
    const fresh = news.events.flatMap(({ type, object }) => (type !== 'DELETED' && isKind(object, 'Event') && fits(object) ? [object] : []))
    show(call, later, fresh, !begun && !call.flags.bool('no-headers'))
    return wait(call, later, fits, news.watched, begun || fresh.length > 0)
  }
  return { checkAtMs: nextLookAtMs(runtime), resume: (later) => settle(later, look(later)) }
}

function show(call: Call, runtime: Runtime, events: readonly Event[], needsHeading: boolean): void {
  events.forEach((event, index) => {
    runtime.out(layOutTable([...(needsHeading && index === 0 ? [heading(call)] : []), rowOf(call, runtime, event)]))
  })
}
