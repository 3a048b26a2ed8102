// Plays `recorded/cases`: command lines against a cluster in which nothing moves on its own, compared with what kubectl printed.

import { createCluster, advance } from '../../src/simulator/cluster/cluster.ts'
import type { Cluster } from '../../src/simulator/cluster/cluster-state.ts'
import { doorTo } from '../../src/simulator/cluster/door.ts'
import { createSession, runLine } from '../../src/simulator/kubectl/index.ts'
import type { Session } from '../../src/simulator/kubectl/index.ts'
import { ALL_TOOLS } from '../../src/simulator/kubectl/tools/all.ts'
import type { RunningProgram } from '../../src/simulator/workloads/runtime.ts'
import { createContainerRuntime } from '../../src/simulator/workloads/runtime.ts'
import type { AreaResult, Failure } from './area.ts'
import { blankRandomParts, generateNamesIn } from './random-parts.ts'
import { isSameText } from './recorded-text.ts'
import type { Source } from './source.ts'
import { isRecord } from './source.ts'

/** The service account `default` and the certificate are there by then. */
const SETTLED_MS = 1900
/** From one command to the next, as the recorder took. */
const BETWEEN_STEPS_MS = 120

export function playCases(source: Source, area: string, only?: string): AreaResult {
  const file = source.json(`recorded/cases/${area}.json`)
  const cases = isRecord(file) && Array.isArray(file['cases']) ? file['cases'].filter(isRecord) : []
  const chosen = cases.filter((each) => only === undefined || each['id'] === only)
  const failures = chosen.flatMap((each) => playCase(each) ?? [])
  return { passed: chosen.length - failures.length, total: chosen.length, failures }
}

/** @see metadata/namespace-on-namespace, which found its namespace unchanged. */
const APPLIED_BEFORE = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: staging-x\n  namespace: default\n'

function emptyCluster(): Cluster<RunningProgram> {
  const runtime = createContainerRuntime({ images: [], registries: [] })
  const options = {
    seed: 1,
    startedAtEpochMs: Date.UTC(2026, 10, 24),
    nodes: ['node-1'],
    changeDetection: 'Watch',
    runtime,
    parts: ALL_TOOLS,
  } as const
  const { cluster } = advance(createCluster(options).cluster, SETTLED_MS)
  // The recorder's namespace was a new one under the name `default`: it held no Service.
  // A namespace `team-a` stood beside it, and one that the recorder had applied in an earlier round.
  const line = 'kubectl delete service kubernetes && kubectl create namespace team-a && kubectl apply -f -'
  return runLine(doorTo<RunningProgram>(undefined), cluster, createSession({ toolbox: ALL_TOOLS }), line, APPLIED_BEFORE).cluster
}

const EMPTY = emptyCluster()

/** The first difference, or undefined. */
function playCase(recorded: Readonly<Record<string, unknown>>): Failure | undefined {
  const id = String(recorded['id'])
  let cluster = EMPTY
  let session = withFiles(createSession({ toolbox: ALL_TOOLS }), recorded['files'])
  const steps = Array.isArray(recorded['steps']) ? recorded['steps'].filter(isRecord) : []
  const generateNames = generateNamesIn(recorded)
  const comparable = (text: string) => blankRandomParts(text, generateNames)
  for (const step of steps) {
    session = withFiles(session, step['files'])
    const stdin = typeof step['stdin'] === 'string' ? step['stdin'] : ''
    const line = String(step['run'])
    const outcome = runLine(doorTo<RunningProgram>(undefined), cluster, session, line, stdin)
    cluster = advance(outcome.cluster, outcome.cluster.nowMs + BETWEEN_STEPS_MS).cluster
    session = outcome.session
    const textOf = (stream: 'stdout' | 'stderr') =>
      outcome.pieces
        .filter((piece) => piece.stream === stream)
        .map(({ text }) => text)
        .join('')
    const answered = { stdout: textOf('stdout'), stderr: textOf('stderr'), exitCode: outcome.exitCode }
    const unstable = isRecord(step['unstable']) ? step['unstable'] : undefined
    for (const part of ['stdout', 'stderr', 'exitCode'] as const) {
      const wanted = fromScript(String(step[part] ?? ''))
      const got = String(answered[part])
      const other = unstable === undefined ? undefined : fromScript(String(unstable[part] ?? wanted))
      const isSame = isSameText(comparable(wanted), comparable(got), other === undefined ? undefined : comparable(other))
      if (!isSame) return { id, expected: `$ ${line}\n${part}: ${wanted}`, actual: `${part}: ${got}` }
    }
  }
  return undefined
}

/** The recorder ran each line by `bash -c`, which numbers lines; a terminal doesn't. */
function fromScript(text: string): string {
  return text.replace(/^bash: line 1: /gm, 'bash: ')
}

function withFiles(session: Session, files: unknown): Session {
  if (!isRecord(files)) return session
  const texts = new Map(session.files)
  const folders = new Set(session.folders)
  for (const [name, content] of Object.entries(files)) {
    if (typeof content === 'string') texts.set(name, content)
    else if (isRecord(content) && typeof content['base64'] === 'string')
      texts.set(name, Uint8Array.from(Buffer.from(content['base64'], 'base64')))
    else folders.add(name)
  }
  return { ...session, files: texts, folders }
}
