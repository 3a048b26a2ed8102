// Breaks every solution of every exercise on purpose and reports how much of it the checks notice. `npm run mutants -- three-truths`
// tries the exercises of one lesson.
import { decodeExercise } from '../src/exercise/decode-exercise.ts'
import { tryMutants } from '../src/exercise/mutants.ts'
import { besideFolders, readImages } from '../src/instructor/lesson-folders.ts'

const LEAST_SHARE = 0.9

const asked = process.argv.slice(2)
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
console.log(
  `\n${String(noticed)} of ${String(all)} noticed, ${(100 * share).toFixed(1)} %; at least ${String(100 * LEAST_SHARE)} % are wanted`,
)
process.exit(share >= LEAST_SHARE ? 0 : 1)
