import type { Operation, OperationResult } from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { describeResource } from '../../input/describe-resource.ts'
import { queryRequest } from '../../input/query-request.ts'
import { readRecordInput } from '../../input/record-input.ts'
import { printRecord } from '../../output/print-record.ts'
import type { OutputRecord } from '../../output/record-format.ts'
import { print, printJson } from '../../terminal/print.ts'
import { printable } from '../../terminal/printable.ts'
import { isCodeOfInput, suggestionFor } from '../../terminal/report-error.ts'
import { createStyle } from '../../terminal/style.ts'
import { openHub } from '../hub-session/open-hub.ts'
import { createFormat, tableColumnsFor } from '../query/create-format.ts'
import { ignoredFieldsRequest } from '../records/ignored-fields.ts'
import { parseParameter } from '../records/run-act.ts'
import { findConnection } from './find-by-name.ts'
import { chooseContainer, rememberContainer } from './remembered-container.ts'
import { waitForJob, withCancel } from './wait-for-job.ts'

/** Makes the operation of a command line. */
export type ReadOperation = (input: CommandInput, context: Context) => Promise<Operation>

/** Runs an operation with a stored connection on a container and prints the result. */
export async function runHubOperation(read: ReadOperation, input: CommandInput, context: Context): Promise<number> {
  const operation = await read(input, context)
  await using hub = await openHub(context)
  const connection = await findConnection(hub, input.required('connection'))
  const use = { connection: connection.id, purpose: 'operation' } as const
  const container = await chooseContainer(hub, use, input.text('container'), context)
  await rememberContainer(hub, use, container.id, context)
  const { signal } = context
  const { body } = await hub.client.call('operations.start', {
    params: { account: hub.account.id, connection: connection.id },
    body: { container: container.id, operation },
    signal,
  })
  const job = await withCancel(hub, body.id, signal, () => waitForJob(hub, body.id, { signal }))
  const { result } = job
  if (input.flag('json')) await printJson(context.stdout, job)
  else if (result) await printResult(operation, result, input, context)
  if ((result?.outcome ?? job.outcome) === 'OK') return 0
  if (!input.flag('json')) await print(context.stderr, describeFailure(job.outcome, result))
  return isCodeOfInput(result?.error?.code) ? 2 : 1
}

export const readGet: ReadOperation = async (input) => {
  const resource = input.required('resource')
  await describeResource(resource)
  return { action: 'get', resource, id: recordId(input), wire: wireOf(input) }
}

export const readQuery: ReadOperation = async (input) => {
  const resource = input.required('resource')
  const query = queryRequest(input, await describeResource(resource))
  const limit = input.integer('limit', { minimum: 1, maximum: 1000 }) ?? 50
  return { action: 'query', resource, query: { ...query }, limit, wire: wireOf(input) }
}

export const readCreate: ReadOperation = async (input, context) => {
  const resource = input.required('resource')
  await describeResource(resource)
  return {
    action: 'create',
    resource,
    record: await readRecord(input, context),
    wire: wireOf(input),
    ...ignoredFieldsRequest(input),
  }
}

export const readUpdate: ReadOperation = async (input, context) => {
  const resource = input.required('resource')
  await describeResource(resource)
  const record = await readRecord(input, context)
  return {
    action: 'update',
    resource,
    id: recordId(input),
    record,
    wire: wireOf(input),
    ...ignoredFieldsRequest(input),
  }
}

export const readAct: ReadOperation = async (input) => {
  const resource = input.required('resource')
  await describeResource(resource)
  const parameters = Object.assign({}, ...input.rest('parameters').map(parseParameter))
  return {
    action: 'act',
    resource,
    id: recordId(input),
    name: input.required('action'),
    parameters,
    wire: wireOf(input),
  }
}

async function printResult(
  operation: Operation,
  { outcome, records = [], isTruncated, notices = [] }: OperationResult,
  input: CommandInput,
  context: Context,
): Promise<void> {
  if (operation.action === 'query' && outcome === 'OK') {
    await printRecords(records, isTruncated === true, input, context)
  } else if (records[0]) await printRecord(records[0], input, context)
  for (const { message } of notices) await print(context.stderr, `note: ${message}\n`)
}

/** As "query" does: a table and a closing line for a person at a terminal, and elsewhere a record a line. */
async function printRecords(
  records: readonly OutputRecord[],
  isTruncated: boolean,
  input: CommandInput,
  context: Context,
): Promise<void> {
  const { stdout, stderr, isTerminal } = context
  const resource = await describeResource(input.required('resource'))
  if (isTerminal.stdout) {
    const columns = (await tableColumnsFor('table', input, resource)) ?? []
    const format = await createFormat('table', columns, input, { isContinued: false, context })
    for (const record of records) await print(stdout, format.add(record))
    await print(stdout, format.end())
  } else for (const record of records) await printJson(stdout, record)
  const more = 'There are more: raise --limit, or name fewer --fields.'
  if (isTerminal.stderr) {
    const count = `${records.length.toLocaleString('en-US')} ${resource.name}`
    await print(stderr, `${createStyle(context, 'stderr')('green', '✔')} ${count}${isTruncated ? `. ${more}` : ''}\n`)
  } else if (isTruncated) await print(stderr, 'There are more records than these.\n')
}

function describeFailure(outcome: string | null, result: OperationResult | null): string {
  const { error } = result ?? {}
  const suggestion = error && suggestionFor(error)
  const lines = [
    `error: ${result?.message || error?.message || outcome || 'It failed without saying why.'}`,
    ...(error?.messages ?? []).filter((message) => !result?.message.includes(message)).map((message) => `  ${message}`),
    ...(suggestion === undefined ? [] : [suggestion]),
  ]
  return `${printable(lines.join('\n'))}\n`
}

async function readRecord(input: CommandInput, context: Context): Promise<Record<string, unknown>> {
  const given = await readRecordInput(input.argument('file'), context)
  if (given.kind === 'one') return { ...given.record }
  throw new UsageError('The input holds several records, and a hub runs one at a time.', {
    suggestion: 'For many records use "coupa-connector create" or "update" beside the data.',
  })
}

function recordId(input: CommandInput): number | string {
  const text = input.required('id')
  return /^\d{1,15}$/.test(text) ? Number(text) : text
}

function wireOf(input: CommandInput): 'json' | 'xml' {
  return input.text('encoding') === 'xml' ? 'xml' : 'json'
}
