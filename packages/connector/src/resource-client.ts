import type {
  ActionNameOf,
  ActionParametersOf,
  InputOf,
  OpenCustomFields,
  OutputOf,
  ResourceDescription,
  ResourceName,
} from '@coupa-connector/catalog'
import { RecordInvalidError } from './errors/record-invalid-error.ts'
import type { CoupaRecord, Format } from './format/coupa-record.ts'
import { checkOptions } from './options/check-options.ts'
import { normalizeQuery } from './query/normalize-query.ts'
import type { Projection, Selection } from './query/records-query.ts'
import { type AnyQuery, checkQuery, type Query, startOf } from './read/query.ts'
import { readQuery } from './read/read-query.ts'
import type { RecordStream } from './read/record-stream.ts'
import { createAttachments, type RecordAttachments } from './records/attachments.ts'
import { type BatchOptions, type BatchOutcome, writeMany } from './records/batch.ts'
import { type ActionAnswer, type ActionParameters, callAction } from './records/call-action.ts'
import { type Created, type CreateOptions, createRecord } from './records/create-record.ts'
import { getRecord } from './records/get-record.ts'
import { deleteRecord, setExportedFlag, type Updated, updateRecord } from './records/update-record.ts'
import { resolveResource } from './requests/resource-path.ts'
import { batchTable, callTable, createTable } from './requests/write-options.ts'
import type { WritableRecord, WriteOptions, WriteTools } from './requests/write-request.ts'

/** What a single read may be told. */
export interface GetOptions<Fields>
  extends Pick<
    WriteOptions,
    'format' | 'priority' | 'signal' | 'returnObject' | 'extraParameters' | 'allowUnknownFields'
  > {
  /** What to serve of the record. Default: everything that Coupa serves by itself. */
  readonly fields?: Fields | undefined
}

/** A created record, as `Created` tells it, with the type of its resource. */
export interface CreatedRecord<Output> extends Created {
  readonly record: (Output & CoupaRecord) | undefined
}

/** A changed record, as `Updated` tells it, with the type of its resource. */
export interface UpdatedRecord<Output> extends Updated {
  readonly record: (Output & CoupaRecord) | undefined
}

/** One line of a batch, as `BatchOutcome` tells it, with the type of its resource. */
export interface RecordOutcome<Output> extends BatchOutcome {
  readonly record?: (Output & CoupaRecord) | undefined
}

/** The type of a resource's records; `CoupaRecord` where the name is only known at run time. */
export type RecordOf<Name extends string, CustomFields = OpenCustomFields> = Name extends ResourceName
  ? OutputOf<Name, CustomFields>
  : CoupaRecord

/** What can be written to a resource; any record where the name is only known at run time. */
export type RecordInputOf<Name extends string, CustomFields = OpenCustomFields> = Name extends ResourceName
  ? InputOf<Name, CustomFields>
  : WritableRecord

/** Names of a resource's actions; any name where the resource is only known at run time. */
export type ActionOf<Name extends string> = Name extends ResourceName ? ActionNameOf<Name> : string

/** What an action takes. */
export type ParametersOf<Name extends string, Action extends string> = Name extends ResourceName
  ? ActionParametersOf<Name, Action & ActionNameOf<Name>>
  : ActionParameters

type Inputs<Input> = Iterable<Input> | AsyncIterable<Input>

/**
 * The records of one resource. `Name` is its name or path, `CustomFields` the type of its custom fields. With
 * `ResourceClient<string>` the name is only known at run time, and records are `CoupaRecord`s.
 */
export interface ResourceClient<
  Name extends string = string,
  CustomFields = OpenCustomFields,
  Output = RecordOf<Name, CustomFields>,
  Input = RecordInputOf<Name, CustomFields>,
