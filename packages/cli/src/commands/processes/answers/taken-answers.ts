import {
  type AnswerOutcome,
  type Definition,
  type LinedAnswer,
  type UnusableAnswer,
  valuesToWrite,
} from '@coupa-connector/process'
import type { AnswersReport, NotTaken, RepeatedLine } from './answers-text.ts'

/** What became of answers: the part of the report that needs nobody but the state. */
export type Taken = Pick<
  AnswersReport,
  'process' | 'answers' | 'accepted' | 'refused' | 'repeated' | 'repeatedLines' | 'notTaken' | 'withoutValues'
>

/** Puts together what became of answers, line by line. */
export function countTaken(
  definition: Definition,
  answers: readonly (LinedAnswer | UnusableAnswer)[],
): { readonly usable: readonly LinedAnswer[]; add(answer: LinedAnswer, outcome: AnswerOutcome): void; taken(): Taken } {
  const usable = answers.filter((answer): answer is LinedAnswer => !('problem' in answer))
  const notTaken: NotTaken[] = answers.flatMap((answer) =>
    'problem' in answer
      ? [{ line: answer.line, id: answer.id, code: 'INVALID_ANSWER', message: `The line ${answer.problem}.` }]
      : [],
  )
  const counts = { accepted: 0, refused: 0, repeated: 0 }
  const withoutValues: string[] = []
  const repeatedLines: RepeatedLine[] = []
  const lineOf = new Map<string, number>()
  return {
    usable,
    add: ({ line, id, values = {} }, outcome) => {
      const before = lineOf.get(id)
      lineOf.set(id, line)
      if (outcome.kind === 'rejected') {
        notTaken.push({ line, id, code: outcome.code, message: outcome.message })
        return
      }
      if (outcome.kind === 'repeated' && before !== undefined) {
        repeatedLines.push({ line, id, message: `Line ${before} says the same of record ${id}.` })
      }
      counts[outcome.kind]++
      if (outcome.kind === 'accepted' && lacksValue(definition, values)) withoutValues.push(id)
    },
    taken: () => ({
      ...{ process: definition.process, answers: answers.length, ...counts, withoutValues, repeatedLines },
      notTaken: notTaken.toSorted((one, other) => one.line - other.line),
    }),
  }
}

/** Whether the definition writes back more than the answer has. */
function lacksValue(definition: Definition, values: Readonly<Record<string, string>>): boolean {
  const wanted = Object.keys(definition.acknowledge.writeBack ?? {})
  return Object.keys(valuesToWrite(definition, values)).length < wanted.length
}
