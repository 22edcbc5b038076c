import { existsSync } from 'node:fs'
import type { WritableRecord } from '@coupa-connector/connector'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { openConnection } from '../../connections/connect.ts'
import { describeResource } from '../../input/describe-resource.ts'
import { fieldsRequest } from '../../input/query-request.ts'
import { parseRecordId } from '../../input/record-id.ts'
import { readRecordInput } from '../../input/record-input.ts'
import { printRecord } from '../../output/print-record.ts'
import { print } from '../../terminal/print.ts'
import { ignoredFieldsRequest, printFieldNotices } from './ignored-fields.ts'
import { runBatch } from './run-batch.ts'

/** Creates the record, or the records, of the input. */
export async function runCreate(input: CommandInput, context: Context): Promise<number> {
  const name = input.required('resource')
  await describeResource(name)
  const options = writeOptions(input, context)
  const given = await readRecordInput(input.argument('file'), context, { isBatch: input.flag('batch') })
  await using connection = await openConnection(input, context)
  const resource = connection.resource(name)
  if (given.kind === 'batch') {
    return await runBatch(
      given.items,
      (records) => resource.createMany(records as AsyncIterable<WritableRecord>, options),
      context,
    )
  }
  const { record, id, via, notices } = await resource.create(given.record as WritableRecord, options)
  await printRecord(record ?? { id }, input, context)
  await printFieldNotices(notices, { resource: name, id }, context)
  if (via === 'look-up') {
    await print(
      context.stderr,
      'The answer was lost; the record was found by its natural key, so it had been created.\n',
    )
  }
  return 0
}

/** Changes the record that was named, or the records of a batch, each named by its own id. */
export async function runUpdate(input: CommandInput, context: Context): Promise<number> {
  const name = input.required('resource')
  await describeResource(name)
  const options = writeOptions(input, context)
  const { id, file, isBatch } = readUpdateTarget(input)
  const given = await readRecordInput(file, context, { isBatch })
  if (given.kind === 'batch' && id !== undefined) {
    throw new UsageError(`There are several records in the input, and one id (${id}); nothing was sent.`, {
      suggestion: `For a batch leave the id out: coupa-connector update ${name} FILE, with an "id" in every record.`,
    })
  }
  await using connection = await openConnection(input, context)
  const resource = connection.resource(name)
  if (given.kind === 'batch') {
    return await runBatch(
      given.items,
      (records) => resource.updateMany(records as AsyncIterable<WritableRecord & { id: number | string }>, options),
      context,
      { needsId: true },
    )
  }
  const changed = await resource.update(id ?? idOf(given.record), given.record as WritableRecord, options)
  await printRecord(changed.record ?? { id: changed.id }, input, context)
  await printFieldNotices(changed.notices, { resource: name, id: changed.id }, context)
  return 0
}

/** `update RESOURCE ID [FILE]`, or `update RESOURCE FILE` for a batch. */
function readUpdateTarget(input: CommandInput): { id: number | undefined; file: string | undefined; isBatch: boolean } {
  const [first, second] = [input.argument('id'), input.argument('file')]
  const isBatch = input.flag('batch')
  const isFile = first === undefined || first === '-' || (!/^\d+$/.test(first) && existsSync(first))
  if (!isFile) return { id: parseRecordId(first), file: second, isBatch }
  if (second === undefined) return { id: undefined, file: first, isBatch }
  throw new UsageError(`"${first}" is where the id of the record should be.`, {
    suggestion: 'Write: coupa-connector update RESOURCE ID FILE, or for a batch: coupa-connector update RESOURCE FILE',
  })
}

function idOf({ id }: Readonly<Record<string, unknown>>): number {
  if (id !== undefined) return parseRecordId(String(id))
  throw new UsageError('The record to change is not named: there is no id on the command line and none in the input.', {
    suggestion: 'Write: coupa-connector update RESOURCE ID FILE',
  })
}

function writeOptions(input: CommandInput, { signal }: Context) {
  const concurrency = input.integer('concurrency', { minimum: 1, maximum: 100 })
  return {
    format: input.text('encoding') === 'xml' ? ('xml' as const) : ('json' as const),
    signal,
    ...fieldsRequest(input),
    ...ignoredFieldsRequest(input),
    ...(concurrency === undefined ? {} : { concurrency }),
  }
}
