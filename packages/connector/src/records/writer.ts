import { decodeRecord } from '../answers/decode-records.ts'
import type { Wire, WireRecord } from '../format/wire.ts'
import type { Caller } from '../http/call.ts'
import { type Clock, systemClock } from '../runtime/clock.ts'
import type { Log } from '../runtime/observer.ts'
import { type ActionAnswer, type ActionParameters, type ActOptions, act } from './act.ts'
import { type Attachments, createAttachments } from './attachments.ts'
import { type BatchOptions, type BatchOutcome, writeMany } from './batch.ts'
import { type Created, type CreateOptions, createRecord } from './create-record.ts'
import { createOwnRecords } from './own-records.ts'
import { recordPath, resolveResource } from './resource-path.ts'
import { deleteRecord, setExportedFlag, type Updated, updateRecord } from './update-record.ts'
import { searchOf, type WritableRecord, type WriteOptions, type WriteTools } from './write-request.ts'

export interface WriterOptions {
  readonly caller: Caller
  /** Default: the machine's time. */
  readonly clock?: Clock | undefined
  readonly log?: Log | undefined
  /** Encoding of what is sent and asked for. Default: `json`. */
  readonly wire?: Wire | undefined
  /** How the connection signs in, for the error about a refused token. Default: `oauth2`. */
  readonly authenticationType?: 'oauth2' | 'api-key' | undefined
}

export type RecordInputs = Iterable<WritableRecord> | AsyncIterable<WritableRecord>

/**
 * Gets and changes single records, in both encodings. `resource` is a name or path of the catalog: `invoices`,
 * `suppliers/7/addresses`. Everything rejects with the errors of `errorOfResponse` and of the caller; what cannot be sent,
 * such as a control character in XML, is a `TypeError` naming the field, and nothing was sent.
 */
export interface Writer {
  /** One record by its id. Throws `NotFoundError`. */
  get(resource: string, id: number | string, options?: WriteOptions): Promise<WireRecord>
  /** Creates one record, once; see `createRecord`. */
  create(resource: string, input: WritableRecord, options?: CreateOptions): Promise<Created>
  /** Changes the given fields and no others; see `updateRecord`. */
  update(resource: string, id: number | string, input: WritableRecord, options?: WriteOptions): Promise<Updated>
  /** Calls one of Coupa's actions on a record, or on the collection; see `act`. */
  act(
    resource: string,
    id: number | string | undefined,
    action: string,
    parameters?: ActionParameters,
    options?: ActOptions,
  ): Promise<ActionAnswer>
  /** Deletes a record, where Coupa has that. */
  remove(resource: string, id: number | string, options?: WriteOptions): Promise<void>
  /** Marks a record as exported, or as not (F-361). */
  setExported(resource: string, id: number | string, isExported: boolean, options?: WriteOptions): Promise<Updated>
  /** Creates many records side by side, behind interactive calls; see `writeMany`. */
  createMany(
    resource: string,
    inputs: RecordInputs,
    options?: CreateOptions & BatchOptions,
  ): AsyncGenerator<BatchOutcome>
  /** Changes many records side by side; each input holds the id of the record and the fields to change. */
  updateMany(
    resource: string,
    inputs: RecordInputs,
    options?: WriteOptions & BatchOptions,
  ): AsyncGenerator<BatchOutcome>
  readonly attachments: Attachments
}

export function createWriter(options: WriterOptions): Writer {
  const { caller, clock = systemClock, log, wire = 'json', authenticationType = 'oauth2' } = options
  const tools: WriteTools = { caller, clock, log, wire, authenticationType }
  const own = createOwnRecords(clock)

  return {
    get: (resource, id, options = {}) => getRecord(resource, id, options, tools),
    create: async (resource, input, options = {}) =>
      createRecord(resolveResource(resource), input, options, tools, own),
    update: async (resource, id, input, options = {}) =>
      updateRecord(resolveResource(resource), id, input, options, tools),
    act: async (resource, id, action, parameters = {}, options = {}) =>
      act(resolveResource(resource), id, action, parameters, options, tools),
    remove: async (resource, id, options = {}) => deleteRecord(resolveResource(resource), id, options, tools),
    setExported: async (resource, id, isExported, options = {}) =>
      setExportedFlag(resolveResource(resource), id, isExported, options, tools),
    createMany: (resource, inputs, options = {}) => {
      const resolved = resolveResource(resource)
      const bulk = { ...options, lane: options.lane ?? ('bulk' as const) }
      return writeMany(inputs, 'created', (input) => createRecord(resolved, input, bulk, tools, own), options)
    },
    updateMany: (resource, inputs, options = {}) => {
      const resolved = resolveResource(resource)
      const bulk = { ...options, lane: options.lane ?? ('bulk' as const) }
      const update = ({ id, ...fields }: WritableRecord) => updateRecord(resolved, checkId(id), fields, bulk, tools)
      return writeMany(inputs, 'updated', async (input) => update(input), options)
    },
    attachments: createAttachments(tools),
  }
}

async function getRecord(
  name: string,
  id: number | string,
  options: WriteOptions,
  { caller, wire: defaultWire, authenticationType }: WriteTools,
): Promise<WireRecord> {
  const resource = resolveResource(name)
  const path = recordPath(resource.path, id)
  const { wire = defaultWire, lane, signal } = options
  const response = await caller.call({ method: 'GET', path, search: searchOf(options, resource), wire, lane, signal })
  return decodeRecord(response, { wire, resource: resource.description, path, authenticationType })
}

function checkId(id: unknown): number | string {
  if (typeof id === 'number' || typeof id === 'string') return id
  throw new TypeError('the record has no id: say which record to change')
}
