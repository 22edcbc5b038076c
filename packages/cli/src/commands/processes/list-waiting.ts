import { versionOf } from '@coupa-connector/process'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { print } from '../../terminal/print.ts'
import { formatTable } from '../../terminal/table.ts'
import { openState } from '../process-files/open-state.ts'
import { readDefinition } from '../process-files/read-definition.ts'
import { waitingRecords } from './waiting-records.ts'

/** Prints the records that wait for an answer, with every name of the delivery that an answer can use. */
export async function listWaiting(input: CommandInput, context: Context): Promise<number> {
  const definition = await readDefinition(input.required('file'))
  await using state = await openState(definition, input, context, { isExclusive: false })
  const waiting: { id: string; version: string; sequence: number; batch: string }[] = []
  for await (const { id, hash, sequence, batch } of waitingRecords(state)) {
    waiting.push({ id, version: versionOf(hash), sequence, batch })
  }
  waiting.sort((one, other) => Number(one.id) - Number(other.id))
  if (input.flag('json')) await print(context.stdout, `${JSON.stringify({ waiting })}\n`)
  else if (waiting.length === 0) await print(context.stdout, 'Nothing waits for an answer.\n')
  else {
    const rows = waiting.map(({ id, version, sequence, batch }) => [id, version, String(sequence), batch])
    await print(context.stdout, await formatTable(['Record', 'Version', 'Sequence', 'Batch'], rows, context))
  }
  return 0
}
