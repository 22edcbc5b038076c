import type {
  ActionAnswer,
  ActionParameters,
  ActOptions,
  Connection,
  CreateOptions,
  QueryOptions,
  RecordStream,
  ResourceClient,
  ResourceName,
  WireRecord,
  WritableRecord,
  WriteOptions,
} from '@coupa-connector/connector'
import type { UntypedQuery } from './query-input.ts'

/** A resource whose name comes from a job, so that its records have no type of their own. */
export interface AnyResource {
  readonly description: ResourceClient<ResourceName>['description']
  query(query: UntypedQuery, options?: QueryOptions): RecordStream
  get(id: number | string, options?: WriteOptions): Promise<WireRecord>
  create(input: WritableRecord, options?: CreateOptions): Promise<Written & { readonly via: 'answer' | 'look-up' }>
  update(id: number | string, input: WritableRecord, options?: WriteOptions): Promise<Written>
  act(
    id: number | string | undefined,
    action: string,
    parameters?: ActionParameters,
    options?: ActOptions,
  ): Promise<ActionAnswer>
}

interface Written {
  readonly record: WireRecord | undefined
  readonly id: number | string | undefined
}

/** Throws the catalog's `UnknownResourceError`, which names similar ones. */
export function resourceOf(connection: Connection, name: string): AnyResource {
  // The call checks names. The types of records are for programs that know them.
  return connection.resource(name as ResourceName) as unknown as AnyResource
}
