// How an author writes an exercise, and what is said when it is wrong.
import { z } from 'astro/zod'
import type { Focus } from '../board/board-model.ts'
import type { Check, Exercise } from '../exercise/exercise.ts'
import { focusSchema } from './focus-schema.ts'

const kind = z.enum([
  'ConfigMap',
  'Secret',
  'Pod',
  'Namespace',
  'ServiceAccount',
  'Service',
  'Event',
  'Node',
  'PersistentVolumeClaim',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'ControllerRevision',
  'Job',
  'CronJob',
])
const object = z.strictObject({ kind, name: z.string(), namespace: z.string().optional() })
const namespace = z.string().optional()
const pods = z.union([
  z.strictObject({ pod: z.string(), namespace }),
  z.strictObject({ workload: z.string().regex(/^(deployment|statefulset|daemonset|job)\/[a-z0-9.-]+$/), namespace }),
  z.strictObject({ labels: z.record(z.string(), z.string()), namespace }),
])
const expectation = z.union([
  z.strictObject({ equals: z.string() }),
  z.strictObject({ contains: z.string() }),
  z.strictObject({ matches: z.string() }),
  z.strictObject({ absent: z.literal(true) }),
])
const container = z.string().optional()
const workload = z.string()

/** A fact about the cluster, as authors of exercises and predictions write it. */
const check: z.ZodType = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('object-exists'), object }),
    z.strictObject({ kind: z.literal('object-absent'), object }),
    z.strictObject({ kind: z.literal('field-equals'), object, path: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) }),
    z.strictObject({ kind: z.literal('environment'), pods, container, name: z.string(), expect: expectation }),
    z.strictObject({ kind: z.literal('file'), pods, container, path: z.string(), expect: expectation }),
    z.strictObject({ kind: z.literal('file-mode'), pods, container, path: z.string(), mode: z.string() }),
    z.strictObject({ kind: z.literal('process-uses'), pods, container, source: z.string(), expect: expectation }),
    z.strictObject({ kind: z.literal('process-printed'), pods, container, expect: expectation }),
    z.strictObject({ kind: z.literal('pod-status'), pods, status: z.string() }),
    z.strictObject({ kind: z.literal('pods-ready'), pods, atLeast: z.number().int() }),
    z.strictObject({ kind: z.literal('rollout-finished'), workload, namespace }),
    z.strictObject({ kind: z.literal('never-fewer-ready'), workload, namespace, than: z.number().int() }),
    z.strictObject({ kind: z.literal('nothing-restarted'), pods }),
    z.strictObject({
      kind: z.literal('value-nowhere'),
      value: z.string(),
      places: z.array(z.enum(['manifests', 'environment', 'arguments', 'configmaps'])),
    }),
    z.strictObject({ kind: z.literal('command-printed'), command: z.string(), expect: expectation }),
    z.strictObject({ kind: z.literal('not'), check }),
    z.strictObject({ kind: z.literal('all'), checks: z.array(check).min(1) }),
    z.strictObject({ kind: z.literal('any'), checks: z.array(check).min(1) }),
    z.strictObject({ kind: z.literal('always'), check }),
  ]),
)
export const checkSchema = check.transform((value) => value as Check)

const acts = z.array(
  z.union([
    z.strictObject({ apply: z.literal('files') }),
    z.strictObject({ run: z.string() }),
    z.strictObject({ waitMs: z.number().int() }),
  ]),
)
const files = z.record(z.string(), z.string())

export const exerciseSchema = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    goal: z.string(),
    cluster: z.strictObject({
      seed: z.number().int(),
      nodes: z.array(z.string()).min(1),
      startsAt: z.union([z.string(), z.date()]).transform((text) => new Date(text).getTime()),
      setup: z.array(z.string()),
      settleMs: z.number().int().min(0),
    }),
    focus: focusSchema,
    open: z.string(),
    editable: z.array(z.string()).min(1),
    files,
    tasks: z.array(z.strictObject({ id: z.string(), says: z.string(), afterMs: z.number().int().min(0), check: checkSchema })).min(1),
    hints: z.array(z.string()).min(2),
    mistakes: z
      .array(z.strictObject({ id: z.string(), message: z.string(), afterMs: z.number().int().min(0), check: checkSchema, files, acts }))
      .min(3),
    solutions: z.array(z.strictObject({ id: z.string(), says: z.string(), files, acts })).min(2),
  })
  .transform(({ cluster: { startsAt, ...cluster }, focus, open, ...rest }) => ({
    exercise: { ...rest, cluster: { ...cluster, startsAtEpochMs: startsAt } } satisfies Exercise,
    focus: focus satisfies readonly Focus[],
    open,
  }))
