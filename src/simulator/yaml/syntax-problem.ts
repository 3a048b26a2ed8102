// What the reader can say against the grammar of a manifest. The words are go-yaml's, because kubectl prints them; the code names them for
// diagnostics in plain words. Thrown inside this layer only: readManifest turns it into a value.

/** go-yaml's problem texts by code. @source vendor/go.yaml.in/yaml/v2 scannerc.go, parserc.go, readerc.go, decode.go */
export const PROBLEM_TEXTS = {
  'control-character': 'control characters are not allowed',
  'token-start': 'found character that cannot start any token',
  'colon-missing': "could not find expected ':'",
  'value-not-allowed': 'mapping values are not allowed in this context',
  'key-not-allowed': 'mapping keys are not allowed in this context',
  'entry-not-allowed': 'block sequence entries are not allowed in this context',
  'depth-exceeded': 'exceeded max depth of 10000',
  'directive-unknown': 'found unknown directive name',
  'directive-name-missing': 'could not find expected directive name',
  'directive-name-bad': 'found unexpected non-alphabetical character',
  'line-end-missing': 'did not find expected comment or line break',
  'version-number-missing': 'did not find expected version number',
  'version-number-long': 'found extremely long version number',
  'version-dot-missing': "did not find expected digit or '.' character",
  'version-unsupported': 'found incompatible YAML document',
  'version-duplicate': 'found duplicate %YAML directive',
  'tag-directive-duplicate': 'found duplicate %TAG directive',
  'tag-bang-missing': "did not find expected '!'",
  'tag-close-missing': "did not find the expected '>'",
  'tag-end-missing': 'did not find expected whitespace or line break',
  'tag-space-missing': 'did not find expected whitespace',
  'tag-uri-missing': 'did not find expected tag URI',
  'tag-escape-bad': 'did not find URI escaped octet',
  'tag-octet-leading': 'found an incorrect leading UTF-8 octet',
  'tag-octet-trailing': 'found an incorrect trailing UTF-8 octet',
  'tag-handle-unknown': 'found undefined tag handle',
  'anchor-name-bad': 'did not find expected alphabetic or numeric character',
  'indentation-zero': 'found an indentation indicator equal to 0',
  'tab-in-block': 'found a tab character where an indentation space is expected',
  'tab-in-plain': 'found a tab character that violates indentation',
  'marker-in-quotes': 'found unexpected document indicator',
  'quote-open': 'found unexpected end of stream',
  'escape-unknown': 'found unknown escape character',
  'escape-hex-bad': 'did not find expected hexdecimal number',
  'escape-code-bad': 'found invalid Unicode character escape code',
  'document-start-missing': 'did not find expected <document start>',
  'content-missing': 'did not find expected node content',
  'key-missing': 'did not find expected key',
  'dash-missing': "did not find expected '-' indicator",
  'flow-sequence-open': "did not find expected ',' or ']'",
  'flow-mapping-open': "did not find expected ',' or '}'",
} as const satisfies Readonly<Record<string, string>>

export type SyntaxProblemCode = keyof typeof PROBLEM_TEXTS

/** A place in the chunk being read; `line` counts from 0. */
export interface Mark {
  readonly offset: number
  readonly line: number
}

/** What was being read when the problem was met, and where it began. */
export interface ProblemContext {
  readonly activity: string
  readonly mark: Mark
}

export class SyntaxProblem extends Error {
  readonly code: SyntaxProblemCode
  readonly foundBy: 'reader' | 'scanner' | 'parser'
  readonly mark: Mark
  readonly context: ProblemContext | undefined

  constructor(code: SyntaxProblemCode, foundBy: 'reader' | 'scanner' | 'parser', mark: Mark, context?: ProblemContext) {
    super(PROBLEM_TEXTS[code])
    this.code = code
    this.foundBy = foundBy
    this.mark = mark
    this.context = context
  }

  /**
   * The text that go-yaml gives, with its way of counting: lines of the scanner count from 1, lines of the parser from 0, the first line is
   * left out, and a problem on the first line is blamed on the line of its context.
   *
   * @source vendor/go.yaml.in/yaml/v2/decode.go parser.fail
   */
  get text(): string {
    const line = this.foundBy === 'reader' ? 0 : this.#line()
    return line === 0 ? `yaml: ${this.message}` : `yaml: line ${String(line)}: ${this.message}`
  }

  #line(): number {
    if (this.mark.line !== 0) return this.foundBy === 'scanner' ? this.mark.line + 1 : this.mark.line
    return this.context?.mark.line ?? 0
  }
}

/** The parser met something that it did not expect. */
export function failParsing(code: SyntaxProblemCode, { offset, line }: Mark, context?: ProblemContext): never {
  throw new SyntaxProblem(code, 'parser', { offset, line }, context)
}
