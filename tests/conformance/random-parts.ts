// What a cluster draws or counts and the recorder did not blank: a name that ends in a random suffix, and times and versions inside a
// document that is quoted in a message. Both sides are blanked in the same way before they are compared.

/** @source apimachinery/pkg/util/rand alphanums */
const SUFFIX = '[bcdfghjklmnpqrstvwxz2456789]{5}'

/** Of a log line: level, date, time, process and line of the source say nothing about kubectl; the file does. */
const LOG_HEADER = /^[IWEF]\d{4} \d{2}:\d{2}:\d{2}\.\d+ +\d+ ([\w.-]+):\d+\]/gm

/** @param generateNames  Bases of generated names that the case's manifests give. */
export function blankRandomParts(text: string, generateNames: readonly string[]): string {
  let blanked = text.replace(new RegExp(`\\bkube-api-access-${SUFFIX}\\b`, 'g'), 'kube-api-access-<suffix>')
  for (const base of generateNames) {
    const literal = base.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    blanked = blanked.replace(new RegExp(`(?<![\\w-])${literal}${SUFFIX}\\b`, 'g'), `${base}<suffix>`)
  }
  return blanked
    .replace(LOG_HEADER, '(log) $1')
    .replace(/(\\"resourceVersion\\":\\")\d+/g, '$1<rv>')
    .replace(/(\\"(?:creationTimestamp|time)\\":\\")\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/g, '$1<time>')
    .replace(/(\\"uid\\":\\")[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '$1<uid>')
}

/** The values of `generateName` in whatever a case writes: manifests in YAML or JSON. */
export function generateNamesIn(recorded: unknown): readonly string[] {
  const bases = JSON.stringify(recorded).matchAll(/generateName(?:\\?")?:\s*(?:\\?["'])?([a-z0-9.-]+)/g)
  return [...new Set([...bases].flatMap(([, base]) => base ?? []))]
}
