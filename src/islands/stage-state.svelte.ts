// The state of one stage: which run, which moment of it, what was typed, what was printed. Panels read it and call its methods;
// every value in it is immutable and made by session.ts, so that the whole picture is a function of (session, moment).

import type { CauseLine, StoryLine, Telling } from '../board/story.ts'
import { clockText } from '../board/words.ts'
import { forget, load, save } from '../browser/storage.ts'
import type { Grade } from '../exercise/grade.ts'
import type { ShownSolution } from '../exercise/shown-solution.ts'
import type { LineCompletion, LineTouch } from '../simulator/index.ts'
import type { StageProps } from './experiment.ts'
import type * as LaboratoryModule from './laboratory.ts'
import type { Act, Attempt, LineAct, Session, TouchAct } from './session.ts'
import { OutputFacts } from './output-facts.svelte.ts'
import { isTexts } from './workspace/file-list.ts'
import { TextFacts } from './workspace/text-facts.svelte.ts'
import type { Act as DemonstratedAct } from '../exercise/acts.ts'
import { StageView } from './stage-view.svelte.ts'
import type { Step, ToolShelf } from './tool-shelf.ts'

export type Laboratory = typeof LaboratoryModule

/** Why a row shows what it shows, the effect first. */
export interface Cause {
  readonly title: string
  readonly lines: readonly CauseLine[]
}

/** What would have happened, had the learner not done something else. */
export interface DroppedFuture {
  readonly fromMs: number
  readonly story: readonly StoryLine[]
}

/** Something to do at the moment that is shown. */
type Deed = Omit<LineAct, 'atMs'> | Omit<TouchAct, 'atMs'>

/** How far "next event" looks. */
const FAR_MS = 180_000
/** How long a demonstration lets the eye rest on what it did, in milliseconds of the page. */
const REST_MS = 900

export class StageState {
  readonly props: StageProps
  /** undefined until it was loaded. */
  lab = $state.raw<Laboratory>()

  /** undefined until the simulator was loaded and the run prepared. */
  session = $state.raw<Session>()
  /** The simulator could not be loaded. */
  failed = $state(false)
  /** The moment that is shown, in milliseconds since the cluster started. */
  atMs = $state(0)
  playing = $state(false)
  /** Milliseconds of the cluster in one of the page. */
  speed = $state(10)
  /** The learner's texts by file name. */
  files = $state.raw<Readonly<Record<string, string>>>({})
  /** The file in the editor. */
  active = $state('')
  /** The file that `kubectl edit` waits for. It is no file of the learner: nothing applies it, and it goes when the command ends. */
  editing = $state<string>()
  #editingText = ''
  /** What is known of its text. */
  readonly text = new TextFacts(this)
  /** What the terminal printed last, explained. */
  readonly output = new OutputFacts(this)
  /** What the learner had before the last reset. */
  #attempt = $state.raw<Attempt>()
  #shelf: ToolShelf | undefined
  why = $state.raw<Cause>()
  /** The future that the learner left last. */
  dropped = $state.raw<DroppedFuture>()
  /** What is left of the demonstration that is being shown, and when its next step is due. */
  script = $state.raw<readonly DemonstratedAct[]>([])
  #scriptAtMs = 0
  /** Ids of the Secrets whose values the learner asked for. */
  revealed = $state.raw<readonly string[]>([])
  /** For screen readers: what happened last. */
  said = $state('')

