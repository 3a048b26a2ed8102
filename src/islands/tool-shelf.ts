// The sets of kubectl's tools and the parts of the API server, each fetched when something first lacks it.

import { loadFieldSentences } from '../browser/field-sentences.ts'
import type { LineCompletion, ServerPartName, ToolSet, ToolSetName, Toolbox } from '../simulator/index.ts'

const LOADERS = {
  terminal: async () => (await import('../simulator/kubectl/tools/terminal.ts')).TERMINAL_TOOLS,
  changes: async () => (await import('../simulator/kubectl/tools/changes.ts')).CHANGE_TOOLS,
  makers: async () => (await import('../simulator/kubectl/tools/makers.ts')).MAKER_TOOLS,
  applying: async () => (await import('../simulator/kubectl/tools/applying.ts')).APPLYING_TOOLS,
  describe: async () => (await import('../simulator/kubectl/tools/describe.ts')).DESCRIBE_TOOLS,
  kustomize: async () => (await import('../simulator/kubectl/tools/kustomize.ts')).KUSTOMIZE_TOOLS,
  progress: async () => (await import('../simulator/kubectl/tools/progress.ts')).PROGRESS_TOOLS,
  templates: async () => (await import('../simulator/kubectl/tools/templates.ts')).TEMPLATE_TOOLS,
  scripts: async () => (await import('../simulator/kubectl/tools/scripts.ts')).SCRIPT_TOOLS,
  // Without sentences, `kubectl explain` shows names and types alone.
  reference: async () => {
    const [{ referenceTools }, sentences] = await Promise.all([
      import('../simulator/kubectl/tools/reference.ts'),
      loadFieldSentences(import.meta.env.BASE_URL),
    ])
    return referenceTools(sentences)
  },
  patches: async () => (await import('../simulator/apiserver/parts/patches.ts')).PATCHES,
  events: async () => (await import('../simulator/apiserver/parts/events.ts')).EVENTS,
  'pod-fields': async () => (await import('../simulator/apiserver/parts/pod-fields.ts')).POD_FIELDS,
  volumes: async () => (await import('../simulator/apiserver/parts/volumes.ts')).VOLUMES,
  services: async () => (await import('../simulator/apiserver/parts/services.ts')).SERVICES,
  batch: async () => (await import('../simulator/apiserver/parts/batch.ts')).BATCH,
  sets: async () => (await import('../simulator/apiserver/parts/sets.ts')).SETS,
  structs: async () => (await import('../simulator/apiserver/parts/structs.ts')).STRUCTS,
  selectors: async () => (await import('../simulator/apiserver/parts/selectors.ts')).SELECTORS,
  subresources: async () => (await import('../simulator/apiserver/parts/subresources.ts')).SUBRESOURCES,
  'key-pairs': async () => (await import('../simulator/apiserver/parts/key-pairs.ts')).KEY_PAIRS,
} satisfies Readonly<Record<ToolSetName, () => Promise<ToolSet>>>

const SERVER_PARTS: readonly ServerPartName[] = [
  ...([
    'patches',
    'pod-fields',
    'volumes',
    'services',
    'batch',
    'sets',
    'events',
    'key-pairs',
    'structs',
    'selectors',
    'subresources',
  ] as const),
]
/** Whether it is the name of a set. */
const isSetName = (name: string): name is ToolSetName => name in LOADERS

/** Does something, unless it lacks sets of tools: then it says which, and has done nothing. */
export type Step = () => readonly ToolSetName[]

interface Queued {
  readonly step: Step
  readonly onfail: () => void
}

export class ToolShelf {
  #toolbox: Toolbox = new Map()
  #busy = false
  #queue: readonly Queued[] = []
  readonly #onfetch: (toolbox: Toolbox) => void
  readonly #onfail: () => void

  /**
   * @param onfetch  Called with all sets whenever there are more.
   * @param onfail  Called when a step can't be done because its tools can't be fetched, unless the step says what is to be done then.
   */
  constructor(onfetch: (toolbox: Toolbox) => void, onfail: () => void) {
    this.#onfetch = onfetch
    this.#onfail = onfail
  }

  /** What was fetched so far. */
  get toolbox(): Toolbox {
    return this.#toolbox
  }

  /** Sets are on their way for a step. */
  get busy(): boolean {
    return this.#busy
  }

  async fetch(names: readonly ToolSetName[]): Promise<void> {
    const missing = names.filter((name) => !this.#toolbox.has(name))
    if (missing.length === 0) return
    const sets = await Promise.all(missing.map((name) => LOADERS[name]()))
    this.#toolbox = new Map([...this.#toolbox, ...sets.map((set) => [set.name, set] as const)])
    this.#onfetch(this.#toolbox)
  }

  /** So that whatever is applied later is answered without a network. */
  fetchServerParts(): Promise<void> {
    return this.fetch(SERVER_PARTS)
  }

  fetchAll(): Promise<void> {
    return this.fetch(Object.keys(LOADERS).filter(isSetName))
  }

  /**
   * Takes a step: at once, or when the tools that it lacks have come. Steps that are taken meanwhile wait for their turn, and have it also when
   * the tools do not come.
   */
  perform(step: Step, onfail = this.#onfail): void {
    if (this.#busy) {
      this.#queue = [...this.#queue, { step, onfail }]
      return
    }
    const lacks = step()
    if (lacks.length === 0) return
    this.#busy = true
    void this.fetch(lacks).then(
      () => {
        this.#goOn([{ step, onfail }, ...this.#queue])
      },
      () => {
        onfail()
        this.#goOn(this.#queue)
      },
    )
  }

  /** What `ask` answers once it lacks nothing; undefined where there is nobody to ask, or what it lacks can't be fetched. */
  async complete(ask: () => LineCompletion | undefined): Promise<LineCompletion | undefined> {
    let found = ask()
    while (found !== undefined && found.lacks.length > 0) {
      const isFetched = await this.fetch(found.lacks).then(
        () => true,
        () => false,
      )
      found = isFetched ? ask() : undefined
    }
    return found
  }

  #goOn(queue: readonly Queued[]): void {
    this.#busy = false
    this.#queue = []
    for (const { step, onfail } of queue) this.perform(step, onfail)
  }
}
