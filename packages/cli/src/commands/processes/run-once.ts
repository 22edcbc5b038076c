import { createMapper, type Definition, isLoad } from '@coupa-connector/process'
import type { FailureFilter, RunReceipt } from '@coupa-connector/runner'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { openConnection } from '../../connections/connect.ts'
import { writeFileInOneStep } from '../../files/private-file.ts'
import { print } from '../../terminal/print.ts'
import { failureFilter } from '../process-files/failure-filter.ts'
import { openState } from '../process-files/open-state.ts'
import { readDefinition, readProcess } from '../process-files/read-definition.ts'
import { showRunProgress } from '../process-files/run-progress.ts'
import { readTarget } from '../process-files/value-settings.ts'
import { openDestination } from './open-destination.ts'
import { receiptText } from './receipt-text.ts'

/** Runs a process and gives the exit code: 0 succeeded, 3 partial, 1 failed. */
export async function runOnce(input: CommandInput, context: Context): Promise<number> {
  const definition = await readProcess(input.required('file'))
  if (!isLoad(definition)) return await run(definition, input, context)
  return await (await import('../loads/run-load-once.ts')).runLoadOnce(definition, input, context)
}

/** Compares both ends of a process, and delivers what differs. */
export async function reconcileOnce(input: CommandInput, context: Context): Promise<number> {
  const { reconciliationOf, sourceComparisons } = await import('@coupa-connector/process')
  const given = input.text('compare')
  const compare = sourceComparisons.find((one) => one === given)
  const definition = reconciliationOf(await readDefinition(input.required('file')), compare)
  return await run(definition, input, context)
}

/** Runs a process for the records that were set aside. */
export async function retryFailures(input: CommandInput, context: Context): Promise<number> {
  const definition = await readProcess(input.required('file'))
  if (isLoad(definition)) return await (await import('../loads/run-load-once.ts')).retryLoad(definition, input, context)
  return await run(definition, input, context, { ...failureFilter(input), state: 'open' })
}

async function run(
  definition: Definition,
  input: CommandInput,
  context: Context,
  retried?: FailureFilter,
): Promise<number> {
  const target = await readTarget(definition, input, context)
  const limit = input.integer('limit', { minimum: 1 })
  const { clock, signal } = context
  const { runProcess } = await import('@coupa-connector/runner')
  await using connection = await openConnection(input, context, definition.limits.share)
  await using destination = await openDestination(target, definition, connection, context)
  await using state = await openState(definition, input, context, { isExclusive: true })
  const ids = retried === undefined ? undefined : (await state.failures(retried)).map(({ id }) => Number(id))
  if (ids?.length === 0) {
    await print(context.stdout, input.flag('json') ? '{"retried":0}\n' : 'There is nothing to retry.\n')
    return 0
  }
  const mapper = createMapper(definition, { hashKey: await state.hashKey() })
  const progress = showRunProgress(definition.process, input, context)
  let receipt: RunReceipt
  try {
    receipt = await runProcess({
      ...{ definition, connection, destination, target: target.identity, state, mapper, clock, signal, limit, ids },
      acceptDeletions: input.flag('accept-deletions'),
      trigger: ids === undefined ? 'person' : 'retry',
      onProgress: progress.onProgress,
    })
  } finally {
    progress.stop()
  }
  return await report(receipt, input, context)
}

async function report(receipt: RunReceipt, input: CommandInput, context: Context): Promise<number> {
  const file = input.text('receipt')
  if (file !== undefined) await writeFileInOneStep(file, `${JSON.stringify(receipt, undefined, 2)}\n`)
  await print(context.stdout, input.flag('json') ? `${JSON.stringify(receipt)}\n` : receiptText(receipt))
  if (receipt.outcome === 'cancelled') context.signal.throwIfAborted()
  return { succeeded: 0, partial: 3, failed: 1, cancelled: 1 }[receipt.outcome]
}
