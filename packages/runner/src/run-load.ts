import { createHash } from 'node:crypto'
import { InputRefusedError, type SourceInput } from '@coupa-connector/endpoints'
import type { LoadDefinition, LoadMapper } from '@coupa-connector/process'
import { createCustomFields } from './load/coupa/read-custom-fields.ts'
import { loadByFiles } from './load/flat-files/load-by-files.ts'
import { createLoadContext, describedPath, type LoadContext, type LoadRunOptions } from './load/load-context.ts'
import { commonCounts, type InputReceipt, type LoadReceipt } from './load/load-receipt.ts'
import type { LoadCounters } from './load/state/load-counters.ts'
import type { ClaimedInput, InputClaim } from './load/state/load-state.ts'
import { inactivateAbsent } from './load/steps/inactivate-absent.ts'
import { loadRows } from './load/steps/load-rows.ts'
import { readRows } from './load/steps/read-rows.ts'
import { resultAsCsv, resultAsNdjson } from './load/steps/write-result.ts'
import { attempt, type Failure } from './report/attempt.ts'
import { RunError } from './report/run-error.ts'
import { countRequests } from './run/run-context.ts'
import type { RunOutcome } from './state/run-record.ts'

/** How long what was left open by what was missing is tried again by itself. */
const heldMs = 7 * 86_400_000

/**
 * Carries out a run of a load, or goes on with the one that was killed, and answers with its receipt. A run that fails has a
 * receipt, too. Throws only what is wrong with this program.
 *
 * An input goes through the steps of `steps/` in this order: read and validate all of it · plan · write · keep the outcomes ·
 * write the result beside it.
 *
 * @example
 * ```ts
 * await using state = openLoadFolder('./state', { now: Date.now })
 * const receipt = await runLoad({ definition, connection, source, state, createMapper, clock })
 * console.log(receipt.outcome, receipt.created, receipt.updated, receipt.failed)
 * ```
 */
export async function runLoad(options: LoadRunOptions): Promise<LoadReceipt> {
  const { definition, connection, state, trigger = 'person', signal } = options
  const requestsBefore = countRequests(connection)
  const resource = connection.resource<string>(describedPath(definition))
  const run = await state.beginRun({ definition: fingerprintOf(definition), trigger })
  const customFields = createCustomFields({ definition, connection, signal })
  const createMapper: LoadRunOptions['createMapper'] = ({ doesNullClear }) =>
    options.createMapper({ doesNullClear, customFields })
  const context = createLoadContext({ ...options, createMapper }, { run, resource, requestsBefore })
  const inputs: InputReceipt[] = []
  const { failure } = await attempt(signal, async () => {
    await reopen(context)
    await finishEarlier(context)
    if (options.retried !== undefined) return
    for await (const input of options.source.inputs()) {
      signal?.throwIfAborted()
      inputs.push(await loadInput(input, context))
    }
    await finishInterrupted(context)
  })
  return await conclude(context, failure, inputs)
}

/** Gives the records of an input that wait their outcomes; answers whether all have one. */
async function loadPending(input: number, mapper: LoadMapper, context: LoadContext): Promise<boolean> {
  const { flatFiles } = context.definition.destination
  return flatFiles === undefined
    ? await loadRows(input, mapper, context)
    : await loadByFiles(input, mapper, flatFiles, context)
}

/** Lets records wait again: those that somebody wants to retry, or those that may have become possible. */
async function reopen({ state, run, retried, clock }: LoadContext): Promise<void> {
  if (retried !== undefined) await state.reopen(run.id, retried)
  else await state.reopen(run.id, { classes: ['missing-reference', 'transient'], sinceMs: clock.now() - heldMs })
}

/** Deals with records of inputs that were taken before. */
async function finishEarlier(context: LoadContext): Promise<void> {
  const { state, createMapper, source } = context
  for (const input of await state.unfinishedInputs()) {
    if (input.state !== 'loaded') continue
    await loadPending(input.id, createMapper(input), context)
    const { result, ownsResult } = input
    if (result !== undefined && ownsResult) await source.rewriteResult?.(result, resultOf(input.id, context))
  }
}

/**
 * Loads what an interrupted run left of inputs that the source does not offer now: a file may have been replaced, and a query
 * may have other rows. It comes before newer content, which is not to be overwritten with it.
 */
