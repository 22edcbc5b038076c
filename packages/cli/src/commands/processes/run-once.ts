import { createMapper, type Definition, isLoad } from '@coupa-connector/process'
import type { FailureFilter, LoadReceipt, RunReceipt } from '@coupa-connector/runner'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { openConnection } from '../../connections/connect.ts'
import { prepareReceipt } from '../../files/receipt-file.ts'
import { loadReceiptText } from '../loads/load-receipt-text.ts'
import { failureFilter } from '../process-files/failure-filter.ts'
import { type Report, reportOf, withOneObject } from '../process-files/one-object.ts'
import { openState } from '../process-files/open-state.ts'
import { readDefinition, readProcess } from '../process-files/read-definition.ts'
import { showRunProgress } from '../process-files/run-progress.ts'
import { readTarget } from '../process-files/value-settings.ts'
import { openDestination } from './open-destination.ts'
import { receiptText } from './receipt-text.ts'

/** Runs a process and gives the exit code: 0 succeeded, 3 partial, 1 failed. */
export async function runOnce(input: CommandInput, context: Context): Promise<number> {
  return await withOneObject(input, context, textOf, async () => {
    const definition = await readProcess(input.required('file'))
    if (!isLoad(definition)) return await run(definition, input, context)
    return await (await import('../loads/run-load-once.ts')).runLoadOnce(definition, input, context)
  })
}

/** Compares both ends of a process, and delivers what differs. */
export async function reconcileOnce(input: CommandInput, context: Context): Promise<number> {
  return await withOneObject(input, context, textOf, async () => {
    const { reconciliationOf, sourceComparisons } = await import('@coupa-connector/process')
    const given = input.text('compare')
    const compare = sourceComparisons.find((one) => one === given)
    const definition = reconciliationOf(await readDefinition(input.required('file')), compare)
    return await run(definition, input, context)
  })
}

/** Runs a process for the records that were set aside. */
export async function retryFailures(input: CommandInput, context: Context): Promise<number> {
  return await withOneObject(input, context, textOf, async () => {
    const definition = await readProcess(input.required('file'))
    if (!isLoad(definition)) return await run(definition, input, context, { ...failureFilter(input), state: 'open' })
    return await (await import('../loads/run-load-once.ts')).retryLoad(definition, input, context)
  })
}

type Printed = RunReceipt | LoadReceipt | NothingToRetry

interface NothingToRetry {
  readonly retried: 0
}

function textOf(receipt: Printed): string {
  if ('retried' in receipt) return 'There is nothing to retry.\n'
  return 'inputs' in receipt ? loadReceiptText(receipt) : receiptText(receipt)
}

async function run(
  definition: Definition,
  input: CommandInput,
  context: Context,
  retried?: FailureFilter,
): Promise<Report<Printed>> {
  const target = await readTarget(definition, input, context)
  const limit = input.integer('limit', { minimum: 1 })
  const { clock, signal } = context
  const { runProcess } = await import('@coupa-connector/runner')
  await using connection = await openConnection(input, context, definition.limits.share)
  await using destination = await openDestination(target, definition, connection, context)
  await using state = await openState(definition, input, context, { isExclusive: true })
  const ids = retried === undefined ? undefined : (await state.failures(retried)).map(({ id }) => Number(id))
  if (ids?.length === 0) return { receipt: { retried: 0 }, exitCode: 0 }
  const receiptFile = await prepareReceipt(input.text('receipt'))
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
  return await reportOf(receipt, receiptFile, context)
}
