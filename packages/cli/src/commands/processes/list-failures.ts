import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { print } from '../../terminal/print.ts'
import { formatTable } from '../../terminal/table.ts'
import { failureFilter } from '../process-files/failure-filter.ts'
import { fixedText, sumFailures } from '../process-files/fixed-text.ts'
import { openState } from '../process-files/open-state.ts'
import { readProcess } from '../process-files/read-definition.ts'
import { showFailure } from './failures/show-failure.ts'
import { shownRecord } from './failures/shown-failure.ts'
import { checkOutput, writeFailures } from './failures/write-failures.ts'

/** Prints the records that were set aside. */
export async function listFailures(input: CommandInput, context: Context): Promise<number> {
  const shown = shownRecord(input)
  if (shown === undefined) checkOutput(input)
  const definition = await readProcess(input.required('file'))
  if (shown !== undefined) return await showFailure(shown, definition, input, context)
  await using state = await openState(definition, input, context, { isExclusive: false })
  const failures = await state.failures({
    ...failureFilter(input, definition),
    ...(input.flag('all') ? {} : { state: 'open' as const }),
  })
  const listed = failures.map(({ firstSeenMs, lastSeenMs, ...failure }) => ({
    ...failure,
    firstSeenAt: new Date(firstSeenMs).toISOString(),
    lastSeenAt: new Date(lastSeenMs).toISOString(),
  }))
  if (await writeFailures(listed, input, context)) return 0
  await print(context.stdout, await failuresText(failures, input, context))
  return 0
}

/** A record that was set aside, as the state of a process or a hub has it. */
interface ListedFailure {
  readonly id: string
  readonly state: string
  readonly stage: string
  readonly class: string
  readonly code: string
  readonly field?: string | null | undefined
  readonly message: string
  readonly fixedIn?: string | null | undefined
}

/** Records that were set aside, as a table and what became of them, or as JSON. */
export async function failuresText(
  failures: readonly ListedFailure[],
  input: CommandInput,
  context: Context,
): Promise<string> {
  if (input.flag('json')) return `${JSON.stringify({ failures })}\n`
  if (failures.length === 0) return 'There are no failures.\n'
  const rows = failures.map(({ id, stage, class: kind, code, field, message, state: now }) => {
    return [id, now, stage, kind, code, field ?? '', message]
  })
  const table = await formatTable(['Record', 'State', 'Stage', 'Class', 'Code', 'Field', 'Message'], rows, context)
  const fixed = fixedText(sumFailures(failures))
  return fixed === undefined ? table : `${table}\n${fixed}\n`
}
