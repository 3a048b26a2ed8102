// `npm run new lesson <slug>`, or `npm run new lesson <slug> -- --part <id or number>` for another part than the last.
import { makeLesson } from '../src/instructor/new-lesson.ts'

const [what, slug, ...rest] = process.argv.slice(2)
if (what !== 'lesson' || slug === undefined) {
  console.error('Say what: npm run new lesson <slug>')
  process.exit(1)
}
const partAt = rest.indexOf('--part')
const made = makeLesson(slug, partAt === -1 ? undefined : rest[partAt + 1])
if (!made.ok) {
  console.error(made.problem)
  process.exit(1)
}
console.log(`Made:\n${made.files.map((file) => `  ${file}`).join('\n')}\n  and a line in content/curriculum.yaml\n`)
console.log(`Next: npm run dev, and open /lessons/${slug}/. Write; every save is checked. npm run test:content proves the exercise.`)
