import {
  type AnswerChange,
  type AnswerRejection,
  type ConsumerAnswer,
  type Definition,
  judgeAnswer,
} from '@coupa-connector/process'
import { documentMessages } from '../coupa/monitoring/monitoring-message.ts'
import type { StepName } from '../run/run-options.ts'
import type { AnswerToKeep, ProcessState } from '../state/process-state.ts'

/** What became of an answer. */
export type AnswerOutcome =
  /** Kept, on the disk: Coupa is told by who has the state next. */
  | { readonly kind: 'accepted' | 'refused' }
  /** It was given before and changes nothing. */
  | { readonly kind: 'repeated' }
  | { readonly kind: 'rejected'; readonly code: AnswerRejection; readonly message: string }

export interface TakeAnswersOptions {
  readonly definition: Definition
  /** May be in use by a run. */
  readonly state: ProcessState
  readonly onStep?: ((step: StepName) => void | Promise<void>) | undefined
}

/** Answers that are kept in one transaction. */
const mostAtOnce = 500
/** A run may change the state between the judgement and keeping it. */
const mostJudgements = 3

/**
 * Step 6a: takes answers of the consumer and keeps them, each before its outcome is given. Coupa is not told here. Yields an
 * outcome for each answer, in their order.
 */
export async function* takeAnswers<Answer extends ConsumerAnswer>(
  answers: Iterable<Answer> | AsyncIterable<Answer>,
  options: TakeAnswersOptions,
): AsyncGenerator<readonly [Answer, AnswerOutcome]> {
  for await (const group of groupsOf(answers)) {
    const outcomes = await keepGroup(group, options)
    await options.onStep?.('answers-kept')
    for (const [place, answer] of group.entries()) {
      const outcome = outcomes[place]
      if (outcome !== undefined) yield [answer, outcome]
    }
  }
}

/** Groups in which a record occurs once, so that each answer is judged by what the one before it left. */
async function* groupsOf<Answer extends ConsumerAnswer>(
  answers: Iterable<Answer> | AsyncIterable<Answer>,
): AsyncGenerator<readonly Answer[]> {
  let group = new Map<string, Answer>()
  for await (const answer of answers) {
    if (group.has(answer.id) || group.size >= mostAtOnce) {
      yield [...group.values()]
      group = new Map()
    }
    group.set(answer.id, answer)
  }
  if (group.size > 0) yield [...group.values()]
}

async function keepGroup(
  answers: readonly ConsumerAnswer[],
  { definition, state }: TakeAnswersOptions,
): Promise<readonly AnswerOutcome[]> {
  const outcomes = new Map<string, AnswerOutcome>()
  let open = answers
  for (let judgement = 1; open.length > 0; judgement++) {
    const changes = await judge(open)
    const kept = new Set(changes.length === 0 ? [] : await state.keepAnswers(changes))
    for (const { id, to } of changes) {
      if (kept.has(id)) outcomes.set(id, { kind: to === 'delivered' ? 'accepted' : 'refused' })
      else if (judgement === mostJudgements) outcomes.set(id, beingDelivered(id))
    }
    open = open.filter(({ id }) => !outcomes.has(id))
  }
  return answers.map(({ id }) => outcomes.get(id) ?? beingDelivered(id))

  async function judge(given: readonly ConsumerAnswer[]): Promise<readonly AnswerToKeep[]> {
    const inOpenBatches = new Set(
      (await state.openBatches()).flatMap(({ outcome }) => outcome.records.map(({ id }) => id)),
    )
    const entries = await state.entries(given.map(({ id }) => id))
    const changes: AnswerToKeep[] = []
    for (const answer of given) {
      if (inOpenBatches.has(answer.id)) {
        outcomes.set(answer.id, beingDelivered(answer.id))
        continue
      }
      const verdict = judgeAnswer(answer, entries.get(answer.id), definition)
      if (verdict.kind === 'change') changes.push(await withMessages(verdict.change))
      else outcomes.set(answer.id, verdict)
    }
    return changes
  }

  /** A refusal is reported to Coupa, where the process reports failures. */
  async function withMessages(change: AnswerChange): Promise<AnswerToKeep> {
    const { refusal } = change.answer
    if (refusal === undefined) return change
    const failures = [{ id: change.id, stage: 'answer', class: 'refused', ...refusal }] as const
    return { ...change, messages: await documentMessages({ definition, state }, { succeeded: [], failures }) }
  }
}

/** Which delivery is the newest is not known before its batch is. */
function beingDelivered(id: string): AnswerOutcome {
  const message = `Record ${id} is being delivered, or its run was interrupted. Let the process run to its end, then give the answer again.`
  return { kind: 'rejected', code: 'BEING_DELIVERED', message }
}
