import { decodeRecords } from '../answers/decode-records.ts'
import type { CoupaRecord } from '../format/coupa-record.ts'
import type { CallResponse } from '../http/call.ts'
import { encodeQuery } from '../query/encode-query.ts'
import { normalizeQuery } from '../query/normalize-query.ts'
import type { Moment } from '../requests/lost-answer.ts'
import type { OwnRecords } from '../requests/own-records.ts'
import type { ResourcePath } from '../requests/resource-path.ts'
import type { WriteOptions, WriteTools } from '../requests/write-request.ts'
import type { Clock } from '../runtime/clock.ts'
import type { NaturalKey } from './natural-key.ts'
import { fieldsToCompare, meets, oneClassOnce, type SplitConditions } from './one-class-once.ts'

export interface LookUp {
  readonly resource: ResourcePath
  readonly key: NaturalKey
  /** When the record was first sent: an older one with the same key is not ours. */
  readonly sentAt: Moment
  readonly own: OwnRecords
  readonly options: WriteOptions
}

export type LookUpResult =
  | { readonly kind: 'found'; readonly record: CoupaRecord; readonly id: number | string }
  | { readonly kind: 'absent' }
  /** Something is there, but it cannot be said which of it is ours. */
  | { readonly kind: 'undecided'; readonly reason: string }

/** Looks for the record that a lost creation may have made: same natural key, created since, not made by another call. */
export async function lookUp(
  wanted: LookUp,
  { caller, clock, format: defaultFormat, authenticationType }: WriteTools,
): Promise<LookUpResult> {
  const { resource, own, options } = wanted
  const { path, description } = resource
  const { format = defaultFormat, priority, signal } = options
  const split = oneClassOnce(wanted.key.conditions, description)
  const search = searchFor(wanted, split)
  const response = await caller.call({ method: 'GET', path, search, format, priority, signal })
  const answered = await decodeRecords(response, { format, resource: description, path, authenticationType })
  const records = answered.filter((record) => split.compared.every((condition) => meets(record, condition)))
  const sinceMs = sentAtOnServerMs(response, wanted.sentAt, clock)

  const candidates = records.filter((record) => {
    const id = idOf(record)
    return id === undefined || !own.has(path, id)
  })
  if (candidates.some((record) => createdAtMs(record) === undefined)) {
    return { kind: 'undecided', reason: 'found a record that does not say when it was created' }
  }
  const recent = candidates.filter((record) => (createdAtMs(record) ?? 0) >= sinceMs)
  const [record, ...others] = recent
  if (record === undefined) return { kind: 'absent' }
  const id = idOf(record)
  if (others.length > 0 || id === undefined) {
    return { kind: 'undecided', reason: `found ${recent.length} records: ${recent.map((one) => idOf(one)).join(', ')}` }
  }
  // Claimed before anything else can run: of two lost twins only one may have it.
  own.add(path, id)
  return { kind: 'found', record: asAskedFor(record, options, split), id }
}

/** The id of a record, where it has one. */
export function idOf(record: CoupaRecord | undefined): number | string | undefined {
  const id = record?.id
  return typeof id === 'number' || (typeof id === 'string' && id !== '') ? id : undefined
}

function searchFor({ resource, options }: LookUp, { sent, compared }: SplitConditions): string {
  const { description } = resource
  const fields =
    options.fields === undefined ? undefined : ['id', 'created-at', ...fieldsToCompare(compared), ...options.fields]
  const query = normalizeQuery({ fields, allowUnknownFields: true }, description)
  const orderBy = description.hasId ? ({ path: ['id'], direction: 'desc' } as const) : undefined
  return encodeQuery({ ...query, conditions: sent, orderBy, limit: 50 })
}

/** Without what was fetched for the proof alone. */
function asAskedFor(record: CoupaRecord, { fields }: WriteOptions, { compared }: SplitConditions): CoupaRecord {
  if (fields === undefined) return record
  const asked = new Set(
    fields.flatMap((field) => (typeof field === 'object' && field !== null ? Object.keys(field) : String(field))),
  )
  const forProof = ['created_at', ...compared.map(({ path }) => String(path[0]))]
  const unwanted = forProof.filter((name) => !asked.has(name) && !asked.has(name.replaceAll('_', '-')))
  return Object.fromEntries(
    Object.entries(record).filter(([name]) => !unwanted.includes(name.replaceAll('-', '_'))),
  ) as CoupaRecord
}

function createdAtMs(record: CoupaRecord): number | undefined {
  const createdAt = record['created-at']
  const atMs = typeof createdAt === 'string' ? Date.parse(createdAt) : Number.NaN
  return Number.isNaN(atMs) ? undefined : atMs
}

/**
 * When the record was sent by the server's clock, a little early. The server's `Date` tells how far the clocks are apart;
 * what is left is that both its times have whole seconds (F-150) and come from machines that agree to about one.
 */
function sentAtOnServerMs({ headers }: CallResponse, sentAt: Moment, clock: Clock): number {
  const serverNowMs = Date.parse(headers.date ?? '')
  if (Number.isNaN(serverNowMs)) return sentAt.nowMs - unknownSkewMs
  return serverNowMs - (clock.monotonicMs() - sentAt.monotonicMs) - roundingMs
}

const roundingMs = 2000
/** Without a `Date` the clocks may be apart: more than this is unusual for machines that keep their time. */
const unknownSkewMs = 60_000
