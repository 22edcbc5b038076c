import { createHash } from 'node:crypto'
import type { Checkpoint } from '@coupa-connector/connector'
import type { Definition } from '@coupa-connector/process'
import type { AnswersFound } from './answer-inputs/answers-found.ts'
import { takeAnswerInputs } from './answers/take-answer-inputs.ts'
import { type ExportedFlag, exportedFlagOf } from './coupa/exported-flag.ts'
import { type CoupaReporter, createCoupaReporter } from './coupa/monitoring/coupa-reporter.ts'
import { totalsOf } from './coupa/monitoring/monitoring-message.ts'
import { checkOrganization } from './coupa/organization-fingerprint.ts'
import { markDismissed } from './dismissal/mark-dismissed.ts'
import { attempt, type Failure } from './report/attempt.ts'
import type { ReceiptBatch, RunReceipt } from './report/receipt.ts'
import { RunError } from './report/run-error.ts'
import { checkLimits } from './run/check-limits.ts'
import { planPasses, type ReadPass } from './run/read-pass.ts'
import { countRequests, createRunContext, type RunContext } from './run/run-context.ts'
import type { ProcessRunOptions } from './run/run-options.ts'
import { withTrailingWork } from './run/trailing-work.ts'
import type { RunOutcome } from './state/run-record.ts'
import { acknowledgeDelivered } from './steps/acknowledge/acknowledge-delivered.ts'
import { deliverAgain } from './steps/deliver-again.ts'
import { deliverBatch } from './steps/deliver-batch.ts'
import { readBatches } from './steps/read-batches.ts'
import { reconcile } from './steps/reconcile/reconcile.ts'
import { settleOpenBatches } from './steps/settle-open-batches.ts'

/**
 * Carries out a run of a process, or goes on with the one that was killed, and answers with its receipt. A run that fails has
 * a receipt, too: `outcome` is `failed`, and `reason` says why; what was delivered stays delivered, and the next run goes on
 * from there. Throws only what is wrong with this program.
 *
 * A batch goes through the steps of `steps/` in this order: settle what is open · read and compare · shape · write · commit ·
 * keep · mark · look again · write back. Records that the destination refuses are set aside between write and commit.
 *
 * @example
 * ```ts
 * await using state = openStateFolder('./state', { now: Date.now })
 * const receipt = await runProcess({ definition, connection, destination, target: '/out', state, mapper, clock })
 * console.log(receipt.outcome, receipt.delivered, receipt.acknowledged)
 * ```
 */
export async function runProcess(options: ProcessRunOptions): Promise<RunReceipt> {
  const { definition, connection, state, destination, mapper, trigger = 'person', onlyAnswers = false } = options
  const resource = connection.resource<string>(definition.source.resource)
  const flag = flagOf(definition, exportedFlagOf(resource.description))
  const requestsBefore = countRequests(connection)
  const start = { definition: fingerprintOf(options), trigger }
  let isRightOrganization = false
  let notTakenBack = 0
  let answers: AnswersFound | undefined
  const prepared = await attempt(options.signal, async () => {
    await checkOrganization(connection, resource, state, options.signal)
    isRightOrganization = true
    if (onlyAnswers) return
    await destination.prepare(mapper.shape)
    notTakenBack = await settleOpenBatches(options)
  })
  const run = await state.beginRun(start)
  const readsSince = state.stream === 'back-fill' ? await state.nextSequence(options.clock.now(), 1) : undefined
  const context = createRunContext(options, { run, resource, flag, readsSince, requestsBefore })
  context.failed(notTakenBack)
  const reporter = await createCoupaReporter(context, { isRightOrganization })
  const watermarks: Record<string, Checkpoint> = {}
  let dismissedMarked: number | undefined
  const work = async (): Promise<void> => {
    answers = await takeAnswersFirst(context)
    if (!onlyAnswers) return await carryOut(context, watermarks, reporter)
    if (context.ids !== undefined) dismissedMarked = await markWhatWasDismissed(context, context.ids)
    await acknowledgeDelivered(context, { signal: context.signal })
  }
  const ended = prepared.failure ?? (await attempt(options.signal, work)).failure
  return await conclude(context, { failure: ended, dismissedMarked, answers }, watermarks, reporter)
}

/** Takes what the consumer has answered, so that this run tells Coupa. */
async function takeAnswersFirst(context: RunContext): Promise<AnswersFound | undefined> {
  const { answers } = context
  if (answers === undefined) return undefined
  const found = await takeAnswerInputs({ ...context, answers })
  const notTaken = found.inputs.reduce((sum, input) => sum + input.notTaken, 0)
  context.failed(notTaken + (found.failure === undefined ? 0 : 1))
  return found
}

/** Reads, delivers and acknowledges until there is nothing more to read. */
async function carryOut(
  context: RunContext,
  watermarks: Record<string, Checkpoint>,
  reporter: CoupaReporter | undefined,
): Promise<void> {
  const { definition, state, destination, mapper, run, signal } = context
  if (definition.source.mode === 'full') await destination.prepare(mapper.shape, { generation: run.generation })
  await acknowledgeDelivered(context, { signal })
  if (definition.source.mode === 'reconcile' && context.ids === undefined) {
    return await reconcile(context, async () => await reporter?.send())
  }
  const passes = planPasses({
    ...context,
    fields: mapper.fields,
    generation: run.generation,
    startedAtMs: run.startedAtMs,
    position: run.position,
    watermarks: { main: await state.watermark('main'), changes: await state.watermark('changes') },
  })
  await deliverAgain(run.position, context)
  for (const [place, pass] of passes.entries()) {
    if (place < run.position.pass) continue
    const end = await readPass(pass, place, context, reporter)
    if (pass.keepsWatermark && end?.isComplete) watermarks[pass.name] = end
    signal?.throwIfAborted()
  }
  if (definition.source.mode === 'full') await destination.switchGeneration(run.generation)
}

