import type { LinedAnswer, UnusableAnswer } from '@coupa-connector/process'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { readIds } from '../process-files/failure-filter.ts'
import { readAnswers } from './answers/read-answers.ts'

/** The answers of a command line: those of a file, or one for all of `--ids`. Throws a `UsageError` for half an answer. */
export async function givenAnswers(
  input: CommandInput,
  context: Context,
): Promise<readonly (LinedAnswer | UnusableAnswer)[]> {
  const file = fileOfAnswers(input)
  const ids = readIds(input.text('ids'))
  if (file !== undefined) {
    const other = ['ids', 'refused', 'message', 'document-number'].find((name) => input.text(name) !== undefined)
    if (other === undefined && !input.flag('accepted')) return await readAnswers(file, context)
    const given = input.text('file') === undefined ? file : '--file'
    throw new UsageError(`${given} and --${other ?? 'accepted'} do not go together: the file says all of it.`)
  }
  if (ids === undefined) {
    throw new UsageError('There is no answer: --ids or --file is missing.', {
      suggestion: 'For example: --ids 12,13 --accepted, or answers.csv after the process.',
    })
  }
  return answersFor(ids, input)
}

/** Whether the command line names answers. Otherwise they are taken from the place that the process names. */
export function hasAnswers(input: CommandInput): boolean {
  const options = ['file', 'ids', 'refused', 'message', 'document-number']
  return (
    input.argument('answers') !== undefined ||
    input.flag('accepted') ||
    options.some((name) => input.text(name) !== undefined)
  )
}

/** The file after the process, or that of `--file`. */
function fileOfAnswers(input: CommandInput): string | undefined {
  const [argument, option] = [input.argument('answers'), input.text('file')]
  if (argument === undefined || option === undefined) return argument ?? option
  throw new UsageError(`There are two files of answers: ${argument} and --file ${option}. Name one.`)
}

function answersFor(ids: readonly string[], input: CommandInput): readonly LinedAnswer[] {
  const isAccepted = input.flag('accepted')
  const code = input.text('refused')
  const message = input.text('message')
  const documentNumber = input.text('document-number')
  if (isAccepted === (code !== undefined)) {
    throw new UsageError(`--ids needs --accepted or --refused${isAccepted ? ', and not both' : ''}.`, {
      suggestion: 'For example: --ids 12 --refused NO_COST_CENTER --message "The cost center is closed."',
    })
  }
  if (code?.trim() === '') throw new UsageError('--refused takes the code of the reason, and it is empty.')
  if (isAccepted && message !== undefined) {
    throw new UsageError('--message says why records are refused, and these are accepted.')
  }
  if (documentNumber === undefined) {
    return ids.map(
      (id, place): LinedAnswer => ({
        ...{ line: place + 1, id },
        ...(isAccepted ? { outcome: 'accepted' } : { outcome: 'refused', code, message }),
      }),
    )
  }
  const [id, ...others] = ids
  if (!isAccepted || id === undefined || others.length > 0) {
    throw new UsageError('--document-number is for one record that is accepted.', {
      suggestion: 'For several records, use --file with the columns id, outcome and documentNumber.',
    })
  }
  return [{ line: 1, id, outcome: 'accepted', values: { documentNumber } }]
}
