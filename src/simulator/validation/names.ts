// Formats of names: labels, subdomains, keys, ports. Each function says in upstream's words what is wrong with a text; nothing means fine.
// @source apimachinery/pkg/util/validation/validation.go, apimachinery/pkg/api/validate/content

import { utf8Length } from '../base/utf8.ts'

export type Problems = readonly string[]

const NONE: Problems = []

/** Upstream measures in bytes; most texts are too short to need counting. */
export function isLongerThan(text: string, bytes: number): boolean {
  return text.length > bytes || (text.length * 3 > bytes && utf8Length(text) > bytes)
}

/** `message (e.g. 'a',  or 'b', regex used for validation is '…')`. @source RegexError */
function patternProblem(message: string, pattern: string, ...examples: readonly string[]): string {
  if (examples.length === 0) return `${message} (regex used for validation is '${pattern}')`
  return `${message} (e.g. ${examples.map((example) => `'${example}', `).join(' or ')}regex used for validation is '${pattern}')`
}

export function rangeProblem(from: number, to: number): string {
  return `must be between ${String(from)} and ${String(to)}, inclusive`
}

interface Format {
  readonly pattern: RegExp
  readonly problem: string
  readonly limit: number
  /** New-style checks count bytes, older ones say characters. */
  readonly unit: 'bytes' | 'characters'
}

function format(
  pattern: string,
  message: string,
  examples: readonly string[],
  limit = Infinity,
  unit: Format['unit'] = 'characters',
): Format {
  return { pattern: new RegExp(`^(?:${pattern})$`), problem: patternProblem(message, pattern, ...examples), limit, unit }
}

function check(text: string, { pattern, problem, limit, unit }: Format): Problems {
  const isLong = limit !== Infinity && isLongerThan(text, limit)
  const matches = pattern.test(text)
  if (!isLong && matches) return NONE
  const problems = isLong ? [`must be no more than ${String(limit)} ${unit}`] : []
  return matches ? problems : [...problems, problem]
}

const LABEL_PATTERN = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const SUBDOMAIN_PATTERN = `${LABEL_PATTERN}(\\.${LABEL_PATTERN})*`
const UNDERSCORE_LABEL_PATTERN = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?'
const UNDERSCORE_PATTERN = `${UNDERSCORE_LABEL_PATTERN}(\\.${UNDERSCORE_LABEL_PATTERN})*`
const KEY_PATTERN = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'

const EDGES = 'and must start and end with an alphanumeric character'
const LABEL = format(
  LABEL_PATTERN,
  `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', ${EDGES}`,
  ['my-name', '123-abc'],
  63,
)
const SUBDOMAIN = format(
  SUBDOMAIN_PATTERN,
  `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', ${EDGES}`,
  ['example.com'],
  253,
)
const UNDERSCORE_SUBDOMAIN = format(
  UNDERSCORE_PATTERN,
  `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', ${EDGES}`,
  ['example.com'],
  253,
)
const LABEL_VALUE = format(
  `(${KEY_PATTERN})?`,
  `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', ${EDGES}`,
  ['MyValue', 'my_value', '12345'],
  63,
  'bytes',
)
const KEY = format(
  KEY_PATTERN,
  `must consist of alphanumeric characters, '-', '_' or '.', ${EDGES}`,
  ['MyName', 'my.name', '123-abc'],
  63,
  'bytes',
)
const CONFIG_KEY = format(
  '[-._a-zA-Z0-9]+',
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
  ['key.name', 'KEY_NAME', 'key-name'],
  253,
)
const PERCENT = format('[0-9]+%', "a valid percent string must be a numeric string followed by an ending '%'", ['1%', '93%'])
const HEADER_NAME = format('[-A-Za-z0-9]+', "a valid HTTP header must consist of alphanumeric characters or '-'", ['X-Header-Name'])

const URL_PATH = format("[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+", 'Invalid path', [])

/** @source IsDNS1123Label */
export function dnsLabelProblems(text: string): Problems {
  const problems = check(text, LABEL)
  // A subdomain that is no label has dots.
  return problems.at(-1) === LABEL.problem && SUBDOMAIN.pattern.test(text) ? [...problems.slice(0, -1), 'must not contain dots'] : problems
}

