import { nestFields } from '@coupa-connector/catalog'
import type { CoupaRecord } from '../format/coupa-record.ts'
import type { Query } from '../read/query.ts'
import type { RecordStream } from '../read/record-stream.ts'
import { type RecordsSummary, summarizeRecords } from './summarize-records.ts'

export interface ResourceSummaryOptions {
  /** Dotted paths of numbers to add up. */
  readonly sums: readonly string[]
  /** Dotted paths by whose values the records are counted. */
  readonly groupBy: readonly string[]
  /** Where reading stops. */
  readonly maxRecords: number
}

export interface ResourceSummary extends RecordsSummary {
  /** False where reading stopped at `maxRecords`. */
  readonly isWhole: boolean
  readonly requests: number
}

/** What is asked of a resource: its client has it. */
export interface SummarizedResource {
  readonly description: { readonly hasId: boolean }
  query(query: Query<CoupaRecord>): RecordStream<CoupaRecord>
}

/** Reads what a query finds, with no more fields than it takes, and adds it up. Throws what a query throws. */
export async function summarizeResource(
  resource: SummarizedResource,
  query: Query<CoupaRecord>,
  { sums, groupBy, maxRecords }: ResourceSummaryOptions,
): Promise<ResourceSummary> {
  const paths = [...(resource.description.hasId ? ['id'] : []), ...sums, ...groupBy]
  const stream = resource.query({
    ...query,
    ...(paths.length === 0 ? {} : { fields: nestFields(paths) }),
    limit: maxRecords,
    inOrder: false,
  })
  const summary = await summarizeRecords(stream, { sums, groupBy })
  const { complete, requests } = await stream.receipt
  return { ...summary, isWhole: complete, requests }
}
