import type { Operation, OperationResult } from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { describeResource } from '../../input/describe-resource.ts'
import { queryRequest } from '../../input/query-request.ts'
import { readRecordInput } from '../../input/record-input.ts'
import { print, printJson } from '../../terminal/print.ts'
import { ignoredFieldsRequest } from '../records/ignored-fields.ts'
import { parseParameter } from '../records/run-act.ts'
import { findConnection } from './find-by-name.ts'
import { openHub } from './open-hub.ts'
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
  else if (result) await printResult(operation, result, context)
  if ((result?.outcome ?? job.outcome) === 'OK') return 0
  if (!input.flag('json')) await print(context.stderr, describeFailure(job.outcome, result))
  return 1
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

async function printResult(operation: Operation, result: OperationResult, { stdout, stderr }: Context): Promise<void> {
  const { records = [], isTruncated, notices = [] } = result
  if (operation.action === 'query') for (const record of records) await printJson(stdout, record)
  else if (records[0]) await printJson(stdout, records[0], { indent: 2 })
  for (const { message } of notices) await print(stderr, `note: ${message}\n`)
  if (isTruncated) await print(stderr, 'There are more records than these.\n')
}

function describeFailure(outcome: string | null, result: OperationResult | null): string {
  const { error } = result ?? {}
  const lines = [
    `error: ${result?.message || error?.message || outcome || 'It failed without saying why.'}`,
    ...(error?.messages ?? []).filter((message) => !result?.message.includes(message)).map((message) => `  ${message}`),
    ...(error?.suggestion === undefined ? [] : [error.suggestion]),
  ]
  return `${lines.join('\n')}\n`
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
