import type { LoadDefinition } from '@coupa-connector/process'
import type { LoadReceipt, ReopenFilter } from '@coupa-connector/runner'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { openConnection } from '../../connections/connect.ts'
import { prepareReceipt } from '../../files/receipt-file.ts'
import { collectEarly } from '../process-files/collect-early.ts'
import { type CorrectedRecord, readCorrected } from '../process-files/corrected-record.ts'
import { failureFilter } from '../process-files/failure-filter.ts'
import { type Report, reportOf } from '../process-files/one-object.ts'
import { openLoadState } from '../process-files/open-state.ts'
import { showRunProgress } from '../process-files/run-progress.ts'
import { editSetAside } from './edit-set-aside.ts'
import { openInbox } from './open-inbox.ts'
import { openSource } from './open-source.ts'

/** Loads what the source has. */
export async function runLoadOnce(
  definition: LoadDefinition,
  input: CommandInput,
  context: Context,
): Promise<Report<LoadReceipt>> {
  return await run(definition, input, context)
}

/** Tries records again that did not get into Coupa. */
export async function retryLoad(
  definition: LoadDefinition,
  input: CommandInput,
  context: Context,
): Promise<Report<LoadReceipt>> {
  if (input.text('run') !== undefined) {
    throw new UsageError('--run is for processes that move data out of Coupa.', {
      suggestion: 'Choose records of a load with --class or --ids.',
    })
  }
  const corrected = await readCorrected(input, context)
  if (corrected !== undefined) {
    return await run(definition, input, context, { labels: [corrected.label] }, corrected)
  }
  const { class: kind, ids: labels } = failureFilter(input, definition)
  return await run(definition, input, context, { classes: kind === undefined ? undefined : [kind], labels })
}

async function run(
  definition: LoadDefinition,
  input: CommandInput,
  context: Context,
  retried?: ReopenFilter,
  corrected?: CorrectedRecord,
): Promise<Report<LoadReceipt>> {
  const { clock, signal } = context
  // It waits for Coupa, and not for the processor.
  collectEarly({ growthPercent: 60 })
  const [{ runLoad }, { createLoadMapper }] = await Promise.all([
    import('@coupa-connector/runner'),
    import('@coupa-connector/process'),
  ])
  await using connection = await openConnection(input, context, definition.limits.share)
  await using source = await openSource(definition, input, context)
  await using inbox = await openInbox(definition, input, context)
  await using state = await openLoadState(definition, input, context)
  if (corrected !== undefined) await editSetAside(state, definition, corrected)
  const receiptFile = await prepareReceipt(input.text('receipt'))
  const progress = showRunProgress(definition.process, input, context)
  let receipt: LoadReceipt
  try {
    receipt = await runLoad({
      ...{ definition, connection, source, inbox, state, clock, signal, retried },
      createMapper: (given) => createLoadMapper(definition, given),
      limit: input.integer('limit', { minimum: 1 }),
      isForced: input.flag('force'),
      acceptInactivations: input.flag('accept-inactivations'),
      trigger: retried === undefined ? 'person' : 'retry',
      onProgress: progress.onLoadProgress,
    })
  } finally {
    progress.stop()
  }
  return await reportOf(receipt, receiptFile, context)
}