/** Marks records that somebody dismissed, and answers with how many. What Coupa does not take is a failure again. */
async function markWhatWasDismissed(context: RunContext, ids: readonly number[]): Promise<number> {
  const { state, run, failed, takeRequests } = context
  const { marked, failures } = await markDismissed(context, ids)
  const settlements = failures.map((failure) => ({ id: failure.id, state: 'mark-refused', failure }) as const)
  await state.settle(run.id, settlements, takeRequests())
  failed(failures.length)
  return marked.length
}

/**
 * Answers with where the pass ended. While Coupa is told of a batch, the next one is read and delivered, so that Coupa is never
 * left waiting; but no further one.
 */
async function readPass(
  pass: ReadPass,
  place: number,
  context: RunContext,
  reporter: CoupaReporter | undefined,
): Promise<Checkpoint | undefined> {
  let end: Checkpoint | undefined
  await withTrailingWork(async (acknowledgement) => {
    for await (const batch of readBatches(pass, place, context)) {
      context.signal?.throwIfAborted()
      const through = await deliverBatch(batch, context)
      await deliverAgain(batch.position, context)
      end = batch.position.checkpoint
      await acknowledgement.begin(async () => await acknowledgeDelivered(context, { through }))
      await reporter?.send()
      checkLimits(context)
    }
  })
  // What the consumer accepted in the meantime, and what a back-fill delivered again.
  await acknowledgeDelivered(context)
  return end
}

async function conclude(
  context: RunContext,
  {
    failure,
    dismissedMarked,
    answers,
  }: {
    readonly failure: Failure | undefined
    readonly dismissedMarked: number | undefined
    readonly answers: AnswersFound | undefined
  },
  watermarks: Readonly<Record<string, Checkpoint>>,
  reporter: CoupaReporter | undefined,
): Promise<RunReceipt> {
  const { state, run, definition, destination, clock } = context
  const counters = await state.counters(run.id)
  const batches = (await state.batches(run.id)).flatMap(({ id, objects }) =>
    objects.map(({ object, records, sha256 }): ReceiptBatch => ({ batch: id, records, object, sha256 })),
  )
  const { outcome = outcomeOf(context, counters), code, reason, remedy } = failure ?? {}
  const isContinuedElsewhere = outcome === 'cancelled' && (context.isContinuedElsewhere?.() ?? false)
  const ending = { outcome, code, reason, counts: totalsOf(counters) }
  const { report, messages } = (await reporter?.end(ending, { isContinuedElsewhere })) ?? {}
  const receipt: RunReceipt = {
    run: run.id,
    process: definition.process,
    outcome,
    ...(code === undefined ? {} : { code }),
    ...(reason === undefined ? {} : { reason }),
    ...(remedy === undefined ? {} : { remedy }),
    ...counters,
    requests: counters.requests + context.takeRequests().requests,
    guarantee: destination.guarantee,
    isResumed: run.isResumed,
    batches,
    ...(dismissedMarked === undefined ? {} : { dismissedMarked }),
    ...(answers === undefined ? {} : { answers }),
    ...(report === undefined ? {} : { coupaMonitoring: report }),
    startedAt: new Date(run.startedAtMs).toISOString(),
    endedAt: new Date(clock.now()).toISOString(),
  }
  await state.endRun(run.id, { outcome, receipt, watermarks, canContinue: canContinue(context, failure), messages })
  return receipt
}

function outcomeOf(
  { definition, failures }: RunContext,
  { refused, quarantined, waiting }: RunReceiptCounts,
): RunOutcome {
  const isUnmarked = definition.acknowledge.mode === 'after-commit' && waiting > 0
  return refused + quarantined + failures() > 0 || isUnmarked ? 'partial' : 'succeeded'
}

/**
 * A work list is read anew: what was done is not on it any more, and what was refused gets another chance. Everything else
 * goes on where it stopped, unless its reading came to nothing.
 */
function canContinue(
  { definition: { source }, onlyAnswers = false }: RunContext,
  failure: Failure | undefined,
): boolean {
  if (onlyAnswers) return false
  const isFinal = finalCodes.has(failure?.code ?? '')
  return failure !== undefined && source.mode !== 'work-list' && !isFinal
}

/** After these nothing that was read is worth going on from. */
const finalCodes: ReadonlySet<string> = new Set(['TOO_MANY_ERRORS', 'ORGANIZATION_CHANGED', 'NEEDS_CONFIRMATION'])

type RunReceiptCounts = Pick<RunReceipt, 'refused' | 'quarantined' | 'waiting'>

/** The flag, where the process needs it. Throws where it needs one that the resource does not have. */
function flagOf(definition: Definition, flag: ExportedFlag | undefined): ExportedFlag | undefined {
  const { source, acknowledge } = definition
  const needsFlag = acknowledge.mode !== 'none' || source.mode === 'work-list'
  if (!needsFlag) return undefined
  if (flag !== undefined) return flag
  throw new RunError(
    'CANNOT_ACKNOWLEDGE',
    `${source.resource} has no exported flag that could be set.`,
    'Use the mode incremental and the acknowledgement none.',
  )
}

/** Equal for runs that read the same and deliver it to the same place in the same shape: such a run can be continued. */
function fingerprintOf({ definition, target, mapper, ids, limit, onlyAnswers }: ProcessRunOptions): string {
  const { source, mapping, destination, acknowledge } = definition
  const parts = [source, mapping, destination, acknowledge, target, mapper.fields, ids, limit]
  if (onlyAnswers) parts.push('answers')
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
