import { createMapper, type Definition, valuesToWrite } from '@coupa-connector/process'
import type { AnswersAcknowledged, ProcessState } from '@coupa-connector/runner'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { openConnection } from '../../connections/connect.ts'
import { print } from '../../terminal/print.ts'
import { openState, openStateIfFree } from '../process-files/open-state.ts'
import { readDefinition } from '../process-files/read-definition.ts'
import { showRunProgress } from '../process-files/run-progress.ts'
import type { LinedAnswer, UnusableAnswer } from './answers/answer-of-fields.ts'
import { type AnswersReport, answersText, type NotTaken } from './answers/answers-text.ts'
import { givenAnswers } from './given-answers.ts'
import { waitingRecords } from './waiting-records.ts'

/**
 * Takes the consumer's answers, and then tells Coupa of those that accept. Gives the exit code: 0 all were taken and Coupa was
 * told, 3 some were not taken or could not be told, 1 Coupa could not be told at all.
 */
export async function takeGivenAnswers(input: CommandInput, context: Context): Promise<number> {
  const definition = await readDefinition(input.required('file'))
  const { mode } = definition.acknowledge
  if (mode !== 'after-answer') {
    throw new UsageError(`${definition.process} does not wait for answers: acknowledge.mode is ${mode}.`, {
      suggestion: 'Set acknowledge.mode to after-answer.',
    })
  }
  const answers = await givenAnswers(input, context)
  await using connection = await openConnection(input, context, definition.limits.share)
  const taken = await take(answers, definition, input, context)
  await using state = await openStateIfFree(definition, input, context)
  const told = state && (await tell(definition, connection, state, input, context))
  const waiting = await countWaiting(definition, input, context)
  const report: AnswersReport = { ...taken, ...told, isRunning: state === undefined, waiting }
  if (input.flag('json')) await print(context.stdout, `${JSON.stringify(report)}\n`)
  else await print(context.stdout, await answersText(definition.process, report, context))
  if (told?.failure?.outcome === 'cancelled') context.signal.throwIfAborted()
  if (told?.failure !== undefined) return 1
  return taken.notTaken.length > 0 || (told?.failed ?? 0) > 0 ? 3 : 0
}

type Taken = Pick<
  AnswersReport,
  'process' | 'answers' | 'accepted' | 'refused' | 'repeated' | 'notTaken' | 'withoutValues'
>

/** Keeps the answers, also while a run has the state. */
async function take(
  answers: readonly (LinedAnswer | UnusableAnswer)[],
  definition: Definition,
  input: CommandInput,
  context: Context,
): Promise<Taken> {
  const { takeAnswers } = await import('@coupa-connector/runner')
  await using state = await openState(definition, input, context, { isExclusive: false })
  const usable = answers.filter((answer): answer is LinedAnswer => !('problem' in answer))
  const notTaken: NotTaken[] = answers.flatMap((answer) =>
    'problem' in answer ? [{ ...answer, code: 'INVALID_ANSWER', message: `The line ${answer.problem}.` }] : [],
  )
  const counts = { accepted: 0, refused: 0, repeated: 0 }
  const withoutValues: string[] = []
  for await (const [{ line, id, values = {} }, outcome] of takeAnswers(usable, { definition, state })) {
    if (outcome.kind === 'rejected') {
      notTaken.push({ line, id, code: outcome.code, message: outcome.message })
      continue
    }
    counts[outcome.kind]++
    if (outcome.kind === 'accepted' && lacksValue(definition, values)) withoutValues.push(id)
  }
  notTaken.sort((one, other) => one.line - other.line)
  return { process: definition.process, answers: answers.length, ...counts, withoutValues, notTaken }
}

/** Whether the definition writes back more than the answer has. */
function lacksValue(definition: Definition, values: Readonly<Record<string, string>>): boolean {
  const wanted = Object.keys(definition.acknowledge.writeBack ?? {})
  return Object.keys(valuesToWrite(definition, values)).length < wanted.length
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
