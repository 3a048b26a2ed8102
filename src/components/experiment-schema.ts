// How an author writes an experiment, and what is said when it is wrong. The commented model is
// content/lessons/three-truths/experiments/five-readers.yaml.
import { z } from 'astro/zod'
import type { Experiment } from '../islands/experiment.ts'
import { checkSchema } from './exercise-schema.ts'
import { focusSchema } from './focus-schema.ts'

const demonstration = z.array(
  z.union([
    z.strictObject({ edit: z.string(), from: z.string().min(1), to: z.string() }),
    z.strictObject({ apply: z.literal('files') }),
    z.strictObject({ run: z.string() }),
    z.strictObject({ waitMs: z.number().int().min(0) }),
  ]),
)

const row = z
  .strictObject({
    id: z.string(),
    label: z.string(),
    container: z.string().optional(),
    check: checkSchema.optional(),
    becomes: z.boolean(),
    because: z.string(),
  })
  .refine(({ container, check }) => container === undefined || check === undefined, 'A row names a container or a check, not both.')

const predict = z
  .strictObject({
    question: z.string(),
    choose: z.enum(['several', 'one']).default('several'),
    after: z.string().default('kubectl apply'),
    withinMs: z.number().int().min(0),
    rows: z.array(row).min(2),
  })
  .refine(
    ({ choose, rows }) => choose === 'several' || rows.filter(({ becomes }) => becomes).length === 1,
    'With "choose: one" exactly one row becomes true.',
  )

export const experimentSchema = z
  .strictObject({
    title: z.string(),
    seed: z.number().int().default(1),
    nodes: z.array(z.string()).min(1).default(['node-1']),
    startsAt: z
      .union([z.string(), z.date()])
      .default('2026-11-24T09:00:00Z')
      .transform((text) => new Date(text).getTime()),
    files: z.record(z.string(), z.string()),
    open: z.string().optional(),
    setup: z.array(z.string()).default([]),
    settleMs: z.number().int().min(0).default(0),
    focus: focusSchema,
    actions: z.array(z.strictObject({ label: z.string(), run: z.string() })).default([]),
    predict: predict.optional(),
    demonstration: demonstration.default([]),
  })
  .superRefine(({ files, open, demonstration: steps }, context) => {
    const names = Object.keys(files)
    if (names.length === 0) context.addIssue({ code: 'custom', path: ['files'], message: 'There is no file to edit.' })
    if (open !== undefined && !names.includes(open))
      context.addIssue({ code: 'custom', path: ['open'], message: `${open} is none of the files: ${names.join(', ')}` })
    let texts = files
    steps.forEach((step, index) => {
      if (!('edit' in step)) return
      const text = texts[step.edit]
      if (text?.includes(step.from) === true) texts = { ...texts, [step.edit]: text.replace(step.from, step.to) }
      else
        context.addIssue({
          code: 'custom',
          path: ['demonstration', index],
          message: text === undefined ? `There is no file ${step.edit}.` : `${step.edit} does not contain "${step.from}" at this step.`,
        })
    })
  })
  .transform(({ startsAt, open, ...rest }): Experiment => ({
    ...rest,
    startsAtEpochMs: startsAt,
    open: open ?? Object.keys(rest.files)[0] ?? '',
  }))
