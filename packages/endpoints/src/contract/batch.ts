import type { Row } from './shape.ts'

/** One record of a batch: its identity, and its content in the shape of the process. */
export interface OutgoingRecord {
  readonly id: number | string
  /** First 16 hexadecimal digits of the content's hash: the same content has the same version. */
  readonly version: string
  /** Rises with every delivery of a deployment: the newer of two deliveries of one id has the higher one. */
  readonly sequence: number
  /** The record as one document; present in the shape `nested`. */
  readonly document?: Readonly<Record<string, unknown>> | undefined
  /** The rows of each table; present in the shape `rows`. A table without rows of this record may be absent. */
  readonly rows?: Readonly<Record<string, readonly Row[]>> | undefined
  /** When Coupa was found not to have it any more: ISO 8601, UTC. Such a record has neither a document nor rows. */
  readonly deletedAt?: string | undefined
}

/** What a destination commits at once. */
export interface Batch {
  /** Unique for ever, and safe in file names: letters, digits and hyphens. */
  readonly id: string
  /** When the batch was opened, in milliseconds since 1970. */
  readonly openedAtMs: number
  /** The generation of a full refresh that the batch belongs to; undefined in all other modes. */
  readonly generation?: string | undefined
  /** At least one record. The whole batch fits into memory: see the limits of a process. */
  readonly records: readonly OutgoingRecord[]
}

/** One object that a batch became: a file, the rows of a table, an accepted request. */
export interface CommittedObject {
  /** Where it is: a path relative to the destination's folder, `schema.table`, a URL without credentials. */
  readonly object: string
  /** Rows or documents in it. */
  readonly records: number
  /** Hexadecimal SHA-256 of the bytes that were written. */
  readonly sha256: string
}