  /** Of all values that were stored; the same until something is stored, which frames are not. */
  readonly versions = $derived(this.session?.versions)
  readonly canRestore = $derived(this.#attempt !== undefined)
  readonly telling = $derived.by(
    (): Telling | undefined => this.versions && { words: this.props.words, versions: this.versions, revealed: this.revealed },
  )
  /** What was typed and printed in the terminal. */
  readonly #pieces = $derived(this.session?.run.screen ?? [])
  readonly #firstPiece = $derived(this.session?.firstPiece ?? 0)
  readonly screen = $derived(this.#pieces.slice(this.#firstPiece))
  /** Whether a command runs in the terminal at the moment that is shown, and whether it reads what is typed. */
  readonly running = $derived.by(() => {
    const run = this.session?.run
    if (run?.foreground === undefined || this.atMs < run.nowMs) return 'no'
    return run.foreground.waiting.listens ? 'listens' : 'waits'
  })
  readonly startMs = $derived.by(() => this.session?.startMs ?? this.props.opening?.startMs ?? 0)
  /** What is drawn. */
  readonly view = new StageView(this)

  constructor(props: StageProps) {
    this.props = props
    this.files = { ...props.experiment.files }
    this.active = props.experiment.open
    this.atMs = props.opening?.startMs ?? 0
  }

  /** Loads the simulator and makes again what the learner did before. */
  async start(): Promise<void> {
    const { id, experiment } = this.props
    this.failed = false
    try {
      // Before anything is waited for: what is typed from now on must not be lost to what was typed before.
      const kept = load(`${id}/files`, isTexts)
      if (kept !== undefined && Object.keys(kept).length > 0) this.files = kept
      if (!(this.active in this.files)) this.active = Object.keys(this.files)[0] ?? experiment.open
      const lab = await import('./laboratory.ts')
      this.lab = lab
      const acts = load(`${id}/acts`, lab.isActs) ?? []
      const shelf = (this.#shelf ??= new lab.ToolShelf(
        (toolbox) => (this.session &&= lab.equip(this.session, toolbox)),
        () => (this.failed = true),
      ))
      let session = lab.restore(this.props, acts, shelf.toolbox)
      while (session.run.lacks.length > 0) {
        await shelf.fetch(session.run.lacks)
        session = lab.restore(this.props, acts, shelf.toolbox)
      }
      this.session = session
      this.atMs = this.session.run.nowMs
      this.#followEditing()
      this.#attempt = load(`${id}/attempt`, lab.isAttempt)
      this.text.look()
    } catch {
      // The page stays readable, and the stage says what happened.
      this.failed = true
    }
  }

  /** Does something; where it lacks tools, when they have come. */
  #perform(step: Step): void {
    this.#shelf?.perform(step)
  }

  /** Somebody turns to the terminal: what lines mostly need is fetched before the first is typed. */
  openTerminal(): void {
    // A line that lacks it tries again.
    void this.#shelf?.fetch(['terminal']).catch(() => undefined)
  }

