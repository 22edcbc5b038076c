import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { print } from '../../terminal/print.ts'
import { failureFilter } from '../process-files/failure-filter.ts'
import { openState } from '../process-files/open-state.ts'
import { readProcess } from '../process-files/read-definition.ts'

/** Takes failures off the list. The reason is kept with them. */
export async function dismissFailures(input: CommandInput, context: Context): Promise<number> {
  const reason = readReason(input)
  const definition = await readProcess(input.required('file'))
  await using state = await openState(definition, input, context, { isExclusive: true })
  const dismissed = await state.dismiss(failureFilter(input, definition), reason)
  await print(context.stdout, dismissedText(dismissed, input))
  return 0
}

/** Why nothing has to be done. Throws a `UsageError` without it. */
export function readReason(input: CommandInput): string {
  const reason = input.text('reason')?.trim()
  if (!reason) throw new UsageError('--reason is missing: it is kept, for whoever asks later.')
  return reason
}

/** How many were dismissed, in words or as JSON. */
export function dismissedText(dismissed: number, input: CommandInput): string {
  if (input.flag('json')) return `${JSON.stringify({ dismissed })}\n`
  return dismissed === 1 ? '1 failure was dismissed.\n' : `${dismissed} failures were dismissed.\n`
}