/** @source IsDNS1123Subdomain */
export function subdomainProblems(text: string): Problems {
  return check(text, SUBDOMAIN)
}

/** @source IsDNS1123SubdomainWithUnderscore */
export function underscoreSubdomainProblems(text: string): Problems {
  return check(text, UNDERSCORE_SUBDOMAIN)
}

/** @source content.IsLabelValue */
export function labelValueProblems(text: string): Problems {
  return check(text, LABEL_VALUE)
}

/** A label key, an annotation key, a finalizer: a name, perhaps behind a domain and a slash. @source content.IsLabelKey */
export function qualifiedNameProblems(text: string): Problems {
  if (KEY.pattern.test(text) && !isLongerThan(text, KEY.limit)) return NONE
  const parts = text.split('/')
  if (parts.length > 2)
    return [`a valid label key ${KEY.problem} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`]
  const problems: string[] = []
  const prefix = parts.length === 2 ? parts[0] : undefined
  const name = parts.at(-1) ?? ''
  if (prefix === '') problems.push('prefix part must be non-empty')
  else if (prefix !== undefined) problems.push(...check(prefix, { ...SUBDOMAIN, unit: 'bytes' }).map((problem) => `prefix part ${problem}`))
  if (name === '') problems.push('name part must be non-empty')
  problems.push(...check(name, KEY).map((problem) => `name part ${problem}`))
  return problems
}

/** A key of a ConfigMap or Secret. @source IsConfigMapKey */
export function configKeyProblems(text: string): Problems {
  return text.startsWith('.') ? [...check(text, CONFIG_KEY), ...dotsProblems(text)] : check(text, CONFIG_KEY)
}

/** @source hasChDirPrefix */
function dotsProblems(text: string): Problems {
  if (text === '.' || text === '..') return [`must not be '${text}'`]
  return text.startsWith('..') ? ["must not start with '..'"] : NONE
}

/** @source IsRelaxedEnvVarName */
export function variableNameProblems(text: string): Problems {
  if (text === '') return ['environment variable name must be non-empty']
  return /^[ -<>-~]*$/.test(text)
    ? NONE
    : ["a valid environment variable name must consist only of printable ASCII characters other than '='"]
}

/** @source IsValidPortName */
export function portNameProblems(text: string): Problems {
  const problems: string[] = []
  if (isLongerThan(text, 15)) problems.push('must be no more than 15 characters')
  if (!/^[-a-z0-9]+$/.test(text)) problems.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)')
  if (!/[a-z]/.test(text)) problems.push('must contain at least one letter (a-z)')
  if (text.includes('--')) problems.push('must not contain consecutive hyphens')
  if (text.startsWith('-') || text.endsWith('-')) problems.push('must not begin or end with a hyphen')
  return problems
}

export function portNumberProblems(port: number): Problems {
  return port >= 1 && port <= 65535 ? NONE : [rangeProblem(1, 65535)]
}

/** User and group numbers. @source IsValidUserID, IsValidGroupID */
export function idProblems(id: number): Problems {
  return id >= 0 && id < 2 ** 31 ? NONE : [rangeProblem(0, 2 ** 31 - 1)]
}

export function percentProblems(text: string): Problems {
  return check(text, PERCENT)
}

export function headerNameProblems(text: string): Problems {
  return check(text, HEADER_NAME)
}

/** What may follow the domain of a path. @source apimachinery/pkg/util/validation/validation.go httpPathFmt */
export function urlPathProblems(text: string): Problems {
  return check(text, URL_PATH)
}

/** @source apimachinery/pkg/api/validation/path IsValidPathSegmentName */
export function pathSegmentProblems(text: string): Problems {
  if (text === '.' || text === '..') return [`may not be '${text}'`]
  return ['/', '%'].filter((illegal) => text.includes(illegal)).map((illegal) => `may not contain '${illegal}'`)
}

export type NameRule = (text: string) => Problems

/** A `generateName` may end in a dash: more follows. @source apimachinery/pkg/api/validation/generic.go maskTrailingDash */
export function maskTrailingDash(text: string): string {
  return text.length > 1 && text.endsWith('-') ? `${text.slice(0, -2)}a` : text
}
