// What authors write about one thing that Kubernetes says. Files of content/messages hold nothing else; src/messages reads them.

/** The names of quick fixes, as messages list them. Each is a function in fixes/, but for `as-found`: whoever found it knows what mends it. */
export const FIX_KINDS = [
  'rename-field',
  'move-field',
  'quote-value',
  'unquote-value',
  'write-octal',
  'make-map',
  'make-list',
  'name-and-value',
  'encode-base64',
  'use-string-data',
  'valid-name',
  'valid-key',
  'nearest-value',
  'valid-quantity',
  'set-api-version',
  'nearest-kind',
  'add-api-version',
  'copy-selector',
  'copy-labels',
  'never-restart',
  'nearest-volume',
  'remove-field',
  'trim-value',
  'as-found',
  'indent-below',
  'add-level',
  'keep-as-text',
  'rename-missing',
  'tabs-to-blanks',
  'write-colon',
  'write-dash',
  'close-quote',
  'align-line',
  'quote-rest-of-line',
] as const
export type FixKind = (typeof FIX_KINDS)[number]

export interface MessageFix {
  readonly make: FixKind
  /** With placeholders: those of the message, and `{from}` and `{to}` of the change. */
  readonly title: string
}

export interface MessageLink {
  readonly title: string
  readonly url: string
}

export interface Message {
  /** `configmap/key-characters`: the area is the file. Never changes. */
  readonly id: string
  /**
   * What Kubernetes prints, whole, without the field and what kubectl puts in front: `Required value`, `unknown field {field}`.
   * A word in braces stands for whatever is there, `{resource}` and `{kind}` for one word. One of these is enough; none where it says nothing.
   */
  readonly says: readonly string[]
  /** Only at these fields: `data[*]`, `**.env[*].valueFrom`. Empty for any. */
  readonly fields: readonly string[]
  /** Only where the field is written, and nothing stands behind it. */
  readonly empty: boolean
  /** Says no more than the kind of trouble. Whatever is explained only so still wants an explanation of its own. */
  readonly general: boolean
  /** The heading; like all texts below it may use the placeholders of `says`, and `{path}` and `{last}` for the field and its last name. */
  readonly title: string
  /** What is wrong. */
  readonly wrong: string
  /** Why Kubernetes minds. */
  readonly why: string
  /** How to mend it. */
  readonly mend: string
  readonly fixes: readonly MessageFix[]
  /** The slug of the lesson that teaches it. */
  readonly lesson: string | undefined
  /** Ids of the rules behind it, of docs/rules.md: `CM-2`. */
  readonly rules: readonly string[]
  readonly links: readonly MessageLink[]
}
