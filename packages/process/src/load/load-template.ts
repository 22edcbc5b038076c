import type { LoadColumnInput, LoadStrategy } from './load-schema.ts'

/** A load that is asked for again and again, as a row of a table. */
export interface LoadTemplate {
  /** `L09`. */
  readonly id: string
  /** Name of a process that is made from it. */
  readonly name: string
  readonly title: string
  /** What it does, in one sentence. */
  readonly sentence: string
  readonly direction: 'in'
  readonly resource: string
  readonly key: readonly string[]
  /** Fields that a usual input has, each from a column of its own name. */
  readonly fields: readonly string[]
  /** Columns that are not simply named after their field. */
  readonly columns?: Readonly<Record<string, LoadColumnInput>> | undefined
  readonly write?: 'create' | 'update' | undefined
  readonly strategy?: LoadStrategy | undefined
  readonly parent?: { readonly resource: string; readonly match: Readonly<Record<string, string>> } | undefined
  readonly hierarchy?: { readonly field: string; readonly parent: string } | undefined
  readonly secondPass?: readonly string[] | undefined
  readonly inactive?: Readonly<Record<string, string | boolean>> | undefined
  /** Order of dependence: a load needs what those of lower levels bring. */
  readonly level: number
  /** When it usually runs: cron, in the zone of whoever deploys it. */
  readonly schedule: string
}
