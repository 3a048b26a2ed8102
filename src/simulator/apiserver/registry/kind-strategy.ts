// Which part has the strategies of a kind.

import type { Kind } from '../../api/kinds.ts'
import type { PartFinder } from '../../base/parts.ts'
import type { ServerParts, StrategiesPart } from '../server-parts.ts'

/** The part of each rare kind that has strategies. */
const PARTS: Readonly<Partial<Record<Kind, 'services' | 'sets' | 'batch'>>> = {
  Service: 'services',
  StatefulSet: 'sets',
  DaemonSet: 'sets',
  Job: 'batch',
  CronJob: 'batch',
}

export function strategiesFor(kind: Kind, parts: PartFinder<ServerParts>): StrategiesPart | undefined {
  const name = PARTS[kind]
  return name === undefined ? undefined : parts.find(name)
}
