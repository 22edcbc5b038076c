import type { LoadDefinition } from '@coupa-connector/process'
import type { LoadReceipt, ReopenFilter } from '@coupa-connector/runner'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { openConnection } from '../../connections/connect.ts'
import { writeFileInOneStep } from '../../files/private-file.ts'
import { print } from '../../terminal/print.ts'
import { openLoadState } from '../process-files/open-state.ts'
import { showRunProgress } from '../process-files/run-progress.ts'
import { loadReceiptText } from './load-receipt-text.ts'
import { openSource } from './open-source.ts'

/** Loads what the source has, and gives the exit code: 0 succeeded, 3 partial, 1 failed. */
export async function runLoadOnce(definition: LoadDefinition, input: CommandInput, context: Context): Promise<number> {
  return await run(definition, input, context)
}

/** Tries records again that did not get into Coupa. */
export async function retryLoad(definition: LoadDefinition, input: CommandInput, context: Context): Promise<number> {
  const kind = input.text('class')
  const labels = input
    .text('ids')
    ?.split(',')
    .map((id) => id.trim())
  return await run(definition, input, context, { classes: kind === undefined ? undefined : [kind], labels })
}

async function run(
  definition: LoadDefinition,
  input: CommandInput,
  context: Context,
  retried?: ReopenFilter,
): Promise<number> {
  const { clock, signal } = context
  const [{ runLoad }, { createLoadMapper }] = await Promise.all([
    import('@coupa-connector/runner'),
    import('@coupa-connector/process'),
  ])
  await using connection = await openConnection(input, context, definition.limits.share)
  await using source = await openSource(definition, input, context)
  await using state = await openLoadState(definition, input, context)
  const progress = showRunProgress(definition.process, input, context)
  let receipt: LoadReceipt
  try {
    receipt = await runLoad({
      ...{ definition, connection, source, state, clock, signal, retried },
      createMapper: ({ doesNullClear }) => createLoadMapper(definition, { doesNullClear }),
      limit: input.integer('limit', { minimum: 1 }),
      isForced: input.flag('force'),
      acceptInactivations: input.flag('accept-inactivations'),
      trigger: retried === undefined ? 'person' : 'retry',
      onProgress: progress.onLoadProgress,
    })
  } finally {
    progress.stop()
  }
  return await report(receipt, input, context)
}

async function report(receipt: LoadReceipt, input: CommandInput, context: Context): Promise<number> {
  const file = input.text('receipt')
  if (file !== undefined) await writeFileInOneStep(file, `${JSON.stringify(receipt, undefined, 2)}\n`)
  await print(context.stdout, input.flag('json') ? `${JSON.stringify(receipt)}\n` : loadReceiptText(receipt))
  if (receipt.outcome === 'cancelled') context.signal.throwIfAborted()
  return { succeeded: 0, partial: 3, failed: 1, cancelled: 1 }[receipt.outcome]
}
