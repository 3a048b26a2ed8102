// What is known of the learner's texts: what is wrong in each, and of the one in the editor what applying it would print, which versions
// its values were, and what fits where. Explanations and sentences about fields are loaded when there is first something to say.

import { untrack } from 'svelte'
import { loadFieldSentences } from '../../browser/field-sentences.ts'
import type { Catalogue, Diagnostic, EditorWorld, FieldSentences, ToolSetName } from '../../simulator/index.ts'
import type * as Instruments from '../instruments.ts'
import type { Session } from '../session.ts'
import type { Preview } from './apply-preview.ts'
import type { Files } from './file-list.ts'
import type { Problem } from './problem.ts'

/** The stage as far as its text is concerned. */
export interface TextSurroundings {
  /** undefined until the simulator was loaded. */
  readonly lab: typeof Instruments | undefined
  readonly session: Session | undefined
  readonly atMs: number
  readonly files: Files
  /** The file in the editor. */
  readonly active: string
  /** The file that `kubectl edit` waits for. */
  readonly editing: { readonly fileName: string } | undefined
  /** Gets sets of tools; nothing happens for those that are there. */
  fetchTools(names: readonly ToolSetName[]): Promise<void>
}

/** Another file with something wrong in it. */
export interface TroubledFile {
  readonly name: string
  readonly text: string
  readonly problems: readonly Problem[]
}

/** What the API server said to a text, and when it was asked. */
interface Look {
  readonly name: string
  readonly text: string
  readonly acts: Session['acts']
  readonly catalogue: Catalogue | undefined
  readonly diagnostics: readonly Diagnostic[]
  /** Sets of tools that were missing. If any were, the diagnostics do not count. */
  readonly lacks: readonly ToolSetName[]
  /** What kubectl would print for it, if it was in the editor since. */
  readonly preview: Preview | undefined
}

/** Longer than most pauses within a word: half a word is no mistake yet. */
const LOOK_AFTER_MS = 350

export class TextFacts {
  readonly #stage: TextSurroundings
  #waiting: ReturnType<typeof setTimeout> | undefined
  #others: ReturnType<typeof setTimeout> | undefined
  /** By name of the file. */
  #looks = $state.raw<Readonly<Record<string, Look>>>({})
  #catalogue = $state.raw<Catalogue>()
  #sentences = $state.raw<FieldSentences>()
  readonly #text = $derived.by(() => this.#stage.files[this.#stage.active] ?? '')
  /** Whether the file is one that the API server could be sent; env files, properties and kustomizations are not. */
  readonly isManifest = $derived.by(() => this.#isManifest(this.#stage.active))
  /** What is wrong in the file, explained as far as explanations are loaded. */
  readonly problems = $derived.by(() => this.#problemsOf(this.#stage.active))
  /** What kubectl would print for the file. */
  readonly preview = $derived.by(() => this.#looks[this.#stage.active]?.preview)
  /** The other files in which something is wrong. */
  readonly elsewhere = $derived.by((): readonly TroubledFile[] =>
    Object.entries(this.#stage.files)
      .filter(([name]) => name !== this.#stage.active)
      .map(([name, text]) => ({ name, text, problems: this.#problemsOf(name) }))
      .filter(({ problems }) => problems.length > 0),
  )
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

  /** Asks the API server what it would say: at once to the text in the editor, soon to the others. */
  look(): void {
    const { lab, session, active, files, editing } = this.#stage
    if (lab === undefined || session === undefined) return
    const preview =
      editing?.fileName === active
        ? lab.previewEdit(session, files[active] ?? '')
        : this.isManifest
          ? lab.previewApply(session, active, files)
          : lab.NO_PREVIEW
    if (!this.#lookAt([active], preview)) return
    clearTimeout(this.#others)
    this.#others = setTimeout(() => {
      this.#lookAt(Object.keys(this.#stage.files))
    }, LOOK_AFTER_MS)
  }

  /** Whether something could be said; else what is lacking is fetched, without which nothing is said, and looked again. */
  #lookAt(names: readonly string[], preview?: Preview): boolean {
    const { session, files } = this.#stage
    if (session === undefined) return false
    const looks = names.map((name) => ({ ...this.#lookOf(session, name, files[name] ?? ''), ...(preview && { preview }) }))
    const lacks = [...(preview?.lacks ?? []), ...looks.flatMap((look) => look.lacks)]
    if (lacks.length > 0) {
      void this.#stage.fetchTools(lacks).then(
        () => {
          this.look()
        },
        () => undefined,
      )
      return false
    }
    this.#looks = { ...this.#looks, ...Object.fromEntries(looks.map((look) => [look.name, look])) }
    if (this.#catalogue === undefined && looks.some(({ diagnostics }) => diagnostics.length > 0)) void this.#loadExplanations()
    return true
  }

  /** The one that is known, where nothing changed since. */
  #lookOf(session: Session, name: string, text: string): Look {
    const { lab } = this.#stage
    const catalogue = this.#catalogue
    const known = this.#looks[name]
    if (known?.text === text && known.acts === session.acts && known.catalogue === catalogue) return known
    const said =
      lab !== undefined && this.#isManifest(name)
        ? lab.diagnoseText(session.run, text, catalogue ?? lab.EMPTY_CATALOGUE)
        : { diagnostics: [], lacks: [] }
    return { name, text, acts: session.acts, catalogue, ...said, preview: undefined }
  }

  #problemsOf(name: string): readonly Problem[] {
    const { lab } = this.#stage
    if (lab === undefined) return []
    const catalogue = this.#catalogue
    const look = this.#looks[name]
    if (look === undefined) return []
    return lab
      .quoted(look.diagnostics, look.preview ?? lab.NO_PREVIEW)
      .map((each) => lab.problemFrom(each, catalogue && lab.explanationOf(catalogue, each)))
  }

  #isManifest(name: string): boolean {
    return this.#stage.lab?.isManifest(name) !== false && !isKustomization(name)
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
