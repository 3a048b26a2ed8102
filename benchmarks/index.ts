// `npm run bench` runs every benchmark, `npm run bench -- validation roll-out` those that are named.

import { runBytes } from './bytes.ts'
import { runEditor } from './editor.ts'
import { runFrames } from './frames.ts'
import { runKubectl } from './kubectl.ts'
import { runLargeFile } from './large-file.ts'
import { runRollOut } from './roll-out.ts'
import { runTimeTravel } from './time-travel.ts'
import { runValidation } from './validation.ts'
import { runWebernetes } from './webernetes.ts'

const BENCHMARKS: Readonly<Record<string, () => void | Promise<void>>> = {
  validation: runValidation,
  'large-file': runLargeFile,
  bytes: runBytes,
  kubectl: runKubectl,
  'roll-out': runRollOut,
  'time-travel': runTimeTravel,
  webernetes: runWebernetes,
  frames: runFrames,
  editor: runEditor,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in BENCHMARKS))
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are ${Object.keys(BENCHMARKS).join(', ')}.`)
  process.exit(1)
}
for (const [name, run] of Object.entries(BENCHMARKS)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.log(`\n── ${name} ──`)
  await run()
}
