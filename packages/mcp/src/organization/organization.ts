import type { FieldSchema } from '@coupa-connector/catalog/schema'

/** A record as JSON holds it, under Coupa's own names. */
export type JsonRecord = { readonly [name: string]: unknown }

/** Which records, in words that people type at a command line. */
export interface RecordsSelection {
  /** Name or path: `invoices`, `suppliers/7/addresses`. */
  readonly resource: string
  /** Conditions that must all hold: `status=approved`, `supplier.name[contains]=acme`. */
  readonly where: readonly string[]
  /** An API filter that was set up in Coupa. */
  readonly filter?: string | undefined
}

export interface RecordsRequest extends RecordsSelection {
  /** Dotted paths: `id`, `supplier.name`. */
  readonly fields: readonly string[]
  /** Default: rising ids. */
  readonly orderBy?: { readonly field: string; readonly direction: 'asc' | 'desc' } | undefined
  readonly limit: number
}

export interface RecordsAnswer {
  readonly records: readonly JsonRecord[]
  /** Whether there are more than the limit. */
  readonly hasMore: boolean
}

export interface SummaryRequest extends RecordsSelection {
  /** Dotted paths of numbers to add up. */
  readonly sums: readonly string[]
  /** Dotted paths to count by. */
  readonly groupBy: readonly string[]
  /** Where reading stops. */
  readonly maxRecords: number
}

/** A number as Coupa has it, added up exactly. */
interface NumberSummary {
  readonly sum: string
  readonly min?: string | undefined
  readonly max?: string | undefined
  readonly values: number
}

export interface SummaryAnswer {
  readonly count: number
  readonly numbers: Readonly<Record<string, NumberSummary>>
  readonly groups: readonly {
    readonly group: Readonly<Record<string, string | null>>
    readonly count: number
    readonly numbers: Readonly<Record<string, NumberSummary>>
  }[]
  readonly otherGroups?: { readonly groups: number; readonly records: number } | undefined
  /** False where reading stopped at `maxRecords`. */
  readonly isWhole: boolean
  /** Requests that Coupa was sent for it. */
  readonly requests?: number | undefined
}

/** Fields that an organization has beyond Coupa's own, custom fields above all. */
export interface OwnFields {
  readonly fields: readonly FieldSchema[]
  /** When they were looked at, where that was not now. */
  readonly readAt?: string | undefined
}

/** What a test of the connection came to. */
export interface TestAnswer {
  readonly outcome: string
  readonly message: string
  readonly remedy: string
  readonly missingScopes: readonly string[]
  readonly stages: readonly { readonly name: string; readonly status: string }[]
  readonly probes: readonly { readonly resource: string; readonly outcome: string; readonly remedy: string }[]
}

/**
 * One Coupa organization, as tools ask it. Whoever serves the tools says how: over a connection of the library, or through a
 * container of a hub. Faults are thrown, with a `code`, a `message` and a `suggestion`.
 */
export interface Organization {
  /** Host of the organization: `acme.coupahost.com`. */
  readonly host: string
  query(request: RecordsRequest, signal: AbortSignal): Promise<RecordsAnswer>
  /** Without `fields`, all that Coupa serves of it. */
  get(
    resource: string,
    id: number | string,
    fields: readonly string[] | undefined,
    signal: AbortSignal,
  ): Promise<JsonRecord>
  /** Undefined where nobody knows them. */
  ownFields(resource: string, signal: AbortSignal): Promise<OwnFields | undefined>
  /** What to tell of a resource whose own fields nobody knows. */
  readonly ownFieldsMissing: string
  summarize(request: SummaryRequest, signal: AbortSignal): Promise<SummaryAnswer>
  test(probes: readonly string[], signal: AbortSignal): Promise<TestAnswer>
}