> {
  /** Fields, operations, actions and the scopes that each needs. */
  readonly description: ResourceDescription
  /**
   * The records that a query finds, each once, in rising order of their ids unless the query says otherwise. Nothing is
   * sent before the loop starts. Throws `QueryInvalidError` at once, with every invalid name and value; the
   * loop throws what a call throws, or `PagingError`.
   *
   * @example
   * ```ts
   * const query = connection.resource('invoices').query({ where: { status: 'approved' }, fields: ['id', 'status'] })
   * for await (const invoice of query) console.log(invoice.id)
   * console.log(await query.receipt)
   * ```
   */
  query<const Fields extends Selection<Output> = Selection<Output>>(
    query?: Query<Output, Fields>,
  ): RecordStream<Projection<Output, Fields>>
  /**
   * One record by its id. Throws `NotFoundError`.
   *
   * @example
   * ```ts
   * const supplier = await connection.resource('suppliers').get(7, { fields: ['id', 'name'] })
   * ```
   */
  get<const Fields extends Selection<Output> = Selection<Output>>(
    id: number | string,
    options?: GetOptions<Fields>,
  ): Promise<Projection<Output, Fields>>
  /**
   * Creates one record, and never two: see `CreateOptions` for what happens when the answer is lost.
   *
   * @example
   * ```ts
   * const { id } = await connection.resource('suppliers').create({ name: 'Initech', number: 'S-9041' })
   * ```
   */
  create(input: Input, options?: CreateOptions): Promise<CreatedRecord<Output>>
  /**
   * Changes the given fields and no others.
   *
   * @example
   * ```ts
   * await connection.resource('suppliers').update(7, { status: 'inactive' })
   * ```
   */
  update(id: number | string, input: Input, options?: WriteOptions): Promise<UpdatedRecord<Output>>
  /** Deletes a record where Coupa has that; throws `UnsupportedOperationError` where it has not. */
  delete(id: number | string, options?: WriteOptions): Promise<void>
  /**
   * Calls one of Coupa's own actions on a record, or with `id` undefined on the collection. Throws `UnknownActionError`.
   *
   * @example
   * ```ts
   * await connection.resource('invoices').action(7, 'submit')
   * ```
   */
  action<Action extends ActionOf<Name>>(
    id: number | string | undefined,
    action: Action,
    parameters?: ParametersOf<Name, Action>,
    options?: WriteOptions,
  ): Promise<ActionAnswer>
  /** Marks a record as exported, in the request of its own that Coupa asks for. */
  markExported(id: number | string, options?: WriteOptions): Promise<UpdatedRecord<Output>>
  /** Marks a record as not exported, so that it is found by `where: { exported: false }` again. */
  unmarkExported(id: number | string, options?: WriteOptions): Promise<UpdatedRecord<Output>>
  /** Creates records side by side; one outcome per record, in the order of the inputs. */
  createMany(inputs: Inputs<Input>, options?: CreateOptions & BatchOptions): AsyncGenerator<RecordOutcome<Output>>
  /** Changes records side by side; each input holds the id and the fields to change. */
  updateMany(
    inputs: Inputs<Input & { readonly id: number | string }>,
    options?: WriteOptions & BatchOptions,
  ): AsyncGenerator<RecordOutcome<Output>>
  /** The attachments of one record. */
  attachments(id: number | string): RecordAttachments
}

export interface ResourceClientTools extends WriteTools {
  /** What the organization allows; sizes the number of requests in flight. */
  readonly ratePerSecond: number
}

/**
 * The client of one resource. Types live at this boundary only: below it, records are what the catalog's metadata says of
 * them, so the generated interfaces are an assertion about Coupa's answers, made here and nowhere else. Throws
 * `UnknownResourceError`, and `TypeError` for the id of a parent that cannot be one.
 */
export function createResourceClient(name: string, tools: ResourceClientTools): ResourceClient {
  const resource = resolveResource(name)
  const { path, description } = resource
  const { caller, clock, ratePerSecond } = tools
  const setExported = async (verb: string, id: number | string, isExported: boolean, options: WriteOptions = {}) => {
    checkOptions(verb, options, callTable)
    return setExportedFlag(resource, id, isExported, options, tools)
  }
  return {
    description,
    query: (query: AnyQuery = {}, ...others: unknown[]) => {
      checkQuery(query, others, description)
      const { format = tools.format, priority, ...run } = query
      const source = {
        caller,
        resource: description,
        path,
        query: normalizeQuery(query, description),
        format,
        priority,
      }
      return readQuery({ ...source, clock }, { ...runOf(run), ratePerSecond, clock })
    },
    get: async (id, options = {}) => {
      checkOptions('get', options, callTable)
      return getRecord(resource, id, options, tools)
    },
    create: async (input, options = {}) => {
      checkOptions('create', options, createTable)
      return createRecord(resource, input, options, tools)
    },
    update: async (id, input, options = {}) => {
      checkOptions('update', options, callTable)
      return updateRecord(resource, id, input, options, tools)
    },
    delete: async (id, options = {}) => {
      checkOptions('delete', options, callTable)
      return deleteRecord(resource, id, options, tools)
    },
    action: async (id, action, parameters = {}, options = {}) => {
      checkOptions('action', options, callTable)
      return callAction(resource, { id, name: action, parameters }, options, tools)
    },
    markExported: (id, options) => setExported('markExported', id, true, options),
    unmarkExported: (id, options) => setExported('unmarkExported', id, false, options),
    createMany: (inputs, options = {}) => {
      checkOptions('createMany', options, { ...createTable, ...batchTable })
      const { concurrency: _, stopOnError: _stop, ...rest } = { priority: 'bulk' as const, ...options }
      return writeMany(inputs, 'created', (input) => createRecord(resource, input, rest, tools), options)
    },
    updateMany: (inputs, options = {}) => {
      checkOptions('updateMany', options, { ...callTable, ...batchTable })
      const { concurrency: _, stopOnError: _stop, ...rest } = { priority: 'bulk' as const, ...options }
      const update = async ({ id, ...fields }: WritableRecord) =>
        updateRecord(resource, checkId(id, rest.format ?? tools.format), fields, rest, tools)
      return writeMany(inputs, 'updated', update, options)
    },
    attachments: (id) => createAttachments(resource, id, tools),
  }
}

function runOf({
  limit,
  updatedAfter,
  checkpoint,
  onCheckpoint,
  inOrder,
  loopChangesSet,
  signal,
  reading,
}: AnyQuery): Omit<AnyQuery, 'format' | 'priority'> {
  return {
    limit,
    updatedAfter: startOf(updatedAfter),
    checkpoint,
    onCheckpoint,
    inOrder,
    loopChangesSet,
    signal,
    reading,
  }
}

function checkId(id: unknown, format: Format): number | string {
  if (typeof id === 'number' || typeof id === 'string') return id
  throw new RecordInvalidError(
    { field: 'id', reason: 'is missing: it says which record to change', format },
    { suggestion: 'Give every record its id.' },
  )
}