async function finishInterrupted(context: LoadContext): Promise<void> {
  const { state, run, createMapper } = context
  for (const input of await state.unfinishedInputs()) {
    if (input.state !== 'loading') continue
    try {
      await loadPending(input.id, createMapper(input), context)
    } catch (error) {
      if (!(error instanceof RunError) || error.code !== 'TOO_MANY_ERRORS') throw error
      await state.skipRest(run.id, input.id)
      await state.inputEnded(run.id, input.id, { state: 'stopped', result: undefined })
      throw error
    }
  }
}

async function loadInput(input: SourceInput, context: LoadContext): Promise<InputReceipt> {
  const { state, run, definition, createMapper, isForced = false, onStep } = context
  const { name, sha256, sizeBytes, doesNullClear } = input
  const claim = { name, sha256, sizeBytes, doesNullClear, definition: fingerprintOf(definition), isForced }
  const claimed = await state.claimInput(run.id, claim)
  await onStep?.('input-claimed')
  const receipt = { input: name, sha256 }
  if (claimed.state === 'loaded' && claimed.run === run.id) {
    // Loaded by this run before it was interrupted, and counted. Its outcomes go away with it.
    const result = await keepResult(input, claimed, context)
    await input.finish('archive')
    const { records, notices } = claimed
    return { ...receipt, state: 'loaded', records, notices, result }
  }
  if (claimed.state === 'loaded') return await alreadyLoaded(input, claimed, context)
  if (claimed.state !== 'loading') {
    await finishInterrupted(context)
    try {
      await readRows(input, claimed.id, context)
    } catch (error) {
      if (!(error instanceof InputRefusedError)) throw error
      return await refuse(input, claimed, error, context)
    }
  }
  try {
    const isComplete = await loadPending(claimed.id, createMapper(input), context)
    if (!isComplete) return { ...receipt, state: 'unfinished', ...(await readingOf(claim, context)) }
    await inactivateAbsent(claimed.id, context)
  } catch (error) {
    if (error instanceof RunError && error.code === 'NEEDS_CONFIRMATION') await keepResult(input, claimed, context)
    if (!(error instanceof RunError) || error.code !== 'TOO_MANY_ERRORS') throw error
    await state.skipRest(run.id, claimed.id)
    await end(input, claimed, 'stopped', context)
    throw error
  }
  const result = await end(input, claimed, 'loaded', context)
  const { records, notices } = await readingOf(claim, context)
  const said = (await input.hasChanged?.()) ? ['It was changed while it was loaded. Load it again.'] : []
  return { ...receipt, state: 'loaded', result, records, notices: [...notices, ...said] }
}

/** What reading an input came to. */
async function readingOf(
  claim: InputClaim,
  { state, run }: LoadContext,
): Promise<Pick<InputReceipt, 'records' | 'notices'>> {
  const { records, notices } = await state.claimInput(run.id, { ...claim, isForced: false })
  return { records, notices }
}

async function alreadyLoaded(input: SourceInput, claimed: ClaimedInput, context: LoadContext): Promise<InputReceipt> {
  await input.finish('archive')
  const when = new Date(claimed.endedAtMs ?? 0).toISOString()
  const { records, run, result } = claimed
  await context.state.addCounts(context.run.id, { skipped: records })
  context.counted({ skipped: records })
  return {
    input: input.name,
    sha256: input.sha256,
    state: 'already-loaded',
    records,
    ...(result === undefined ? {} : { result }),
    reason: `${input.name} is already loaded: run ${run} loaded the same content at ${when}.`,
    remedy: 'To load it again all the same, use --force.',
    notices: [],
  }
}

/** Nothing of an input that is wrong as a whole is sent. Its result says why. */
async function refuse(
  input: SourceInput,
  { id }: ClaimedInput,
  error: InputRefusedError,
  context: LoadContext,
): Promise<InputReceipt> {
  const { state, run, definition } = context
  const { code, message, row = null, remedy } = error
  const line = { row, key: '', outcome: 'failed', class: 'invalid', code, message } as const
  const only = async function* () {
    yield line
  }
  const ending = definition.source.result
  const result = await input.keepResult(ending, ending === 'csv' ? resultAsCsv(only()) : resultAsNdjson(only()))
  await state.inputEnded(run.id, id, { state: 'refused', result })
  await input.finish('failed')
  const receipt = { input: input.name, sha256: input.sha256, state: 'refused', records: 0, result } as const
  return { ...receipt, code, reason: message, remedy, notices: [] }
}

