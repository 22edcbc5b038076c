import type {
  ActionNameOf,
  ActionParametersOf,
  InputOf,
  OpenCustomFields,
  OutputOf,
  ResourceDescription,
  ResourceName,
} from '@coupa-connector/catalog'
import type { Wire, WireRecord } from './format/wire.ts'
import type { Caller } from './http/call.ts'
import { normalizeQuery, type QueryInput } from './query/normalize-query.ts'
import type { Projection, Query, Selection } from './query/query.ts'
import type { Priority } from './rate/permit.ts'
import { type ReadQueryOptions, readQuery } from './read/read-query.ts'
import type { RecordStream } from './read/record-stream.ts'
import type { ActionAnswer, ActionParameters, ActOptions } from './records/act.ts'
import type { AttachmentInput, AttachmentOptions } from './records/attachments.ts'
import type { BatchOptions, BatchOutcome } from './records/batch.ts'
import type { Created, CreateOptions } from './records/create-record.ts'
import type { Download } from './records/download.ts'
import { resolveResource } from './records/resource-path.ts'
import type { Updated } from './records/update-record.ts'
import type { WritableRecord, WriteOptions } from './records/write-request.ts'
import type { Writer } from './records/writer.ts'
import type { Clock } from './runtime/clock.ts'

export interface QueryOptions extends Omit<ReadQueryOptions, 'clock'> {
  /** Encoding of this read. Default: the connection's. */
  readonly wire?: Wire | undefined
  /** Default: `bulk`, so that interactive calls go ahead. */
  readonly lane?: Priority | undefined
}

export interface GetOptions<Fields> extends Pick<WriteOptions, 'wire' | 'lane' | 'signal' | 'returnObject' | 'raw'> {
  /** What to serve of the record. Default: everything that Coupa serves by itself. */
  readonly fields?: Fields | undefined
}

/** A created record, as `Created` tells it, with the type of its resource. */
export interface CreatedRecord<Output> extends Created {
  readonly record: (Output & WireRecord) | undefined
}

/** A changed record, as `Updated` tells it, with the type of its resource. */
export interface UpdatedRecord<Output> extends Updated {
  readonly record: (Output & WireRecord) | undefined
}

/** One line of a batch, as `BatchOutcome` tells it, with the type of its resource. */
export interface RecordOutcome<Output> extends BatchOutcome {
  readonly record?: (Output & WireRecord) | undefined
}

type Inputs<Input> = Iterable<Input> | AsyncIterable<Input>

/** The records of one resource. `Name` is its name or path, `CustomFields` the type of its custom fields. */
export interface ResourceClient<
  Name extends ResourceName,
  CustomFields = OpenCustomFields,
  Output = OutputOf<Name, CustomFields>,
  Input = InputOf<Name, CustomFields>,
