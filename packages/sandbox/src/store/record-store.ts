/**
 * What every other part of the sandbox knows about records.
 *
 * A `RecordStore` hands out a `RecordCollection` per resource of the catalog. A collection behaves the same whether its records are
 * generated on the fly (`virtual-collection.ts`), are the lines of documents (`embedded-collection.ts`) or are a part of another
 * collection (`typed-collection.ts`). Nothing outside this folder depends on which it is.
 *
 * To build on it (document state machines, actions, integrations):
 *   const invoices = store.collection('invoices')
 *   const invoice = invoices.get(17)                                  // undefined when absent
 *   invoice.get('status')                                             // one field, nothing else is generated
 *   invoices.update(17, { status: 'approved' })                       // partial; touches updated-at
 *   invoices.insert({ 'invoice-number': 'X', supplier: new Reference('suppliers', 3) })
 *   for (const each of invoices.iterate({ afterId: 100 })) …          // lazily, by rising id
 * Values are described in `schema/value.ts`: wire names, decimals as strings, times as epoch milliseconds.
 */
import type { RecordShape } from '../schema/schema.ts'
import type { Reference, Value, Values } from '../schema/value.ts'

/** A record as it is now. Reading a field generates that field only. */
export interface SandboxRecord {
  readonly id: number
  /** Value under a wire name; null when the record has none. */
  get(field: string): Value
  /** All values; generates everything that was never written. */
  toValues(): Values
}

/** Part of the ids of a collection, and the direction to walk it in. */
export interface IdRange {
  /** Only ids above this. */
  readonly afterId?: number
  /** Only ids below this. */
  readonly beforeId?: number
  readonly isDescending?: boolean
  /** Records to leave out at the start; cheap where nothing was deleted. */
  readonly skip?: number
  /**
   * Only records that were last changed at its start or later, and created at its end or earlier. A collection may leave out others,
   * but need not: whoever gives it still looks at the times. Not to be used with `skip`.
   */
  readonly changed?: TimeSpan
}

/** In epoch milliseconds; both ends belong to it. */
export interface TimeSpan {
  readonly fromMs: number
  readonly toMs: number
}

/** How a record is changed. */
export interface UpdateOptions {
  /** Whether `updated-at` becomes now; true by default. */
  readonly isTouching?: boolean
}

/** The records of one resource; below a parent where the resource has one. */
export interface RecordCollection {
  /** Name of the resource in the catalog. */
  readonly resource: string
  readonly shape: RecordShape
  /** Rises with every write; lets callers keep what they computed from the records. */
  readonly version: number
  get(id: number): SandboxRecord | undefined
  /** Walks the records by id. Records written during the walk may or may not appear. */
  iterate(range?: IdRange): Iterable<SandboxRecord>
  /** Adds a record under the next id and sets its times. Throws TypeError where the collection cannot take one. */
  insert(values: Values): SandboxRecord
  /** Changes the given fields and, unless told otherwise, `updated-at`; undefined when there is no such record. */
  update(id: number, changes: Values, options?: UpdateOptions): SandboxRecord | undefined
  /** True when there was such a record. */
  delete(id: number): boolean
}

/** All records of the organization. */
export interface RecordStore {
  /**
   * The collection of a resource. `parentIds` are the ids in its path, outermost first, for example `[12]` for
   * `suppliers/:supplier_id/addresses`. Undefined when the catalog has no such resource or the parent does not exist.
   */
  collection(resource: string, parentIds?: readonly number[]): RecordCollection | undefined
  /** The record that a reference points to; undefined when it was deleted. */
  resolve(reference: Reference): SandboxRecord | undefined
}
