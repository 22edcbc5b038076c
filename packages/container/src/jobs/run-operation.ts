import {
  type ActionParameters,
  type Connection,
  type CoupaRecord,
  type FieldNotice,
  findAction,
  type ResourceClient,
  type WritableRecord,
} from '@coupa-connector/connector'
import { summarizeResource } from '@coupa-connector/connector/internals'
import type { Operation, OperationResult } from '@coupa-connector/protocol'
import { createBoundedRecords, type JsonRecord } from './bounded-records.ts'
import { checkAbsent, checkExpected } from './expected-record.ts'
import { OperationRefusal } from './operation-failure.ts'
import { readQueryInput } from './query-input.ts'

/** What an operation came to when it went well. */
export interface OperationAnswer {
  readonly message: string
  readonly records: JsonRecord[]
  readonly isTruncated: boolean
  readonly summary?: OperationResult['summary']
  /** Fields that Coupa did not take as they were sent. */
  readonly notices?: readonly FieldNotice[]
}

/**
 * Runs one operation with a connection. `beforeWrite` is called when all is looked at and the request that changes something is
 * about to be sent. Throws what the connector throws, and an `OperationRefusal`.
 */
export async function runOperation(
  connection: Connection,
  operation: Operation,
  signal: AbortSignal,
  beforeWrite: () => void = () => {},
): Promise<OperationAnswer> {
  const resource = connection.resource(operation.resource)
  const options = { format: operation.wire, signal }
  switch (operation.action) {
    case 'get': {
      const record = await resource.get(operation.id, options)
      return bounded([record], `Read ${operation.resource} ${operation.id}.`)
    }
    case 'query':
      return await query(resource, operation, signal)
    case 'summarize':
      return await summarize(resource, operation, signal)
    case 'create': {
      if (operation.unlessFound) await checkAbsent(resource, operation.unlessFound, signal)
      beforeWrite()
      const { record, id, via, notices } = await resource.create(operation.record as WritableRecord, {
        ...options,
        ignoredFields: operation.ignoredFields,
      })
      const found = via === 'look-up' ? ' The first answer was lost; a look-up found the record.' : ''
      return bounded(record ? [record] : [], `Created ${[operation.resource, id].join(' ').trim()}.${found}`, notices)
    }
    case 'update': {
      const { id: changed, record: wanted, expected } = operation
      if (expected && (await checkExpected(resource, { id: changed, expected, wanted }, signal)) === 'done') {
        return bounded([], `${operation.resource} ${changed} has these values already; nothing was sent.`)
      }
      beforeWrite()
      const { record, notices } = await resource.update(operation.id, operation.record as WritableRecord, {
        ...options,
        ignoredFields: operation.ignoredFields,
      })
      return bounded(record ? [record] : [], `Changed ${operation.resource} ${operation.id}.`, notices)
    }
    case 'act':
      return await act(resource, operation, signal, beforeWrite)
  }
}

async function query(
  resource: ResourceClient,
  { resource: name, query: given, limit, wire }: Extract<Operation, { action: 'query' }>,
  signal: AbortSignal,
): Promise<OperationAnswer> {
  const bounds = createBoundedRecords()
  // One more tells whether there are more.
  const records = resource.query({
    ...readQueryInput(given, resource.description),
    limit: limit + 1,
    format: wire,
    priority: 'interactive',
    signal,
  })
  for await (const record of records) {
    if (bounds.records.length === limit)
      return truncated(bounds.records, name, `there are more than the limit of ${limit}`)
    if (!bounds.add(record)) return truncated(bounds.records, name, 'more would not fit into a result')
  }
  return { message: `${count(bounds.records)} of ${name}.`, records: bounds.records, isTruncated: false }
}

async function summarize(
  resource: ResourceClient,
  { resource: name, query: given, sums, groupBy, maxRecords, wire }: Extract<Operation, { action: 'summarize' }>,
  signal: AbortSignal,
): Promise<OperationAnswer> {
  const query = { ...readQueryInput(given, resource.description), format: wire, priority: 'bulk' as const, signal }
  const { numbers, groups, ...summary } = await summarizeResource(resource, query, { sums, groupBy, maxRecords })
  const extent = summary.isWhole ? 'all that match' : `reading stopped at ${maxRecords}`
  return {
    message: `${summary.count} records of ${name} counted: ${extent}.`,
    records: [],
    isTruncated: false,
    summary: {
      ...summary,
      numbers: { ...numbers },
      groups: groups.map(({ group, count, numbers: own }) => ({ group: { ...group }, count, numbers: { ...own } })),
    },
  }
}

async function act(
  resource: ResourceClient,
  { resource: name, id, name: action, parameters, wire, expected }: Extract<Operation, { action: 'act' }>,
  signal: AbortSignal,
  beforeWrite: () => void,
): Promise<OperationAnswer> {
  const found = findAction(resource.description, action)
  if (found?.isBinary === true) {
    throw new OperationRefusal(
      'FILE_NOT_SUPPORTED',
      `${action} answers with a file, and a result holds records.`,
      'Use the command line or the library on a machine that reaches Coupa.',
    )
  }
  // A hyphen stands for no record: some actions are the resource's own.
  const target = id === '-' ? undefined : id
  if (expected && target !== undefined) await checkExpected(resource, { id: target, expected }, signal)
  beforeWrite()
  const answer = await resource.action(target, action, parameters as ActionParameters, { format: wire, signal })
  const done = `Did ${found?.name ?? action} on ${name}${target === undefined ? '' : ` ${target}`}.`
  switch (answer.kind) {
    case 'record':
      return bounded([answer.record], done)
    case 'records':
      return bounded(answer.records, done)
    case 'file':
      // Leaving the loop lets go of the connection.
      for await (const _piece of answer.file.content) break
      return bounded([], `${done} Coupa sent a file, which is not kept.`)
    case 'nothing':
      return bounded([], `${done} Coupa sent no record back.`)
  }
}

function bounded(
  given: readonly CoupaRecord[],
  message: string,
  notices: readonly FieldNotice[] = [],
): OperationAnswer {
  const bounds = createBoundedRecords()
  for (const record of given) bounds.add(record)
  const note = bounds.isFull ? ' What came back is too large for a result.' : ''
  const told = notices.slice(0, mostNotices)
  const more =
    notices.length > told.length ? [`${notices.length - told.length} more fields were not taken as sent.`] : []
  const text = [message + note, ...told.map((notice) => notice.message), ...more].join(' ')
  return { message: text, records: bounds.records, isTruncated: bounds.isFull, notices: told }
}

/** A sentence of a result is for people. */
const mostNotices = 20

function truncated(records: JsonRecord[], name: string, why: string): OperationAnswer {
  return { message: `${count(records)} of ${name}; ${why}.`, records, isTruncated: true }
}

function count({ length }: readonly unknown[]): string {
  return length === 1 ? '1 record' : `${length} records`
}
