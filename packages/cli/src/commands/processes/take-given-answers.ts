import {
  createMapper,
  type Definition,
  type LinedAnswer,
  takeAnswers,
  type UnusableAnswer,
} from '@coupa-connector/process'
import type { AnswersAcknowledged, ProcessState } from '@coupa-connector/runner'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { openConnection } from '../../connections/connect.ts'
import { print } from '../../terminal/print.ts'
import { openState, openStateIfFree } from '../process-files/open-state.ts'
import { readDefinition } from '../process-files/read-definition.ts'
import { showRunProgress } from '../process-files/run-progress.ts'
import { type AnswersReport, answersText } from './answers/answers-text.ts'
import { takeFromPlace } from './answers/take-from-place.ts'
import { countTaken, type Taken } from './answers/taken-answers.ts'
import { waitingRecords } from './answers/waiting-records.ts'
import { givenAnswers, hasAnswers } from './given-answers.ts'

/**
 * Takes the consumer's answers, and then tells Coupa of those that accept. Gives the exit code: 0 all were taken and Coupa was
 * told, 3 some were not taken or could not be told, 1 Coupa could not be told at all.
 */
export async function takeGivenAnswers(input: CommandInput, context: Context): Promise<number> {
  const definition = await readDefinition(input.required('file'))
  refuseUnasked(definition)
  if (!hasAnswers(input) && definition.acknowledge.answers !== undefined) {
    return await takeFromPlace(definition, input, context)
  }
  const answers = await givenAnswers(input, context)
  await using connection = await openConnection(input, context, definition.limits.share)
  const taken = await take(answers, definition, input, context)
  await using state = await openStateIfFree(definition, input, context)
  const told = state && (await tell(definition, connection, state, input, context))
  const waiting = await countWaiting(definition, input, context)
  const report: AnswersReport = { ...taken, ...told, isRunning: state === undefined, waiting }
  if (input.flag('json')) await print(context.stdout, `${JSON.stringify(report)}\n`)
  else await print(context.stdout, await answersText(report, context))
  if (told?.failure?.outcome === 'cancelled') context.signal.throwIfAborted()
  if (told?.failure !== undefined) return 1
  return taken.notTaken.length > 0 || (told?.failed ?? 0) > 0 ? 3 : 0
}

/** Throws a `UsageError` for a process that does not wait for answers. */
export function refuseUnasked({ process, acknowledge: { mode } }: Definition): void {
  if (mode === 'after-answer') return
  throw new UsageError(`${process} does not wait for answers: acknowledge.mode is ${mode}.`, {
    suggestion: 'Set acknowledge.mode to after-answer.',
  })
}

/** Keeps the answers, also while a run has the state. */
async function take(
  answers: readonly (LinedAnswer | UnusableAnswer)[],
  definition: Definition,
  input: CommandInput,
  context: Context,
): Promise<Taken> {
  await using state = await openState(definition, input, context, { isExclusive: false })
  const { usable, add, taken } = countTaken(definition, answers)
  for await (const [answer, outcome] of takeAnswers(usable, { definition, ledger: state })) add(answer, outcome)
  return taken()
}

/** Marks what was accepted, looks again, and writes back. */
async function tell(
  definition: Definition,
  connection: Awaited<ReturnType<typeof openConnection>>,
  state: ProcessState,
  input: CommandInput,
  context: Context,
): Promise<AnswersAcknowledged> {
  const { acknowledgeAnswers } = await import('@coupa-connector/runner')
  const mapper = createMapper(definition, { hashKey: await state.hashKey() })
  const { onProgress, stop } = showRunProgress(definition.process, input, context)
  try {
    return await acknowledgeAnswers({ definition, connection, state, mapper, signal: context.signal, onProgress })
  } finally {
    stop()
  }
}

async function countWaiting(definition: Definition, input: CommandInput, context: Context): Promise<number> {
  await using state = await openState(definition, input, context, { isExclusive: false })
  let count = 0
  for await (const _ of waitingRecords(state)) count++
  return count
}
