import type { Format } from '../format/coupa-record.ts'
import { encodeJson } from '../format/json/encode-json.ts'
import type { SendableValue } from '../format/sendable-value.ts'
import { encodeXml } from '../format/xml/encode-xml.ts'
import type { Caller } from '../http/call.ts'
import { encodeQuery } from '../query/encode-query.ts'
import { type ExtraParameters, normalizeQuery, type ReturnObject } from '../query/normalize-query.ts'
import type { Priority } from '../rate/permit.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Log } from '../runtime/observer.ts'
import type { OwnRecords } from './own-records.ts'
import { refuseAmbiguous } from './refuse-ambiguous.ts'
import type { ResourcePath } from './resource-path.ts'

/** A record to be sent: Coupa's names, with hyphens or underscores (F-086). */
export type WritableRecord = { readonly [name: string]: SendableValue }

/** What every change may be told. */
export interface WriteOptions {
  /** Encoding of this call. Default: the connection's. */
  readonly format?: Format | undefined
  /** How much of the changed record to answer with. Default: all of it (F-170, F-172). */
  readonly returnObject?: ReturnObject | undefined
  /** Which fields to answer with; `id` is added, for without it a new record could not be named. */
  readonly fields?: readonly unknown[] | undefined
  /** Lets `fields` name what the catalog does not know. Default: false, so that a typing error is not an empty field. */
  readonly allowUnknownFields?: boolean | undefined
  /** Further parameters of the query string, sent as they are. Default: none. */
  readonly extraParameters?: ExtraParameters | undefined
  /**
   * What to do about fields that Coupa ignores, which it does without a word (F-261). `note` tells them in `notices` of the
   * outcome. `error` throws `FieldsIgnoredError`: before anything is sent for fields that the catalog shows to be read-only
   * or does not know, afterwards for fields that come back with another value. Default: `note`.
   */
  readonly ignoredFields?: 'note' | 'error' | undefined
  /** Whether the call goes ahead of `bulk` ones. Default: `interactive`; `bulk` for `createMany` and `updateMany`. */
  readonly priority?: Priority | undefined
  /** Ends the call, which throws the signal's reason; what was sent may still be carried out. */
  readonly signal?: AbortSignal | undefined
}

/** What the verbs of a resource share. */
export interface WriteTools {
  readonly caller: Caller
  readonly clock: Clock
  readonly log: Log | undefined
  readonly format: Format
  /** How the connection signs in, for the error about a refused token. */
  readonly authenticationType: 'oauth2' | 'api-key'
  /** What was created through this connection, so that a look-up does not take it for a lost one. */
  readonly ownRecords: OwnRecords
}

/** The record as a body. Throws `RecordInvalidError` naming the field that cannot be sent. */
export function encodeRecord(record: WritableRecord, format: Format, { description }: ResourcePath): string {
  refuseAmbiguous(record, format)
  return format === 'json' ? encodeJson(record) : encodeXml(record, description.xmlItem)
}

/** The query string of a change or of a single read; undefined when there is nothing to say. */
export function searchOf(
  {
    fields,
    allowUnknownFields,
    returnObject,
    extraParameters,
  }: Pick<WriteOptions, 'fields' | 'allowUnknownFields' | 'returnObject' | 'extraParameters'>,
  { description }: ResourcePath,
): string | undefined {
  const query = normalizeQuery(
    { fields: withId(fields, description.hasId), allowUnknownFields, returnObject, extraParameters },
    description,
  )
  return encodeQuery(query) || undefined
}

function withId(fields: readonly unknown[] | undefined, hasId: boolean): readonly unknown[] | undefined {
  if (fields === undefined || !hasId || fields.includes('id')) return fields
  return ['id', ...fields]
}