> {
  /** Fields, operations, actions and the scopes that each needs. */
  readonly description: ResourceDescription
  /**
   * All records that a query finds, each once, in rising order of their ids: `for await (const record of …)`. Nothing is
   * sent before the loop starts. Throws `QueryInvalidError` at once; the loop throws what a call throws, or `PagingError`.
   */
  query<const Fields extends Selection<Output> = Selection<Output>>(
    query?: Query<Output, Fields>,
    options?: QueryOptions,
  ): RecordStream<Projection<Output, Fields>>
  /** One record by its id. Throws `NotFoundError`. */
  get<const Fields extends Selection<Output> = Selection<Output>>(
    id: number | string,
    options?: GetOptions<Fields>,
  ): Promise<Projection<Output, Fields>>
  /** Creates one record, and never two: see `CreateOptions` for what happens when the answer is lost. */
  create(input: Input, options?: CreateOptions): Promise<CreatedRecord<Output>>
  /** Changes the given fields and no others. */
  update(id: number | string, input: Input, options?: WriteOptions): Promise<UpdatedRecord<Output>>
  /** Deletes a record where Coupa has that; throws `TypeError` where it has not. */
  remove(id: number | string, options?: WriteOptions): Promise<void>
  /** Calls one of Coupa's own actions on a record, or with `id` undefined on the collection. */
  act<Action extends ActionNameOf<Name>>(
    id: number | string | undefined,
    action: Action,
    parameters?: ActionParametersOf<Name, Action>,
    options?: ActOptions,
  ): Promise<ActionAnswer>
  /** Marks a record as exported or not, in the request of its own that Coupa asks for. */
  setExported(id: number | string, isExported: boolean, options?: WriteOptions): Promise<UpdatedRecord<Output>>
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

export interface RecordAttachments {
  /** Names, types and sizes of what is attached; at most the first 50. */
  list(options?: AttachmentOptions): Promise<readonly WireRecord[]>
  /** Attaches a file, a text or a link. Files are streamed. */
  upload(attachment: AttachmentInput, options?: AttachmentOptions): Promise<WireRecord | undefined>
  /** The file of one attachment, as a stream. */
  download(attachmentId: number | string, options?: AttachmentOptions): Promise<Download>
}

export interface ResourceClientTools {
  readonly caller: Caller
  readonly writer: Writer
  readonly clock: Clock
  readonly wire: Wire
  /** What the organization allows; sizes the number of requests in flight. */
  readonly ratePerSecond: number
}

/**
 * The client of one resource. Types live at this boundary only: below it, records are what the catalog's metadata says of
 * them, so the generated interfaces are an assertion about Coupa's answers, made here and nowhere else.
 */
export function createResourceClient<Name extends ResourceName, CustomFields = OpenCustomFields>(
  name: Name,
  tools: ResourceClientTools,
): ResourceClient<Name, CustomFields> {
  const { path, description } = resolveResource(name)
  const { writer } = tools
  const client: UntypedResourceClient = {
    description,
    query: (query = {}, { wire = tools.wire, lane, ...options } = {}) => {
      const normalized = normalizeQuery(query, description)
      const source = {
        caller: tools.caller,
        resource: description,
        path,
        query: normalized,
        wire,
        lane,
        clock: tools.clock,
      }
      return readQuery(source, { ratePerSecond: tools.ratePerSecond, ...options, clock: tools.clock })
    },
    get: (id, options) => writer.get(path, id, options),
    create: (input, options) => writer.create(path, input, options),
    update: (id, input, options) => writer.update(path, id, input, options),
    remove: (id, options) => writer.remove(path, id, options),
    act: (id, action, parameters, options) => writer.act(path, id, action, parameters, options),
    setExported: (id, isExported, options) => writer.setExported(path, id, isExported, options),
    createMany: (inputs, options) => writer.createMany(path, inputs, options),
    updateMany: (inputs, options) => writer.updateMany(path, inputs, options),
    attachments: (id) => ({
      list: (options) => writer.attachments.list(path, id, options),
      upload: (attachment, options) => writer.attachments.upload(path, id, attachment, options),
      download: (attachmentId, options) => writer.attachments.download(path, id, attachmentId, options),
    }),
  }
  return client as unknown as ResourceClient<Name, CustomFields>
}

/** The same client as the program below sees it: records without a type of their own. */
interface UntypedResourceClient {
  description: ResourceDescription
  query(query?: QueryInput, options?: QueryOptions): RecordStream
  get(id: number | string, options?: WriteOptions): Promise<WireRecord>
  create(input: WritableRecord, options?: CreateOptions): Promise<Created>
  update(id: number | string, input: WritableRecord, options?: WriteOptions): Promise<Updated>
  remove(id: number | string, options?: WriteOptions): Promise<void>
  act(
    id: number | string | undefined,
    action: string,
    parameters?: ActionParameters,
    options?: ActOptions,
  ): Promise<ActionAnswer>
  setExported(id: number | string, isExported: boolean, options?: WriteOptions): Promise<Updated>
  createMany(inputs: Inputs<WritableRecord>, options?: CreateOptions & BatchOptions): AsyncGenerator<BatchOutcome>
  updateMany(inputs: Inputs<WritableRecord>, options?: WriteOptions & BatchOptions): AsyncGenerator<BatchOutcome>
  attachments(id: number | string): RecordAttachments
}
