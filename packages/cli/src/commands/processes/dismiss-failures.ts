import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { print } from '../../terminal/print.ts'
import { failureFilter } from './failure-filter.ts'
import { openState } from './open-state.ts'
import { readDefinition } from './read-definition.ts'

/** Takes failures off the list. The reason is kept with them. */
export async function dismissFailures(input: CommandInput, context: Context): Promise<number> {
  const reason = input.text('reason')?.trim()
  if (!reason) throw new UsageError('--reason is missing: it is kept, for whoever asks later.')
  const definition = await readDefinition(input.required('file'))
  await using state = await openState(definition, input, context, { isExclusive: true })
  const dismissed = await state.dismiss(failureFilter(input), reason)
  const text = dismissed === 1 ? '1 failure was dismissed.\n' : `${dismissed} failures were dismissed.\n`
  await print(context.stdout, input.flag('json') ? `${JSON.stringify({ dismissed })}\n` : text)
  return 0
}
