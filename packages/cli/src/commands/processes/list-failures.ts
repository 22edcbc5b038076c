import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { print } from '../../terminal/print.ts'
import { formatTable } from '../../terminal/table.ts'
import { failureFilter } from './failure-filter.ts'
import { openState } from './open-state.ts'
import { readDefinition } from './read-definition.ts'

/** Prints the records that were set aside. */
export async function listFailures(input: CommandInput, context: Context): Promise<number> {
  const definition = await readDefinition(input.required('file'))
  await using state = await openState(definition, input, context, { isExclusive: false })
  const failures = await state.failures({
    ...failureFilter(input),
    ...(input.flag('all') ? {} : { state: 'open' as const }),
  })
  if (input.flag('json')) await print(context.stdout, `${JSON.stringify({ failures })}\n`)
  else if (failures.length === 0) await print(context.stdout, 'There are no failures.\n')
  else {
    const rows = failures.map(({ id, stage, class: kind, code, field, message, state: now }) => {
      return [id, now, stage, kind, code, field ?? '', message]
    })
    await print(
      context.stdout,
      await formatTable(['Record', 'State', 'Stage', 'Class', 'Code', 'Field', 'Message'], rows, context),
    )
  }
  return 0
}
