import { versionOf } from '@coupa-connector/process'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { print } from '../../terminal/print.ts'
import { formatTable } from '../../terminal/table.ts'
import { openState } from '../process-files/open-state.ts'
import { readDefinition } from '../process-files/read-definition.ts'
import { waitingRecords } from './answers/waiting-records.ts'

/** Prints the records that wait for an answer, with every name of the delivery that an answer can use. */
export async function listWaiting(input: CommandInput, context: Context): Promise<number> {
  const definition = await readDefinition(input.required('file'))
  await using state = await openState(definition, input, context, { isExclusive: false })
  const waiting: WaitingDelivery[] = []
  for await (const { id, hash, sequence, batch } of waitingRecords(state)) {
    waiting.push({ id, version: versionOf(hash), sequence, batch })
  }
  await print(context.stdout, await waitingText(waiting, input, context))
  return 0
}

/** A delivered record that waits, with every name of its delivery. */
interface WaitingDelivery {
  readonly id: string
  readonly version: string
  readonly sequence: number
  readonly batch: string
}

/** Records that wait for an answer, by id, as a table or as JSON. */
export async function waitingText(
  records: readonly WaitingDelivery[],
  input: CommandInput,
  context: Context,
): Promise<string> {
  const waiting = records.toSorted((one, other) => Number(one.id) - Number(other.id))
  if (input.flag('json')) return `${JSON.stringify({ waiting })}\n`
  if (waiting.length === 0) return 'Nothing waits for an answer.\n'
  const rows = waiting.map(({ id, version, sequence, batch }) => [id, version, String(sequence), batch])
  return await formatTable(['Record', 'Version', 'Sequence', 'Batch'], rows, context)
}
