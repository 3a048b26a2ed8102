// docs/rules.md as data: what the ids in brackets mean that lessons put behind their claims.

export interface RuleGroup {
  readonly title: string
  readonly rules: readonly Rule[]
}

export interface Rule {
  /** `ENV-4` */
  readonly id: string
  /** One sentence, code between backticks. */
  readonly says: string
}

/** @param text  A heading for each group, `## ENV: environment`, and a line for each rule, `- **ENV-4** What it says.` */
export function readRules(text: string): readonly RuleGroup[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((group) => ({
      title: (group.split('\n')[0] ?? '').replace(/^[A-Z, ]+: /, ''),
      rules: [...group.matchAll(/^- \*\*([A-Z]+-\d+)\*\* (.+)$/gm)].map(([, id = '', says = '']) => ({ id, says })),
    }))
}

/** Where the page of rules tells one. */
export function anchorOfRule(id: string): string {
  return id.toLowerCase()
}