async function end(
  input: SourceInput,
  claimed: ClaimedInput,
  ending: 'loaded' | 'stopped',
  context: LoadContext,
): Promise<string | undefined> {
  const { state, run, onStep } = context
  const result = await keepResult(input, claimed, context)
  await state.inputEnded(run.id, claimed.id, { state: ending, result })
  await onStep?.('input-ended')
  await input.finish(ending === 'loaded' ? 'archive' : 'failed')
  return result
}

async function keepResult(input: SourceInput, { id }: ClaimedInput, context: LoadContext): Promise<string | undefined> {
  const result = await input.keepResult(context.definition.source.result, resultOf(id, context))
  await context.onStep?.('result-kept')
  return result
}

/** The outcomes of an input in the form that the process wants. */
function resultOf(input: number, { state, definition }: LoadContext): AsyncIterable<string> {
  const lines = state.results(input)
  return definition.source.result === 'csv' ? resultAsCsv(lines) : resultAsNdjson(lines)
}

async function conclude(
  context: LoadContext,
  failure: Failure | undefined,
  inputs: readonly InputReceipt[],
): Promise<LoadReceipt> {
  const { state, run, definition, clock } = context
  const counters = await state.counters(run.id)
  const refused = refusalOf(inputs)
  const waiting = waitingFor(context)
  const { outcome = outcomeOf(counters, refused, waiting.records), code, reason, remedy } = failure ?? {}
  const loadedBefore = inputs.find(({ state: end }) => end === 'already-loaded')
  const said = failure === undefined ? (refused ?? waiting.said ?? loadedBefore) : { code, reason, remedy }
  const receipt: LoadReceipt = {
    run: run.id,
    process: definition.process,
    outcome,
    ...(said?.code === undefined ? {} : { code: said.code }),
    ...(said?.reason === undefined ? {} : { reason: said.reason }),
    ...(said?.remedy === undefined ? {} : { remedy: said.remedy }),
    ...counters,
    ...commonCounts(counters, waiting.records),
    requests: counters.requests + context.takeRequests().requests,
    isResumed: run.isResumed,
    inputs,
    startedAt: new Date(run.startedAtMs).toISOString(),
    endedAt: new Date(clock.now()).toISOString(),
  }
  await state.endRun(run.id, { outcome, receipt })
  return receipt
}

/** What is said of inputs that were refused: the first of them with its name, because several may have been there. */
function refusalOf(inputs: readonly InputReceipt[]): InputReceipt | undefined {
  const [first, ...others] = inputs.filter(({ state: end }) => end === 'refused')
  if (first === undefined) return undefined
  const more = others.length === 0 ? '' : ` ${others.length} more ${others.length === 1 ? 'was' : 'were'} refused, too.`
  return { ...first, reason: `${first.input}: ${first.reason}${more}` }
}

function outcomeOf(
  { failed, held, unknown }: LoadCounters,
  refused: InputReceipt | undefined,
  waiting: number,
): RunOutcome {
  if (refused !== undefined) return 'failed'
  return failed + held + unknown + waiting > 0 ? 'partial' : 'succeeded'
}

/** What Coupa has not processed yet, and the words for it. */
function waitingFor({ waitingFiles, definition }: LoadContext): {
  readonly records: number
  readonly said?: { readonly code: string; readonly reason: string; readonly remedy: string }
} {
  const [first, ...others] = waitingFiles.keys()
  if (first === undefined) return { records: 0 }
  const records = [...waitingFiles.values()].reduce((sum, count) => sum + count, 0)
  const more = others.length === 0 ? '' : ` and ${others.length} more`
  const minutes = definition.destination.flatFiles?.waitMinutes
  const reason = `Coupa has not processed ${first}${more} within ${minutes} minutes: ${records} records have no outcome yet.`
  const remedy = 'Start the load again later: it asks again, and writes nothing twice.'
  return { records, said: { code: 'WAITING_FOR_COUPA', reason, remedy } }
}

/** Equal for loads that make the same of an input. */
function fingerprintOf({ source, mapping, destination, values }: LoadDefinition): string {
  const tables = Object.entries(values).filter(([, value]) => value.kind === 'table')
  return createHash('sha256')
    .update(JSON.stringify([source, mapping, destination, tables]))
    .digest('hex')
}
