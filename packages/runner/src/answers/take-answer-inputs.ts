import { EndpointError, type InputRecord, InputRefusedError, type SourceInput } from '@coupa-connector/endpoints'
import {
  type AnswerOutcome,
  answerColumnOf,
  answerOfFields,
  type Definition,
  type LinedAnswer,
  takeAnswers,
} from '@coupa-connector/process'
import type { AnswerLine, AnswersFound, AnswersInput } from '../answer-inputs/answers-found.ts'
import type { AnswersPlace } from '../answer-inputs/answers-place.ts'
import type { StepName } from '../run/run-options.ts'
import type { ProcessState } from '../state/process-state.ts'
import { answersAsCsv, answersAsNdjson } from './answer-lines.ts'

export interface TakeAnswerInputsOptions {
  readonly definition: Definition
  readonly state: ProcessState
  readonly answers: AnswersPlace
  readonly signal?: AbortSignal | undefined
  readonly onStep?: ((step: StepName) => void | Promise<void>) | undefined
}

/** Inputs that a receipt tells of one by one. */
const mostInputs = 1000
/** Answers of an input that a receipt quotes. */
const mostProblems = 20

/**
 * Takes what the consumer has put into the place of its answers. Each answer is kept before its file is moved away, so that a
 * kill in between only gives answers again, which changes nothing. Coupa is not told here. A place that cannot be read fails
 * nothing: what it has is taken by the next run.
 */
export async function takeAnswerInputs(options: TakeAnswerInputsOptions): Promise<AnswersFound> {
  const { answers, signal } = options
  const inputs: AnswersInput[] = []
  try {
    for await (const input of answers.source.inputs()) {
      signal?.throwIfAborted()
      inputs.push(await takeInput(input, options))
      if (inputs.length === mostInputs) break
    }
    return { inputs }
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof EndpointError)) throw error
    return { inputs, failure: { code: error.code, reason: error.message, remedy: error.remedy } }
  }
}

async function takeInput(input: SourceInput, options: TakeAnswerInputsOptions): Promise<AnswersInput> {
  const { onStep } = options
  const lines: AnswerLine[] = []
  const counts = { answers: 0, accepted: 0, refused: 0, repeated: 0, notTaken: 0 }
  try {
    for await (const [line, outcome] of outcomesOf(input, options)) {
      counts.answers += 1
      if (outcome.kind !== 'rejected') counts[outcome.kind] += 1
      else {
        counts.notTaken += 1
        lines.push({ line: line.line, id: line.id, code: outcome.code, message: outcome.message })
      }
    }
  } catch (error) {
    if (!(error instanceof InputRefusedError)) throw error
    const { code, message: reason, row, remedy } = error
    const result = await keepResult(input, [{ line: row, code, message: reason }], options)
    await input.finish('failed')
    return { input: input.name, ...counts, notTaken: counts.notTaken + 1, result, code, reason, remedy }
  }
  lines.sort((one, other) => (one.line ?? 0) - (other.line ?? 0))
  const result = await keepResult(input, lines, options)
  await onStep?.('answers-result-kept')
  await input.finish('archive')
  const wrong = lines.length === 0 ? {} : { result, problems: lines.slice(0, mostProblems) }
  return { input: input.name, ...counts, ...wrong }
}

type Judged = Pick<LinedAnswer, 'line'> & { readonly id?: string | undefined }
type Outcome = AnswerOutcome | { readonly kind: 'rejected'; readonly code: string; readonly message: string }

/** The answers of an input with what became of each, kept some hundred at a time. */
async function* outcomesOf(
  input: SourceInput,
  { definition, state, answers: { stays }, signal, onStep }: TakeAnswerInputsOptions,
): AsyncGenerator<readonly [Judged, Outcome]> {
  await checkWhole(input, signal)
  const { records } = await input.read()
  const unusable: (readonly [Judged, Outcome])[] = []
  async function* usable(): AsyncGenerator<LinedAnswer> {
    for await (const record of records) {
      signal?.throwIfAborted()
      const answer = answerOf(record, stays)
      if ('problem' in answer) {
        unusable.push([answer, { kind: 'rejected', code: answer.code, message: answer.problem }])
      } else yield answer
    }
  }
  const onKept = (): void | Promise<void> => onStep?.('answers-kept')
  for await (const [answer, outcome] of takeAnswers(usable(), { definition, ledger: state, onKept })) {
    yield* unusable.splice(0)
    yield [answer, stays ? asHistory(outcome) : outcome]
  }
  yield* unusable
}

type Unusable = Judged & { readonly problem: string; readonly code: string }

function answerOf({ row, fields }: InputRecord, stays: boolean): LinedAnswer | Unusable {
  const answer = answerOfFields(row, fields)
  if ('problem' in answer) {
    return { ...answer, problem: `The record ${answer.problem}.`, code: 'INVALID_ANSWER' }
  }
  const { line, id, version, sequence, batch } = answer
  if (!stays || version !== undefined || sequence !== undefined || batch !== undefined) return answer
  return {
    ...{ line, id, code: 'DELIVERY_NOT_NAMED' },
    problem:
      'The answer stays where it is and would be taken again for a later delivery. Add the version, the sequence or the batch that it is about.',
  }
}

/** Where answers stay, old ones are about deliveries and verdicts of before. */
function asHistory(outcome: AnswerOutcome): AnswerOutcome {
  const isOld = outcome.kind === 'rejected' && (outcome.code === 'NOT_NEWEST' || outcome.code === 'ALREADY_ACCEPTED')
  return isOld ? { kind: 'repeated' } : outcome
}

/** Nothing of an input is taken that is wrong as a whole. Throws `InputRefusedError`. */
async function checkWhole(input: SourceInput, signal: AbortSignal | undefined): Promise<void> {
  const { columns, records } = await input.read()
  if (columns !== undefined) checkColumns(columns)
  for await (const _ of records) signal?.throwIfAborted()
}

/** Throws `InputRefusedError` for a table that is none of answers. */
function checkColumns(columns: readonly string[]): void {
  const names = new Set(columns.map((name) => answerColumnOf(name) ?? name))
  const missing = ['id', 'outcome'].filter((name) => !names.has(name))
  if (missing.length === 0) return
  throw new InputRefusedError(
    'COLUMN_MISSING',
    `The answers have no column ${missing.map((name) => `"${name}"`).join(' and ')}.`,
    { remedy: `They have: ${columns.join(', ')}. outcome is accepted or refused.` },
  )
}

async function keepResult(
  input: SourceInput,
  lines: readonly AnswerLine[],
  { definition }: TakeAnswerInputsOptions,
): Promise<string | undefined> {
  const ending = definition.acknowledge.answers?.result ?? 'ndjson'
  return await input.keepResult(ending, ending === 'csv' ? answersAsCsv(lines) : answersAsNdjson(lines))
}
