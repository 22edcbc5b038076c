import { type Definition, isLoad, type LoadDefinition, loadPayload } from '@coupa-connector/process'
import type { CommandInput } from '../../../command/command-input.ts'
import type { Context } from '../../../command/context.ts'
import { UsageError } from '../../../command/usage-error.ts'
import { openLoadState, openState } from '../../process-files/open-state.ts'
import { printShown, type ShownFailure } from './shown-failure.ts'
import type { WrittenFailure } from './write-failures.ts'

/** Shows one record that a process of a file has set aside. */
export async function showFailure(
  id: string,
  definition: Definition | LoadDefinition,
  input: CommandInput,
  context: Context,
): Promise<number> {
  const found = await read(id, definition, input, context)
  const shown = isLoad(definition) ? { ...found, ...(await readInput(id, definition, input, context)) } : found
  await printShown(shown, input, context)
  return 0
}

async function read(
  id: string,
  definition: Definition | LoadDefinition,
  input: CommandInput,
  context: Context,
): Promise<ShownFailure> {
  await using state = await openState(definition, input, context, { isExclusive: false })
  const [found] = await state.failures({ ids: [id] })
  if (found === undefined) throw new UsageError(`${definition.process} has set aside no record ${id}.`)
  const { firstSeenMs, lastSeenMs, ...rest } = found
  const failure: WrittenFailure = {
    ...rest,
    firstSeenAt: new Date(firstSeenMs).toISOString(),
    lastSeenAt: new Date(lastSeenMs).toISOString(),
  }
  const { source = null, mapped = null, isCut = false } = (await state.failurePayload(id)) ?? {}
  return { failure, source, mapped, isCut, faults: [], input: null, edited: null }
}

/** The record as the input has it, and what the mapping makes of it now. */
async function readInput(
  label: string,
  definition: LoadDefinition,
  input: CommandInput,
  context: Context,
): Promise<Partial<ShownFailure>> {
  await using state = await openLoadState(definition, input, context, { isExclusive: false })
  const row = await state.setAside(label)
  if (row === undefined) return {}
  const { source = null, mapped = null, isCut = false, faults } = await loadPayload(definition, row.fields, row)
  const { edit } = row
  return {
    ...{ source, mapped, isCut, faults },
    input: { name: row.inputName, row: row.row },
    edited: edit === undefined ? null : { by: edit.by, at: new Date(edit.atMs).toISOString() },
  }
}
