// What one stage shows: which run, which moment of it, which texts. Values only, each immutable and made elsewhere, so that the whole
// picture is a function of (session, moment). What is drawn of them is in stage-view; what a learner does to them, in controls.

import type { ConsumerRow } from '../../board/consumer-row.ts'
import type { CauseLine, StoryLine, Telling } from '../../board/story.ts'
import type { Act as DemonstratedAct } from '../../exercise/acts.ts'
import type { VersionBook } from '../../board/versions.ts'
import type { Grade } from '../../exercise/grade.ts'
import type { EntryId, ToolSetName } from '../../simulator/index.ts'
import type { StageProps } from '../experiment.ts'
import type * as Instruments from '../instruments.ts'
import { OutputFacts } from '../output-facts.svelte.ts'
import type { Attempt, Deed, Session } from '../session.ts'
import type { Files } from '../workspace/file-list.ts'
import { TextFacts } from '../workspace/text-facts.svelte.ts'

/** Somebody asks why something on the board is as it is. */
export interface Question {
  /** Of the Pod. */
  readonly name: string
  /** Id of a row, or of a Pod. */
  readonly about: string
  /** The one that made it so. */
  readonly entry: EntryId
  readonly row?: ConsumerRow
}

/** Why a row shows what it shows, the effect first. */
export interface Cause {
  readonly title: string
  readonly about: string
  /** Why it does not show what is stored; undefined where it does. */
  readonly stays: string | undefined
  readonly lines: readonly CauseLine[]
}

/** The future that the learner saw before going back and doing something else. */
export interface LeftFuture {
  /** Where the other one began. */
  readonly fromMs: number
  /** How far it was seen. */
  readonly untilMs: number
  readonly story: readonly StoryLine[]
  readonly versions: VersionBook
}

/** What is left of the demonstration that is being shown. */
export interface Script {
  readonly steps: readonly DemonstratedAct[]
  /** When the next step is due. */
  readonly dueAtMs: number
}

/** What `kubectl edit` waits for. It is no file of the learner: nothing applies it, and it goes when the command ends. */
export interface EditedText {
  readonly fileName: string
  /** As the command gave it. */
  readonly text: string
}

/** Something that the learner asked for, and that waits for its tools. */
export interface Awaited {
  readonly deed: Deed
  /** Where it was asked for. */
  readonly where: 'editor' | 'terminal'
  /** They could not be loaded: it waits until it is tried again. */
  readonly isLost: boolean
}

export class StageState {
  readonly props: StageProps
  /** undefined until it was loaded. */
  lab = $state.raw<typeof Instruments>()
  /** undefined until the simulator was loaded and the run prepared. */
  session = $state.raw<Session>()
  /** The simulator could not be loaded. */
  failed = $state(false)
  /** Whether the browser keeps what is typed: a storage can be full or forbidden. */
  isKept = $state(true)
  /** The moment that is shown, in milliseconds since the cluster started. */
  atMs = $state(0)
  playing = $state(false)
  /** Whether its reader asked for less motion: the clock then goes in steps. */
  calm = $state(false)
  /** Milliseconds of the cluster in one of the page. */
  speed = $state(10)
  /** The learner's texts by file name. */
  files = $state.raw<Files>({})
  /** The file in the editor. */
  active = $state('')
  editing = $state.raw<EditedText>()
  /** What the learner had before the last reset. */
  attempt = $state.raw<Attempt>()
  /** What the learner predicts, as ids of rows; undefined while they have not decided. */
  guess = $state.raw<readonly string[]>()
  /** How the exercise stands; undefined before it was looked at, and without an exercise. */
  grade = $state.raw<Grade>()
  why = $state.raw<Cause>()
  /** In the order in which it was asked for. */
  awaited = $state.raw<readonly Awaited[]>([])
  /** The future that the learner left last. */
  left = $state.raw<LeftFuture>()
  /** The latest moment that was shown of this run; more may have been simulated. */
  seenMs = $state(0)
  script = $state.raw<Script>()
  /** Ids of the Secrets whose values the learner asked for. */
  revealed = $state.raw<readonly string[]>([])
  /** For screen readers: what happened last. */
  said = $state('')

  /** Gets sets of tools; nothing happens for those that are there. Set with the controls. */
  fetchTools: (names: readonly ToolSetName[]) => Promise<void> = () => Promise.resolve()

  /** What is known of the text in the editor. */
  readonly text = new TextFacts(this)
  /** What the terminal printed last, explained. */
  readonly output = new OutputFacts(this)
  /** Of all values that were stored; the same until something is stored, which frames are not. */
  readonly versions = $derived(this.session?.versions)
  readonly telling = $derived.by(
    (): Telling | undefined => this.versions && { words: this.props.words, versions: this.versions, revealed: this.revealed },
  )
  readonly #pieces = $derived(this.session?.run.screen ?? [])
  readonly #firstPiece = $derived(this.session?.firstPiece ?? 0)
  /** What was typed and printed in the terminal. */
  readonly screen = $derived(this.#pieces.slice(this.#firstPiece))
  /** Whether a command runs in the terminal at the moment that is shown, and whether it reads what is typed. */
  readonly running = $derived.by(() => {
    const run = this.session?.run
    if (run?.foreground === undefined || this.atMs < run.nowMs) return 'no'
    return run.foreground.waiting.listens ? 'listens' : 'waits'
  })
  readonly startMs = $derived.by(() => this.session?.startMs ?? this.props.opening?.startMs ?? 0)

  constructor(props: StageProps) {
    this.props = props
    this.files = { ...props.experiment.files }
    this.active = props.experiment.open
    this.atMs = props.opening?.startMs ?? 0
  }

  /** Shows or hides the values of a Secret. */
  reveal(id: string): void {
    this.revealed = this.revealed.includes(id) ? this.revealed.filter((each) => each !== id) : [...this.revealed, id]
  }
}