  /** Shows a moment; simulates up to it where the run is not there yet. */
  goTo(moment: number): void {
    this.#perform(() => {
      if (this.lab === undefined || this.session === undefined) return []
      const before = this.session
      // Frames and pointers fall between milliseconds; the cluster counts whole ones.
      const atMs = Math.round(moment)
      const session = this.lab.advance(before, atMs)
      if (session.run.lacks.length > 0) return session.run.lacks
      this.session = session
      if (before.run.foreground !== undefined) {
        this.#takeTexts(before)
        this.#followEditing()
      }
      this.atMs = Math.max(session.startMs, atMs)
      return []
    })
  }

  /** Moves by a frame of the page. */
  passFrame(elapsedMs: number): void {
    // The clock stands while a line waits for its tools.
    if (this.#shelf?.busy === true) return
    const atMs = this.atMs + elapsedMs * this.speed
    if (this.script.length === 0) {
      this.goTo(atMs)
      return
    }
    this.goTo(Math.min(atMs, this.#scriptAtMs))
    if (this.atMs >= this.#scriptAtMs) this.#playScript()
  }

  /** Begins anew and does what the author proposes, for the learner to watch. */
  demonstrate(): void {
    this.reset()
    this.script = this.props.experiment.demonstration
    this.#scriptAtMs = this.atMs
    this.playing = true
  }

  #playScript(): void {
    const [step, ...rest] = this.script
    if (step === undefined) return
    this.script = rest
    if ('run' in step) this.#act({ line: step.run, files: this.files })
    else if ('apply' in step) this.#act({ line: this.lab?.applyLine(this.files) ?? '', files: this.files })
    else if (!('waitMs' in step)) this.#edit(step)
    this.#scriptAtMs = this.atMs + ('waitMs' in step ? step.waitMs : REST_MS * this.speed)
    this.playing = rest.length > 0 || 'waitMs' in step
    if (rest.length === 0) this.playing = false
  }

  #edit(step: DemonstratedAct): void {
    const next = this.lab?.edited(this.files, step)
    const name = 'edit' in step ? step.edit : 'write' in step ? step.write : undefined
    if (next?.ok !== true || name === undefined) return
    this.active = name
    this.#put(name, next.value[name] ?? '')
  }

  seek(atMs: number): void {
    this.playing = false
    this.script = []
    this.goTo(atMs)
  }

  /** To the next or the previous line of the story. */
  step(direction: 'next' | 'previous'): void {
    this.playing = false
    this.script = []
    this.#perform(() => {
      if (this.lab === undefined || this.session === undefined) return []
      const ahead = direction === 'next' ? this.lab.advance(this.session, this.atMs + FAR_MS) : this.session
      if (ahead.run.lacks.length === 0) this.#stepIn(ahead, direction)
      return ahead.run.lacks
    })
  }

  #stepIn(session: Session, direction: 'next' | 'previous'): void {
    this.session = session
    const { startMs } = session
    const line =
      direction === 'next'
        ? this.view.story.find((each) => each.atMs > this.atMs)
        : this.view.story.findLast((each) => each.atMs < this.atMs)
    this.goTo(line?.atMs ?? (direction === 'next' ? this.atMs + FAR_MS : startMs))
    this.said =
      line === undefined ? 'Nothing more happens in the next three minutes.' : `${clockText(line.atMs - startMs)}: ${line.who} ${line.says}`
  }

  open(name: string): void {
    this.active = name
    this.text.look()
  }

  /** The learner's new text of a file; the one in the editor, if none is named. */
  type(text: string, name = this.active): void {
    this.script = []
    this.#put(name, text)
  }

  #put(name: string, text: string): void {
    this.files = { ...this.files, [name]: text }
    save(`${this.props.id}/files`, this.files)
    this.text.lookSoon()
  }

  /** Files were added, renamed or deleted. */
  changeFiles(files: Readonly<Record<string, string>>, active: string): void {
    this.files = files
    save(`${this.props.id}/files`, files)
    this.open(active)
  }

  /** Runs a line to its end at the moment that is shown. */
  run(line: string): void {
    this.script = []
    this.#act({ line, files: this.#ownFiles() })
  }

  /** Types a line at the terminal's prompt. */
  enter(line: string): void {
    this.script = []
    this.#act({ line, files: this.#ownFiles(), where: 'terminal' })
  }

  /** Types into the command that runs in the terminal, or interrupts it. */
  touch(touch: LineTouch): void {
    this.#act({ touch })
  }

  #act(deed: Deed): void {
    this.#perform(() => this.#tryAct({ ...deed, atMs: this.atMs }))
  }

  #tryAct(act: Act): ReturnType<Step> {
    if (this.lab === undefined || this.session === undefined) return []
    const before = this.session
    const { session, forked, printed, exitCode } = this.lab.act(before, act)
    if (session.run.lacks.length > 0) return session.run.lacks
    if (forked) this.#drop(act.atMs)
    this.session = session
    this.atMs = session.run.nowMs
    this.#takeTexts(before)
    this.#followEditing()
    void this.output.explain(printed)
    save(`${this.props.id}/acts`, session.acts)
    this.said = `${forked ? 'A new future begins here. ' : ''}${'line' in act && act.where === 'terminal' ? '' : printed}`
    // What only looks at the cluster does not start the clock; what changes it, or waits for it, does.
    const changes = session.run.entries.length > before.run.entries.length + 1 && exitCode === 0
    this.playing = (this.playing && !forked) || changes || session.run.foreground !== undefined
    this.text.look()
    return []
  }

  /** Hands the edited text to `kubectl edit`, as saving and closing an editor does; without changes nothing is edited. */
  endEditing(how: 'save' | 'discard'): void {
    const name = this.editing
    if (name !== undefined) this.touch({ kind: 'save', text: how === 'save' ? (this.files[name] ?? '') : this.#editingText })
  }

  /** Opens what `kubectl edit` wants to have edited, opens it again when the API server refused it, and closes it in the end. */
  #followEditing(): void {
    const edits = this.session?.run.foreground?.waiting.edits
    if (edits?.fileName === this.editing && (edits?.text ?? '') === this.#editingText) return
    const own = this.#ownFiles()
    const isKept = edits !== undefined && this.editing === undefined && edits.fileName in this.files
    this.editing = edits?.fileName
    this.#editingText = edits?.text ?? ''
    if (edits === undefined) this.changeFiles(own, Object.keys(own)[0] ?? '')
    else this.changeFiles({ ...own, [edits.fileName]: isKept ? (this.files[edits.fileName] ?? '') : edits.text }, edits.fileName)
  }

  #ownFiles(): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.entries(this.files).filter(([name]) => name !== this.editing))
  }

  /** Keeps what would have happened, if it was more than the looks that happen all the time. */
  #drop(atMs: number): void {
    const { story } = this.view
    if (story.some((line) => line.atMs > atMs && line.lane === 'you')) this.dropped = { fromMs: atMs, story }
  }

  /** Files that commands wrote become files of the editor, and those that they removed leave it. */
  #takeTexts(before: Session): void {
    if (this.lab === undefined || this.session === undefined) return
    const changed = this.lab.changedTexts(before, this.session)
    if (changed.size === 0) return
    // A file keeps its place among the tabs.
    const kept = Object.keys(this.files).filter((name) => !changed.has(name) || changed.get(name) !== undefined)
    const names = [...kept, ...[...changed.keys()].filter((name) => changed.get(name) !== undefined && !kept.includes(name))]
    this.files = Object.fromEntries(names.map((name) => [name, changed.get(name) ?? this.files[name] ?? '']))
    if (!(this.active in this.files)) this.active = Object.keys(this.files)[0] ?? ''
    save(`${this.props.id}/files`, this.files)
  }

  async complete(text: string, caret: number): Promise<LineCompletion | undefined> {
    return this.#shelf?.complete(() => this.session && this.lab?.completeLine(this.session.run, text, caret))
  }

  isUnfinished(text: string): boolean {
    return this.lab?.isUnfinished(text) === true
  }

  /** Applies all files. */
  apply(): void {
    if (this.lab !== undefined) this.run(this.lab.applyLine(this.#ownFiles()))
  }

  /** The grade, made on the page itself: where no worker can make it. */
  async gradeHere(): Promise<Grade | undefined> {
    const { exercise } = this.props
    // Checks look with commands of their own.
    await this.#shelf?.fetchAll()
    if (this.session === undefined || this.lab === undefined || exercise === undefined) return undefined
    return this.lab.grade(exercise, this.session.run, this.session.startMs, this.files)
  }

  /** A solution beside the learner's texts. */
  solutionAt(index: number): ShownSolution | undefined {
    const { exercise } = this.props
    const solution = exercise?.solutions[index]
    return exercise === undefined || solution === undefined ? undefined : this.lab?.showSolution(exercise, solution, this.files)
  }

  /** Back to the starter and the prepared cluster. What was there is kept as the last attempt. */
  reset(): void {
    const { id, experiment } = this.props
    if (this.session !== undefined && (this.session.acts.length > 0 || this.#isEdited())) {
      this.#attempt = { acts: this.session.acts, files: this.files }
      save(`${id}/attempt`, this.#attempt)
    }
    this.#replay(experiment.files, [])
    forget(`${id}/files`)
    this.said = 'Back to the beginning.'
  }

  /** Takes back the last thing that was applied or run. The texts stay. */
  undo(): void {
    if (this.session === undefined) return
    this.#replay(this.files, this.session.acts.slice(0, -1))
    this.said = 'The last step is undone.'
  }

  /** What the learner had before the last reset. */
  restoreAttempt(): void {
    const { id, experiment } = this.props
    const attempt = this.#attempt
    if (attempt === undefined) return
    this.#replay({ ...experiment.files, ...attempt.files }, attempt.acts)
    save(`${id}/files`, this.files)
    forget(`${id}/attempt`)
    this.#attempt = undefined
    this.said = 'Your last attempt is back.'
  }

  #isEdited(): boolean {
    const starter = this.props.experiment.files
    return Object.keys({ ...starter, ...this.files }).some((name) => starter[name] !== this.files[name])
  }

  /** Makes the run of these acts, and shows its end. */
  #replay(files: Readonly<Record<string, string>>, acts: readonly Act[]): void {
    if (this.lab === undefined) return
    this.files = { ...files }
    if (!(this.active in this.files)) this.active = this.props.experiment.open
    this.#perform(() => this.#tryReplay(acts))
  }

  #tryReplay(acts: readonly Act[]): ReturnType<Step> {
    if (this.lab === undefined || this.#shelf === undefined) return []
    const session = this.lab.restore(this.props, acts, this.#shelf.toolbox)
    if (session.run.lacks.length > 0) return session.run.lacks
    this.session = session
    this.atMs = session.run.nowMs
    this.playing = false
    this.script = []
    this.dropped = undefined
    this.why = undefined
    this.#followEditing()
    save(`${this.props.id}/acts`, session.acts)
    this.text.look()
    return []
  }

  /** Shows or hides the values of a Secret. */
  reveal(id: string): void {
    this.revealed = this.revealed.includes(id) ? this.revealed.filter((each) => each !== id) : [...this.revealed, id]
  }

  /** @param entry  The one that made it so. */
  ask(title: string, entry: number): void {
    if (this.lab === undefined || this.session === undefined || this.telling === undefined) return
    this.why = { title, lines: this.lab.explain(this.session.run.entries, entry, this.telling) }
  }
}
