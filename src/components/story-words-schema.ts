// What content/words/story.yaml must hold: every sentence, with no blank that nothing fills.
import { z } from 'astro/zod'
import type { SentenceName } from '../board/story-words.ts'
import { SENTENCES } from '../board/story-words.ts'

function sentence(name: SentenceName) {
  const blanks: readonly string[] = SENTENCES[name]
  return z
    .string()
    .refine(
      (text) => [...text.matchAll(/\{(\w+)\}/g)].every(([, blank]) => blanks.includes(blank ?? '')),
      `The blanks of this sentence are ${blanks.map((blank) => `{${blank}}`).join(', ')}.`,
    )
}

export const storyWordsSchema = z.strictObject({
  who: z.strictObject({
    you: z.string(),
    'api-server': z.string(),
    scheduler: z.string(),
    'deployment-controller': z.string(),
    'replicaset-controller': z.string(),
    'statefulset-controller': z.string(),
    'daemonset-controller': z.string(),
    'job-controller': z.string(),
    'cronjob-controller': z.string(),
    'ttl-after-finished-controller': z.string(),
    'namespace-controller': z.string(),
    'serviceaccount-controller': z.string(),
    'root-ca-publisher': z.string(),
    'garbage-collector': z.string(),
    kubelet: z.string(),
    process: z.string(),
    simulator: z.string(),
  }),
  looks: z.strictObject({
    added: z.string(),
    changed: z.string(),
    resync: z.string(),
    retry: z.string(),
    'container-changed': z.string(),
    probe: z.string(),
    deleted: z.string(),
  }),
  sentences: z.strictObject({
    command: sentence('command'),
    stored: sentence('stored'),
    'stored-fields': sentence('stored-fields'),
    made: sentence('made'),
    deleted: sentence('deleted'),
    'let-go': sentence('let-go'),
    'asked-to-end': sentence('asked-to-end'),
    refused: sentence('refused'),
    bound: sentence('bound'),
    heard: sentence('heard'),
    'heard-gone': sentence('heard-gone'),
    'had-heard': sentence('had-heard'),
    'had-heard-gone': sentence('had-heard-gone'),
    looked: sentence('looked'),
    written: sentence('written'),
    'volume-failed': sentence('volume-failed'),
    started: sentence('started'),
    'started-again': sentence('started-again'),
    waiting: sentence('waiting'),
    exited: sentence('exited'),
    'exited-spinning': sentence('exited-spinning'),
    uses: sentence('uses'),
    'uses-now': sentence('uses-now'),
    warned: sentence('warned'),
    runaway: sentence('runaway'),
  }),
  signals: z.record(z.string(), z.string()),
  stays: z.strictObject({ frozen: z.string(), pinned: z.string(), unwritten: z.string(), unread: z.string() }),
  request: z.string(),
  counts: z.array(z.string()),
})
