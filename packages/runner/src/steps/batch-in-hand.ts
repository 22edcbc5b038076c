import type { OutgoingRecord } from '@coupa-connector/endpoints'
import type { ReadPosition } from '../state/run-record.ts'

/** A record that was read, with the hash of its content. */
export interface ReadRecord {
  readonly id: string
  readonly record: Readonly<Record<string, unknown>>
  readonly hash: string
  /** How large it is (`jsonUnits`), where that was measured. */
  readonly units?: number | undefined
}

/** Records that were read together, and where reading goes on after them. */
export interface ReadBatch {
  readonly records: readonly ReadRecord[]
  readonly position: ReadPosition
  /** The generation of a full refresh. */
  readonly generation: string | undefined
  /** A look for changes after the acknowledgement: what did not change is none of its business. */
  readonly isWatch: boolean
  /** Whether what is not in the ledger is delivered. */
  readonly deliversUnknown: boolean
  /** Records beside these that are known not to have changed, and were not read whole. Default: none. */
  readonly knownUnchanged?: number | undefined
  /** Ids of records that are delivered although their content was delivered before: the destination lost them. */
  readonly lost?: ReadonlySet<string> | undefined
  /** In a back-fill: the sequences that the ledger had before these records were read. Default: as it has them now. */
  readonly over?: ReadonlyMap<string, number> | undefined
}

/** A record that is ready for the destination. */
export interface ShapedRecord extends Omit<OutgoingRecord, 'sequence'> {
  readonly hash: string
}
