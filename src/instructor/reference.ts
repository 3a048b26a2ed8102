// The authors' reference, docs/authoring.md, made from the shapes that the site reads content by. `npm run reference` writes it;
// a test says when it is out of date.

import type { Field, FieldPage } from '../authoring/shape.ts'
import { pagesOf } from '../authoring/shape.ts'
import { partFields } from '../curriculum/decode-curriculum.ts'
import { CHECK_KINDS } from '../exercise/checks/index.ts'
import { clusterFields } from '../exercise/decode-cluster.ts'
import { exerciseFields, hintFields, mistakeFields, solutionFields, taskFields } from '../exercise/decode-exercise.ts'
import { experimentFields, predictionFields, predictionRowFields } from '../exercise/decode-experiment.ts'
import { termFields } from '../exercise/glossary.ts'
import { answerFields, questionFields } from '../exercise/question.ts'
import { transcriptFields } from '../exercise/transcript.ts'
import { frontFields } from './lesson-front.ts'

interface Chapter {
  readonly title: string
  readonly says: string
  readonly fields: Readonly<Record<string, Field<unknown>>>
}

const CHAPTERS: readonly Chapter[] = [
  {
    title: 'The front matter of a lesson',
    says: 'At the top of `content/lessons/<slug>/index.mdx`, between two lines `---`.',
    fields: frontFields,
  },
  {
    title: 'A part of the course',
    says: 'An item of `parts` in `content/curriculum.yaml`. Every lesson is in one part, once.',
    fields: partFields,
  },
  {
    title: 'An experiment',
    says: 'A folder `content/lessons/<slug>/experiments/<id>/` with `experiment.yaml`, and beside it `files/` (what the learner is given), `cluster/` (manifests that are applied before the learner comes, in the order of their names, and that stay out of sight) and `images.yaml` (images that exist only here, in the form of `content/workloads/images.yaml`). Only `files/` is needed. Which images there are, what their programs read and which options they take says `content/workloads/images.yaml`. In the lesson: `<Experiment id="…" />`.',
    fields: experimentFields,
  },
  { title: 'Its prediction', says: 'The member `predict` of an experiment.', fields: predictionFields },
  { title: 'A row of a prediction', says: '', fields: predictionRowFields },
  {
    title: 'The cluster',
    says: 'Members that stand beside the others in an experiment, an exercise, a proof and a transcript. All of them can be left out.',
    fields: clusterFields,
  },
  {
    title: 'An exercise',
    says: 'A folder `content/lessons/<slug>/exercises/<id>/` with `exercise.yaml` and the same files beside it as an experiment has. In the lesson: `<Exercise id="…" />`. The folder\'s name never changes: progress is stored under it. Any answer that brings about the state passes.',
    fields: exerciseFields,
  },
  { title: 'A task', says: '', fields: taskFields },
  { title: 'The hints', says: 'Four steps, each on request.', fields: hintFields },
  {
    title: 'A mistake',
    says: 'Recognised by state and told before any hint. Put the more special ones first. A change that the API server refuses leaves no state: let the check try it again, `kind: command-printed`, `run: kubectl apply -f settings.yaml --dry-run=server`, and expect the words of the refusal.',
    fields: mistakeFields,
  },
  { title: 'A solution', says: 'At least two that differ in kind, better three.', fields: solutionFields },
  {
    title: 'A quiz',
    says: '`content/lessons/<slug>/quizzes/<id>.yaml`; in the lesson `<Quiz id="…" />`. A prediction that belongs to no experiment has the same form: `predictions/<id>.yaml` and `<Predict id="…" />`; give it a proof.',
    fields: questionFields,
  },
  { title: 'An answer', says: '', fields: answerFields },
  {
    title: 'A transcript',
    says: '`content/lessons/<slug>/transcripts/<id>.yaml`; in the lesson `<Transcript id="…" />`. What is printed is made when the site is built.',
    fields: transcriptFields,
  },
  { title: 'A term of the glossary', says: 'An item of `content/glossary.yaml`. In a lesson: `<Term>kubelet</Term>`.', fields: termFields },
]

const ACTS = `## Acts

What solutions, mistakes, proofs and transcripts are made of. Each is what a learner would do.

| act | means |
|---|---|
| \`{ edit: web.yaml, from: info, to: debug }\` | Replaces a text that occurs once in a file. Texts may have several lines (\`from: \\|\`); lines after the first are indented from where the first begins, so write them as if it began at the margin. |
| \`{ write: extra.yaml, text: … }\` | Writes a whole file. |
| \`apply: files\` | Presses **Apply**: all manifests. |
| \`run: kubectl …\` | A line of the terminal. |
| \`wait: 30s\` | Lets simulated time pass. |
`

export function writeReference(): string {
  const chapters = CHAPTERS.map(({ title, says, fields }) =>
    [`## ${title}`, says, fieldTable(pagesOf(fields))].filter((part) => part !== '').join('\n\n'),
  )
  const checks = CHECK_KINDS.map(
    ({ kind, says, example, fields }) => `### ${kind}\n\n${says}\n\n\`\`\`yaml\n${example}\n\`\`\`\n\n${fieldTable(fields)}`,
  )
  return (
    [
      '# What authors can write',
      '<!-- Made by `npm run reference` from the shapes in src/. Change those, not this file. -->',
      'Every file is checked whenever it is saved while `npm run dev` runs, and by `npm run test:content`. An error says where it is, what was expected, what was found and how to mend it. Durations are texts such as `500ms`, `90s`, `2m`, `1h`. In what learners read, code stands between backticks, and a rule that a claim rests on in brackets: `[ENV-4]`, one of [rules.md](rules.md).',
      'In any lesson, without an import: `<Experiment id="…" />`, `<Exercise id="…" />`, `<Quiz id="…" />`, `<Predict id="…" />`, `<Transcript id="…" />`, `<Term>…</Term>`. A lesson has an experiment, an exercise, a quiz or a prediction, and at least three words of the glossary as `<Term>`, each where it is first used; every rule that it cites stands in its front matter. It ends with `## In short` (three lines to keep) and `## What is simplified here`. It has at most 900 words and can be read after nine years of school. Braces and `<` stand between backticks. `npm run new lesson <slug>` makes one that has everything.',
      ...chapters,
      ACTS.trim(),
      '## Checks',
      'What tasks, mistakes and proofs look at: the cluster and what containers see, never the text of an answer. Objects are written as for kubectl: `configmap/settings`, `secret/creds in team-a`. Pods are those of a workload (`deployment/web`), one Pod (`pod/web`) or those with labels (`app=web,tier=front`); Pods on their way out do not count; a check about Pods wants every one of them to fit, and at least one to be there. `expect` is exactly one of `equals`, `contains`, `matches` (a regular expression) and `absent: true`.',
      ...checks,
    ].join('\n\n') + '\n'
  )
}

function fieldTable(fields: readonly FieldPage[]): string {
  const rows = fields.map(({ name, expected, presence, fallback, says }) => {
    const need = presence === 'required' ? 'needed' : presence === 'optional' ? 'optional' : shortFallback(fallback)
    return `| \`${name}\` | ${cell(expected)} | ${need} | ${cell(says)} |`
  })
  return ['| field | what | | means |', '|---|---|---|---|', ...rows].join('\n')
}

function shortFallback(fallback: string | undefined): string {
  return fallback === undefined || fallback.startsWith('{') ? 'optional' : `else \`${fallback}\``
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
