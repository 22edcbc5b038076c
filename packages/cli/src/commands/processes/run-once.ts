import { createMapper, type Definition, isLoad } from '@coupa-connector/process'
import type { FailureFilter, LoadReceipt, RunReceipt, StateFolderOptions } from '@coupa-connector/runner'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { openConnection } from '../../connections/connect.ts'
import { prepareReceipt } from '../../files/receipt-file.ts'
import { loadReceiptText } from '../loads/load-receipt-text.ts'
import { collectEarly } from '../process-files/collect-early.ts'
import { failureFilter } from '../process-files/failure-filter.ts'
import { growNewSpace } from '../process-files/grow-new-space.ts'
import { type Report, reportOf, withOneObject } from '../process-files/one-object.ts'
import { openState } from '../process-files/open-state.ts'
import { readDefinition, readProcess } from '../process-files/read-definition.ts'
import { showRunProgress } from '../process-files/run-progress.ts'
import { readTarget } from '../process-files/value-settings.ts'
import { openAnswers } from './answers/open-answers.ts'
import { readBackFillRange } from './back-fill-range.ts'
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

/** Delivers the records of a range beside the runs of a process. */
export async function backFillOnce(input: CommandInput, context: Context): Promise<number> {
  return await withOneObject(input, context, textOf, async () => {
    const { backFillOf, goesBesideRuns } = await import('@coupa-connector/process')
    const range = readBackFillRange(input)
    const definition = await readDefinition(input.required('file'))
    const options = { acknowledges: input.flag('acknowledge'), redelivers: input.flag('again') }
    const backFill = backFillOf(definition, range, options)
    const stream = goesBesideRuns(backFill) ? 'back-fill' : 'main'
    return await run(backFill, input, context, { stateOf: { kind: 'back-fill', stream } })
  })
}

/** Runs a process for the records that were set aside. */
export async function retryFailures(input: CommandInput, context: Context): Promise<number> {
  return await withOneObject(input, context, textOf, async () => {
    const definition = await readProcess(input.required('file'))
    if (isLoad(definition)) {
      return await (await import('../loads/run-load-once.ts')).retryLoad(definition, input, context)
    }
    if (input.text('with') !== undefined) {
      throw new UsageError(`${definition.process} moves data out of Coupa, and reads its records again from there.`, {
        suggestion: 'Correct the record in Coupa, and retry it without --with.',
      })
    }
    return await run(definition, input, context, { retried: { ...failureFilter(input), state: 'open' } })
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

interface RunOptions {
  /** Only these records. */
  readonly retried?: FailureFilter | undefined
  readonly stateOf?: Pick<StateFolderOptions, 'kind' | 'stream'> | undefined
}

async function run(
  definition: Definition,
  input: CommandInput,
  context: Context,
  { retried, stateOf }: RunOptions = {},
): Promise<Report<Printed>> {
  const target = await readTarget(definition, input, context)
  const limit = input.integer('limit', { minimum: 1 })
  const { clock, signal } = context
  collectEarly({ growthPercent: 100 })
  growNewSpace()
  const { runProcess } = await import('@coupa-connector/runner')
  await using connection = await openConnection(input, context, definition.limits.share)
  await using destination = await openDestination(target, definition, connection, context)
  const answers = stateOf === undefined ? await openAnswers(definition, input, context) : undefined
  await using _ = answers?.source
  await using state = await openState(definition, input, context, { isExclusive: true, ...stateOf })
  const ids = retried === undefined ? undefined : (await state.failures(retried)).map(({ id }) => Number(id))
  if (ids?.length === 0) return { receipt: { retried: 0 }, exitCode: 0 }
  const receiptFile = await prepareReceipt(input.text('receipt'))
  const mapper = createMapper(definition, { hashKey: await state.hashKey() })
  const progress = showRunProgress(definition.process, input, context)
  let receipt: RunReceipt
  try {
    receipt = await runProcess({
      ...{
        definition,
        connection,
        destination,
        target: target.identity,
        state,
        mapper,
        clock,
        signal,
        limit,
        ids,
        answers,
      },
      acceptDeletions: input.flag('accept-deletions'),
      trigger: ids === undefined ? 'person' : 'retry',
      onProgress: progress.onProgress,
    })
  } finally {
    progress.stop()
  }
  return await reportOf(receipt, receiptFile, context)
}
