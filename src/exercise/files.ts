// The learner's files: texts by name.

export type Files = Readonly<Record<string, string>>

/** Whether `kubectl apply -f` can read it. Env files, properties and certificates are there to be read by other commands. */
export function isManifest(name: string): boolean {
  return /\.(ya?ml|json)$/.test(name)
}

/** What the button Apply does. */
export function applyLine(files: Files): string {
  return `kubectl apply ${Object.keys(files)
    .filter(isManifest)
    .map((name) => `-f ${name}`)
    .join(' ')}`
}
