// What the simulator leaves out, as its own files say behind @simplified: the list that the page "What is modelled" shows.

export interface SimplifiedNote {
  /** `controllers/daemon-set/roll-out.ts`: where it is said, below src/simulator/. */
  readonly file: string
  readonly says: string
}

/** @param sources  Texts of the simulator's files, by path below src/simulator/. */
export function simplifiedNotes(sources: Readonly<Record<string, string>>): readonly SimplifiedNote[] {
  return Object.keys(sources)
    .toSorted()
    .flatMap((file) => notesIn(sources[file] ?? '').map((says) => ({ file, says })))
}

/** A note goes on over the next lines of its comment, until the comment ends, an empty line or another tag. */
function notesIn(source: string): readonly string[] {
  const notes: string[] = []
  let open: string[] | undefined
  const close = () => {
    if (open !== undefined) notes.push(open.join(' ').trim())
    open = undefined
  }
  for (const line of source.split('\n')) {
    const [, words] = /^\s*(?:\/\/|\/?\*+(?!\/))\s?(.*?)(?:\s*\*\/)?$/.exec(line) ?? []
    const [, begun] = /@simplified\s+(.*)$/.exec(words ?? '') ?? []
    if (begun !== undefined) {
      close()
      open = [begun]
    } else if (open !== undefined && words !== undefined && words.trim() !== '' && !words.trim().startsWith('@')) open.push(words.trim())
    else close()
  }
  close()
  return notes.filter((note) => note !== '')
}
