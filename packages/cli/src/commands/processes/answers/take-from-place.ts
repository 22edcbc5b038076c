import { createMapper, type Definition } from '@coupa-connector/process'
import type { CommandInput } from '../../../command/command-input.ts'
import type { Context } from '../../../command/context.ts'
import { openConnection } from '../../../connections/connect.ts'
import { print } from '../../../terminal/print.ts'
import { openState } from '../../process-files/open-state.ts'
import { showRunProgress } from '../../process-files/run-progress.ts'
import { foundAnswersText } from './found-answers-text.ts'
import { openAnswers } from './open-answers.ts'
import { waitingRecords } from './waiting-records.ts'

/**
 * Takes what the consumer has put into the place of its answers, and tells Coupa. Gives the exit code: 0 all were taken and Coupa
 * was told, 3 some were not taken or could not be told, 1 the place or Coupa could not be reached.
 */
export async function takeFromPlace(definition: Definition, input: CommandInput, context: Context): Promise<number> {
  const { acknowledgeAnswers, takeAnswerInputs } = await import('@coupa-connector/runner')
  const { signal } = context
  await using connection = await openConnection(input, context, definition.limits.share)
  const answers = await openAnswers(definition, input, context)
  if (answers === undefined) throw new TypeError('the process has no place of answers')
  await using _ = answers.source
  await using state = await openState(definition, input, context, { isExclusive: true })
  const found = await takeAnswerInputs({ definition, state, answers, signal })
  const mapper = createMapper(definition, { hashKey: await state.hashKey() })
  const { onProgress, stop } = showRunProgress(definition.process, input, context)
  const told = await acknowledgeAnswers({ definition, connection, state, mapper, signal, onProgress }).finally(stop)
  let waiting = 0
  for await (const _record of waitingRecords(state)) waiting++
  const { process } = definition
  const reasons = [told.failure?.reason, told.failure?.remedy].filter((text) => text !== undefined)
  const text = [
    `${process}: ${found.inputs.length === 1 ? '1 file of answers' : `${found.inputs.length} files of answers`}`,
    ...foundAnswersText(found),
    ...reasons.map((reason) => `  ${reason}`),
    `  ${String(told.acknowledged).padStart(8)} acknowledged in Coupa`,
    `  ${String(waiting).padStart(8)} still wait for an answer`,
  ]
  const json = { process, ...told, found, waiting }
  await print(context.stdout, input.flag('json') ? `${JSON.stringify(json)}\n` : `${text.join('\n')}\n`)
  if (told.failure?.outcome === 'cancelled') signal.throwIfAborted()
  if (told.failure !== undefined || found.failure !== undefined) return 1
  return told.failed > 0 || found.inputs.some(({ notTaken }) => notTaken > 0) ? 3 : 0
}
