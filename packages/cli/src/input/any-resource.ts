import type {
  ActionAnswer,
  ActionParameters,
  ActOptions,
  BatchOptions,
  Connection,
  CreateOptions,
  QueryOptions,
  RecordAttachments,
  RecordOutcome,
  RecordStream,
  ResourceName,
  WireRecord,
  WritableRecord,
  WriteOptions,
} from '@coupa-connector/connector'
import type { FieldSelection, QueryRequest } from './query-request.ts'
import type { InputRecord } from './record-input.ts'

/** A resource whose name comes from a person: its records have no type of their own. */
export interface AnyResource {
  query(request: QueryRequest, options?: QueryOptions): RecordStream
  get(id: number, options?: WriteOptions & { fields?: readonly FieldSelection[] }): Promise<WireRecord>
  create(input: WritableRecord, options?: CreateOptions): Promise<Written>
  update(id: number, input: WritableRecord, options?: WriteOptions): Promise<Written>
  act(
    id: number | undefined,
    action: string,
    parameters?: ActionParameters,
    options?: ActOptions,
  ): Promise<ActionAnswer>
  createMany(inputs: AsyncIterable<InputRecord>, options?: CreateOptions & BatchOptions): AsyncIterable<AnyOutcome>
  updateMany(inputs: AsyncIterable<InputRecord>, options?: WriteOptions & BatchOptions): AsyncIterable<AnyOutcome>
  attachments(id: number): RecordAttachments
}

/** What became of one record of a batch. */
export type AnyOutcome = RecordOutcome<WireRecord>

/** A record that was created or changed. */
interface Written {
  readonly record: WireRecord | undefined
  readonly id: number | string | undefined
  readonly via?: 'answer' | 'look-up' | undefined
}

/** The resource of a name that the catalog knows. */
export function resourceOf(connection: Connection, name: string): AnyResource {
  // The names are checked when the command line is read; the types of records are for programs that know them.
  return connection.resource(name as ResourceName) as unknown as AnyResource
}
