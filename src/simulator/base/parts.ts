// Parts of the program that are not always there: a page loads them when something first needs them. Nothing waits for one. Whoever asks in vain
// goes on without it, and the answer it was needed for does not count: it is asked for again when the part has come.

export interface Part<Name extends string = string> {
  readonly name: Name
}

/** By name. */
export type Parts = ReadonlyMap<string, Part>

/** What asks for parts; `ByName` says what each of them holds. */
export interface PartFinder<ByName> {
  find<Name extends keyof ByName & string>(name: Name): ByName[Name] | undefined
}

/** Remembers which parts were asked for in vain. Mutable for the length of one request only. */
export class PartsInUse<ByName extends { readonly [Name in keyof ByName]: Part }> implements PartFinder<ByName> {
  readonly #parts: Parts
  /** Most requests lack nothing. */
  #lacks: readonly (keyof ByName & string)[] = []

  constructor(parts: Parts) {
    this.#parts = parts
  }

  get lacks(): readonly (keyof ByName & string)[] {
    return this.#lacks
  }

  find<Name extends keyof ByName & string>(name: Name): ByName[Name] | undefined {
    const part = this.#parts.get(name)
    if (isNamed<ByName[Name]>(part, name)) return part
    if (!this.#lacks.includes(name)) this.#lacks = [...this.#lacks, name]
    return undefined
  }
}

function isNamed<P extends Part>(part: Part | undefined, name: string): part is P {
  return part?.name === name
}
