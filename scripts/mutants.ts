// Breaks every solution of every exercise on purpose and reports how much of it the checks notice. `npm run mutants -- three-truths`
// tries the exercises of one lesson.
import { decodeExercise } from '../src/exercise/decode-exercise.ts'
import { tryMutants } from '../src/exercise/mutants.ts'
import { besideFolders, lessonSlugs, readImages } from '../src/instructor/lesson-folders.ts'

/** Of the whole course: some lines of a solution are free, such as names of the learner's choice. A comment beside them says so. */
const LEAST_SHARE = 0.95

const asked = process.argv.slice(2)
const unknown = asked.filter((lesson) => !lessonSlugs().includes(lesson))
if (unknown.length > 0) {
  console.error(`No such lesson: ${unknown.join(', ')}. There are ${lessonSlugs().join(', ')}.`)
  process.exit(1)
}
const images = readImages()
let all = 0
let noticed = 0
for (const { lesson, id, texts } of besideFolders('exercises')) {
  if (asked.length > 0 && !asked.includes(lesson)) continue
  const exercise = decodeExercise(`${lesson}/${id}`, texts)
  if (!exercise.ok) {
    console.log(`${lesson}/${id}  cannot be read: npm run test:content says why`)
    continue
  }
  const mutants = tryMutants(exercise.value, images)
  const caught = mutants.filter((mutant) => mutant.noticed).length
  all += mutants.length
  noticed += caught
  console.log(`${lesson}/${id}  ${String(caught)} of ${String(mutants.length)} noticed`)
  for (const { solution, says } of mutants.filter((mutant) => !mutant.noticed)) console.log(`  not noticed: ${solution}, ${says}`)
}
const share = all === 0 ? 1 : noticed / all
const wanted = `at least ${String(100 * LEAST_SHARE)} % of the whole course are wanted`
console.log(`\n${String(noticed)} of ${String(all)} noticed, ${(100 * share).toFixed(1)} %; ${wanted}`)
process.exit(asked.length > 0 || share >= LEAST_SHARE ? 0 : 1)
