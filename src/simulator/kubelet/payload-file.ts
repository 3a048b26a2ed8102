// What a volume is to hold, by path.

import type { ConfigurationSource } from '../api/node-report.ts'

export interface PayloadFile {
  readonly content: string | Uint8Array
  readonly mode: number
  /** Whose file it is, when that is not who owns the volume. */
  readonly uid?: number
  readonly source: ConfigurationSource | undefined
}

/** By relative path. */
export type Payload = ReadonlyMap<string, PayloadFile>
