import { findType } from '@coupa-connector/catalog'
import { encodeJson } from '../format/json/encode-json.ts'
import type { SendableValue } from '../format/sendable-value.ts'
import type { Wire } from '../format/wire.ts'
import { encodeXml } from '../format/xml/encode-xml.ts'
import type { Caller } from '../http/call.ts'
import { encodeQuery } from '../query/encode-query.ts'
import { normalizeQuery, type RawParameters, type ReturnObject } from '../query/normalize-query.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Log } from '../runtime/observer.ts'
import type { ResourcePath } from './resource-path.ts'

/** A record to be sent: Coupa's names, with hyphens or underscores (F-086). */
export type WritableRecord = { readonly [name: string]: SendableValue }

/** What every change may be told. */
export interface WriteOptions {
  /** Encoding of this call. Default: the writer's. */
  readonly wire?: Wire | undefined
  /** How much of the changed record to answer with. Default: all of it (F-170, F-172). */
  readonly returnObject?: ReturnObject | undefined
  /** Which fields to answer with; `id` is added, for without it a new record could not be named. */
  readonly fields?: readonly unknown[] | undefined
  /** Further parameters of the query string, sent as they are. */
  readonly raw?: RawParameters | undefined
  readonly lane?: 'interactive' | 'bulk' | undefined
  readonly signal?: AbortSignal | undefined
}

/** What the parts of a writer share. */
export interface WriteTools {
  readonly caller: Caller
  readonly clock: Clock
  readonly log: Log | undefined
  readonly wire: Wire
  readonly authenticationType: 'oauth2' | 'api-key'
}

/** The body of a record in the encoding that is asked for. Throws `TypeError` naming the field that cannot be sent. */
export function encodeRecord(record: WritableRecord, wire: Wire, { description }: ResourcePath): string {
  return wire === 'json'
    ? encodeJson(record)
    : encodeXml(record, { item: description.xmlItem, fields: description.fields, findType })
}

/** The query string of a change or of a single read; undefined when there is nothing to say. */
export function searchOf(
  { fields, returnObject, raw }: Pick<WriteOptions, 'fields' | 'returnObject' | 'raw'>,
  { description }: ResourcePath,
): string | undefined {
  const query = normalizeQuery({ fields: withId(fields, description.hasId), returnObject, raw }, description)
  return encodeQuery(query) || undefined
}

function withId(fields: readonly unknown[] | undefined, hasId: boolean): readonly unknown[] | undefined {
  if (fields === undefined || !hasId || fields.includes('id')) return fields
  return ['id', ...fields]
}
