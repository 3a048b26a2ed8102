// Whether the cluster recorded an Event, as `kubectl describe` and `kubectl get events` show them.

import { optional, required, text } from '../../authoring/shape.ts'
import { defineCheck, say } from './check-kind.ts'
import type { TextExpectation } from './expectation.ts'
import { expectation, fits } from './expectation.ts'

export interface EventSeenCheck {
  readonly kind: 'event-seen'
  readonly reason: string
  readonly message?: TextExpectation
  readonly about?: string
}

export const eventSeen = defineCheck<EventSeenCheck>({
  kind: 'event-seen',
  says: 'Since the learner came, an Event with this reason was recorded, or its count rose.',
  example: 'kind: event-seen\nreason: FailedMount\nmessage: { contains: not found }\nabout: web',
  fields: {
    reason: required(text, 'The word of the REASON column.'),
    message: optional(expectation, 'What its message should be like.'),
    about: optional(text, 'The name of the object it is about, or what the name begins with.'),
  },
  judge({ reason, message, about }, { run, now, sinceMs }) {
    const found = run.entries.find(
      (entry) =>
        entry.kind === 'event-recorded' &&
        entry.reason === reason &&
        entry.atMs >= sinceMs &&
        entry.atMs <= now.atMs &&
        (message === undefined || fits(entry.message, message)) &&
        (about === undefined || entry.object?.name.startsWith(about) === true),
    )
    return found?.kind === 'event-recorded'
      ? say(true, `${reason} on ${found.object?.name ?? ''}: ${found.message}`)
      : say(false, `no such event ${reason} was recorded`)
  },
})
