// `npm run new lesson <slug>`, or `npm run new lesson <slug> -- --part <id or number>` for another part than the last.
import { makeLesson } from '../src/instructor/new-lesson.ts'

const [what, slug, option, part, ...more] = process.argv.slice(2)
const isWrongOption = option !== undefined && (option !== '--part' || part === undefined || more.length > 0)
if (what !== 'lesson' || slug === undefined || isWrongOption) {
  console.error('Say what: npm run new lesson <slug>, with -- --part <id or number> behind it for another part than the last.')
  process.exit(1)
}
const made = makeLesson(slug, part)
if (!made.ok) {
  console.error(made.problem)
  process.exit(1)
}
console.log(`Made:\n${made.files.map((file) => `  ${file}`).join('\n')}\n  and a line in content/curriculum.yaml\n`)
console.log(`Next: npm run dev, and open /lessons/${slug}/. Write; every save is checked. npm run test:content proves the exercise.`)
