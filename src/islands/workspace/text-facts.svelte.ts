// What is known of the text in the editor: what is wrong in it, what applying it would print, which versions its values were, and what
// fits where. Explanations and sentences about fields are loaded when there is first something to say.

import { untrack } from 'svelte'
import { loadFieldSentences } from '../../browser/field-sentences.ts'
import type { Catalogue, Diagnostic, EditorWorld, FieldSentences, ToolSetName } from '../../simulator/index.ts'
import type * as LaboratoryModule from '../laboratory.ts'
import type { Session } from '../session.ts'
import type { Files } from './file-list.ts'

/** The stage as far as its text is concerned. */
export interface TextSurroundings {
  /** undefined until the simulator was loaded. */
  readonly lab: typeof LaboratoryModule | undefined
  readonly session: Session | undefined
  readonly atMs: number
  readonly files: Files
  /** The file in the editor. */
  readonly active: string
  /** Gets sets of tools; nothing happens for those that are there. */
  fetchTools(names: readonly ToolSetName[]): Promise<void>
}

/** Longer than most pauses within a word: half a word is no mistake yet. */
const LOOK_AFTER_MS = 350

export class TextFacts {
  readonly #stage: TextSurroundings
  #waiting: ReturnType<typeof setTimeout> | undefined
  #diagnostics = $state.raw<readonly Diagnostic[]>([])
  #catalogue = $state.raw<Catalogue>()
  #sentences = $state.raw<FieldSentences>()
  /** What `kubectl apply` would print for the file; empty while something is wrong. */
  wouldPrint = $state.raw<readonly string[]>([])

  readonly #text = $derived.by(() => this.#stage.files[this.#stage.active] ?? '')
  /** Whether the file is one that the API server could be sent; env files, properties and kustomizations are not. */
  readonly isManifest = $derived.by(() => this.#stage.lab?.isManifest(this.#stage.active) !== false && !isKustomization(this.#stage.active))
  /** What is wrong, explained as far as explanations are loaded. */
  readonly problems = $derived.by(() => {
    const { lab } = this.#stage
    if (lab === undefined) return []
    return this.#diagnostics.map((each) => lab.problemFrom(each, this.#catalogue && lab.explanationOf(this.#catalogue, each)))
  })
  readonly #versions = $derived.by(() => this.#stage.session?.versions)
  /** Which versions the values were, when they were stored. */
  readonly versions = $derived.by(() => {
    const { lab } = this.#stage
    return lab === undefined || this.#versions === undefined ? [] : lab.lineVersions(this.#text, this.#versions)
  })
  /** The last thing that had happened by the moment that is shown. */
  readonly #latest = $derived.by(() => this.#stage.session?.run.entries.findLast(({ atMs }) => atMs <= this.#stage.atMs))
  /** What the API server held by then. Frames in which nothing happens do not ask again. */
  readonly #view = $derived.by(() => {
    if (this.#latest === undefined) return undefined
    return untrack(() => {
      const { lab, session, atMs } = this.#stage
      return lab === undefined || session === undefined ? undefined : lab.snapshotAt(session.run, atMs).view
    })
  })
  /** What the editor may ask; undefined until the simulator is there, and for files that are no manifests. */
  readonly language = $derived.by(() => (this.isManifest ? this.#stage.lab?.createLanguage(() => this.#world()) : undefined))

  constructor(stage: TextSurroundings) {
    this.#stage = stage
  }

  /** The learner types: looks when they pause. */
  lookSoon(): void {
    clearTimeout(this.#waiting)
    this.#waiting = setTimeout(() => {
      this.look()
    }, LOOK_AFTER_MS)
  }

  /** Asks the API server what it would say; what that lacks is fetched first, and without it nothing is said. */
  look(): void {
    const { lab, session, active, files } = this.#stage
    if (lab === undefined || session === undefined) return
    const { diagnostics, lacks } = this.isManifest
      ? lab.diagnoseText(session.run, this.#text, this.#catalogue ?? lab.EMPTY_CATALOGUE)
      : { diagnostics: [], lacks: [] }
    const isFine = this.isManifest && diagnostics.every(({ severity }) => severity === 'warning')
    const preview = isFine && lacks.length === 0 ? lab.previewApply(session, active, files) : { lines: [], lacks }
    if (preview.lacks.length > 0) {
      void this.#stage.fetchTools(preview.lacks).then(
        () => {
          this.look()
        },
        () => undefined,
      )
      return
    }
    this.#diagnostics = diagnostics
    this.wouldPrint = preview.lines
    if (diagnostics.length > 0 && this.#catalogue === undefined) void this.#loadExplanations()
  }

  /** Without explanations the API server's words stand alone. */
  async #loadExplanations(): Promise<void> {
    const catalogue = await import('../../messages/index.ts').then(
      ({ loadCatalogue }) => loadCatalogue(),
      () => undefined,
    )
    if (catalogue === undefined || this.#catalogue !== undefined) return
    this.#catalogue = catalogue
    this.look()
  }

  #world(): EditorWorld {
    if (this.#sentences === undefined) void this.#loadSentences()
    return { view: this.#view, files: this.#stage.files, sentences: this.#sentences ?? {} }
  }

  async #loadSentences(): Promise<void> {
    this.#sentences = await loadFieldSentences(import.meta.env.BASE_URL)
  }
}

/** Read by `kubectl kustomize`, never sent to an API server. */
function isKustomization(name: string): boolean {
  return /(?:^|\/)kustomization(?:\.ya?ml)?$/i.test(name)
}
