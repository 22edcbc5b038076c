import type { Definition } from '../definition/definition-schema.ts'
import type { AnswerChange, AnsweredDelivery, AnswerRejection, ConsumerAnswer } from './consumer-answer.ts'
import { judgeAnswer } from './judge-answer.ts'
import { type RefusalMessage, refusalMessages } from './refusal-messages.ts'

/** What became of an answer. */
export type AnswerOutcome =
  /** Kept: Coupa is told by who has the state next. */
  | { readonly kind: 'accepted' | 'refused' }
  /** It was given before and changes nothing. */
  | { readonly kind: 'repeated' }
  | { readonly kind: 'rejected'; readonly code: AnswerRejection; readonly message: string }

/** An answer of the consumer, and what is to be reported of it. */
export interface AnswerToKeep extends AnswerChange {
  readonly messages?: readonly RefusalMessage[] | undefined
}

/** What answers are judged by and kept in. */
export interface AnswerLedger {
  /** Batches of which nobody knows whether the destination committed them. */
  openBatches(): Promise<readonly { readonly outcome: { readonly records: readonly { readonly id: string }[] } }[]>
  /** The newest deliveries of these records, by id. */
  entries(ids: readonly string[]): Promise<ReadonlyMap<string, AnsweredDelivery>>
  /** Keeps each answer only while its delivery is the same and in the same state; gives the ids of those that it kept. */
  keepAnswers(answers: readonly AnswerToKeep[]): Promise<readonly string[]>
}

export interface TakeAnswersOptions {
  readonly definition: Definition
  readonly ledger: AnswerLedger
  /** Called when a group of answers is kept, before their outcomes are given. */
  readonly onKept?: (() => void | Promise<void>) | undefined
}

/** Answers that are kept at once. */
const mostAtOnce = 500
/** A run may change the state between the judgement and keeping it. */
const mostJudgements = 3

/**
 * Takes answers of the consumer and keeps them, each before its outcome is given. Coupa is not told here. Yields an outcome for
 * each answer, in their order.
 */
export async function* takeAnswers<Answer extends ConsumerAnswer>(
  answers: Iterable<Answer> | AsyncIterable<Answer>,
  options: TakeAnswersOptions,
): AsyncGenerator<readonly [Answer, AnswerOutcome]> {
  for await (const group of groupsOf(answers)) {
    const outcomes = await keepGroup(group, options)
    await options.onKept?.()
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
  { definition, ledger }: TakeAnswersOptions,
): Promise<readonly AnswerOutcome[]> {
  const outcomes = new Map<string, AnswerOutcome>()
  let open = answers
  for (let judgement = 1; open.length > 0; judgement++) {
    const changes = await judge(open)
    const kept = new Set(changes.length === 0 ? [] : await ledger.keepAnswers(changes))
    for (const { id, to } of changes) {
      if (kept.has(id)) outcomes.set(id, { kind: to === 'delivered' ? 'accepted' : 'refused' })
      else if (judgement === mostJudgements) outcomes.set(id, beingDelivered(id))
    }
    open = open.filter(({ id }) => !outcomes.has(id))
  }
  return answers.map(({ id }) => outcomes.get(id) ?? beingDelivered(id))

  async function judge(given: readonly ConsumerAnswer[]): Promise<readonly AnswerToKeep[]> {
    const inOpenBatches = new Set(
      (await ledger.openBatches()).flatMap(({ outcome }) => outcome.records.map(({ id }) => id)),
    )
    const entries = await ledger.entries(given.map(({ id }) => id))
    const changes: AnswerToKeep[] = []
    for (const answer of given) {
      if (inOpenBatches.has(answer.id)) {
        outcomes.set(answer.id, beingDelivered(answer.id))
        continue
      }
      const verdict = judgeAnswer(answer, entries.get(answer.id), definition)
      if (verdict.kind !== 'change') outcomes.set(answer.id, verdict)
      else changes.push({ ...verdict.change, messages: refusalMessages(verdict.change, definition) })
    }
    return changes
  }
}

/** Which delivery is the newest is not known before its batch is. */
function beingDelivered(id: string): AnswerOutcome {
  const message = `Record ${id} is being delivered, or its run was interrupted. Let the process run to its end, then give the answer again.`
  return { kind: 'rejected', code: 'BEING_DELIVERED', message }
}
