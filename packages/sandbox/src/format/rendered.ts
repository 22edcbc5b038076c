import type { FieldType } from '@coupa-connector/catalog'

/** A record as it is about to be written, the same for both formats. */
export interface RenderedRecord {
  /** Element of the record in XML. */
  readonly xmlItem: string
  readonly members: readonly RenderedMember[]
  /** True for objects that many records show; a writer may keep what it wrote of them. */
  readonly isShared?: boolean
}

/** One member of a rendered record. */
export interface RenderedMember {
  readonly name: string
  readonly type: FieldType
  /** Scalars come as they are written; times already carry their offset. */
  readonly value: string | number | boolean | null | RenderedRecord | readonly RenderedRecord[]
}

/** What an answer holds: a record, or a collection with the element that surrounds it. */
export type RenderedBody =
  | { readonly kind: 'record'; readonly record: RenderedRecord }
  | { readonly kind: 'collection'; readonly xmlArray: string; readonly records: readonly RenderedRecord[] }
