import type { LoadColumnInput, LoadStrategy } from '../load-schema.ts'

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
  /** Of custom objects each has a resource of its own, with a number that has to be given: `custom_objects/:…`. */
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
  /** Column that names an action of Coupa, and the actions that it may name. */
  readonly action?:
    | {
        readonly column: string
        readonly allowed: readonly string[]
        readonly parameters?: Readonly<Record<string, string>> | undefined
      }
    | undefined
  /** Columns that name files which go with a record. */
  readonly documents?: { readonly imageScan: string; readonly attachments: string } | undefined
  readonly inactive?: Readonly<Record<string, string | boolean>> | undefined
  /** Order of dependence: a load needs what those of lower levels bring. */
  readonly level: number
  /** When it usually runs: cron, in the zone of whoever deploys it. */
  readonly schedule: string
  /** How it is written as flat files, where Coupa's loaders take it. */
  readonly flatFile?: FlatFileTemplate | undefined
  /** Why Coupa's REST API cannot take it: it is taken as a flat file only. */
  readonly filesOnly?: string | undefined
  /** Of one that is taken as flat files only: what it can load, with the fields that identify a record. */
  readonly objects?: Readonly<Record<string, readonly string[]>> | undefined
}

/** How the flat files of a load differ from its requests. */
export interface FlatFileTemplate {
  /** Fields that Coupa's loader has no column for. */
  readonly without?: readonly string[] | undefined
  /** Fields that it has in their place. */
  readonly fields?: readonly string[] | undefined
  readonly hierarchy?: LoadTemplate['hierarchy']
}
