// Paths of fields as the API server prints them: `spec.containers[0].env[1].name`, `data[a b]`.

/** A step is a field name, a list index, or a map key (printed in brackets). */
export type PathStep = { readonly field: string } | { readonly index: number } | { readonly key: string }

/** From the root of the object. Immutable; share prefixes freely. */
export class FieldPath {
  static readonly root = new FieldPath(undefined, undefined)

  readonly #parent: FieldPath | undefined
  readonly #step: PathStep | undefined

  private constructor(parent: FieldPath | undefined, step: PathStep | undefined) {
    this.#parent = parent
    this.#step = step
  }

  static of(...fields: readonly string[]): FieldPath {
    return FieldPath.root.child(...fields)
  }

  child(...fields: readonly string[]): FieldPath {
    return fields.reduce<FieldPath>((path, field) => new FieldPath(path, { field }), this)
  }

  index(index: number): FieldPath {
    return new FieldPath(this, { index })
  }

  key(key: string): FieldPath {
    return new FieldPath(this, { key })
  }

  /** Without the last step; the root has itself. */
  parent(): FieldPath {
    return this.#parent ?? this
  }

  /** From the root outwards. */
  steps(): readonly PathStep[] {
    return this.#parent === undefined || this.#step === undefined ? [] : [...this.#parent.steps(), this.#step]
  }

  /** The keys and indexes that lead to the value in JSON. */
  toJsonPath(): readonly (string | number)[] {
    return this.steps().map((step) => ('field' in step ? step.field : 'index' in step ? step.index : step.key))
  }

  /** The root prints as `[]`'s inside, that is as nothing; see FieldError for how the API server shows it. */
  toString(): string {
    return this.steps()
      .map((step, position) =>
        'field' in step ? (position === 0 ? step.field : `.${step.field}`) : 'index' in step ? `[${String(step.index)}]` : `[${step.key}]`,
      )
      .join('')
  }
}
