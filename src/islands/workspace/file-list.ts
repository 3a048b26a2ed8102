// The learner's files by name, in the order of their tabs. Functions from one list to the next.

export type Files = Readonly<Record<string, string>>

/** A file that was deleted, with its place among the others. */
export interface DeletedFile {
  readonly name: string
  readonly text: string
  readonly index: number
}

/** Whether the file is coloured as YAML. */
export function isYaml(name: string): boolean {
  return /\.(?:ya?ml|json)$/.test(name)
}

export function freshName(files: Files): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? 'new.yaml' : `new-${String(number)}.yaml`
    if (!Object.hasOwn(files, name)) return name
  }
}

export function addFile(files: Files, name: string, text = '', index = Object.keys(files).length): Files {
  const entries = Object.entries(files)
  return Object.fromEntries([...entries.slice(0, index), [name, text], ...entries.slice(index)])
}

export function renameFile(files: Files, from: string, to: string): Files {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name === from ? to : name, text]))
}

export function deleteFile(files: Files, name: string): { readonly files: Files; readonly deleted: DeletedFile; readonly next: string } {
  const names = Object.keys(files)
  const index = names.indexOf(name)
  const next = names[index + 1] ?? names[index - 1] ?? ''
  const rest = Object.fromEntries(Object.entries(files).filter(([other]) => other !== name))
  return { files: rest, deleted: { name, text: files[name] ?? '', index }, next }
}

/** Whether kept data are texts by name. */
export function isTexts(value: unknown): value is Files {
  return typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string')
}
