import { createMapper, type Definition, isLoad } from '@coupa-connector/process'
import type { Verification } from '@coupa-connector/runner'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { openConnection } from '../../connections/connect.ts'
import { print } from '../../terminal/print.ts'
import { formatTable } from '../../terminal/table.ts'
import { openState } from '../process-files/open-state.ts'
import { readProcess } from '../process-files/read-definition.ts'
import { readTarget } from '../process-files/value-settings.ts'
import { openDestination } from './open-destination.ts'

/** Compares both ends with what was delivered or loaded, and gives the exit code: 3 if something differs. */
export async function verifyProcess(input: CommandInput, context: Context): Promise<number> {
  const definition = await readProcess(input.required('file'))
  if (!isLoad(definition)) return await verifyExport(definition, input, context)
  return await (await import('../loads/verify-load.ts')).verifyLoadOnce(definition, input, context)
}

async function verifyExport(definition: Definition, input: CommandInput, context: Context): Promise<number> {
  const target = await readTarget(definition, input, context)
  const { signal } = context
  const { verifyDeliveries } = await import('@coupa-connector/runner')
  await using connection = await openConnection(input, context, definition.limits.share)
  await using destination = await openDestination(target, definition, connection, context)
  await using state = await openState(definition, input, context, { isExclusive: true })
  const mapper = createMapper(definition, { hashKey: await state.hashKey() })
  const verification = await verifyDeliveries({ definition, connection, destination, mapper, state, signal })
  const isJson = input.flag('json')
  await print(
    context.stdout,
    isJson ? `${JSON.stringify(verification)}\n` : await verificationText(verification, context),
  )
  return verification.differences.length === 0 ? 0 : 3
}

/** What was compared, and what differs. */
export async function verificationText(
  { batches, records, differences }: Verification,
  context: Context,
): Promise<string> {
  const rows = differences.map(({ about, id, code, message }) => [about, id, code, message])
  const table = rows.length === 0 ? '' : await formatTable(['What', 'Id', 'Code', 'Message'], rows, context)
  const verdict = rows.length === 0 ? 'Nothing differs.' : `${rows.length} differ.`
  return `${table}${batches} batches and ${records} records were compared. ${verdict}\n`
}
