import type { BodyInputOf, ResponseOf, Routes } from '@coupa-connector/protocol'
import type { QueryClient } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { randomId } from '../api/random-id.ts'
import { tellRunChanged } from '../runs/tell-run-changed.ts'
import { answerKeys } from './answer-queries.ts'

export type Answer = BodyInputOf<Routes['answers.give']>['answers'][number]
type Given = ResponseOf<Routes['answers.give']>

/** What giving answers came to. */
export interface AnswersGiven {
  readonly accepted: number
  readonly refused: number
  readonly repeated: number
  /** Those that were not taken, each with the reason. */
  readonly rejected: Given['answers']
  /** The run that tells Coupa; null if there is nothing to tell. */
  readonly run: string | null
  readonly waiting: number
}

/** The hub takes no more at once. */
const atOnce = 1000

/** Says what became of delivered records. */
export async function giveAnswers(
  account: string,
  deployment: string,
  answers: readonly Answer[],
): Promise<AnswersGiven> {
  const results: Given['answers'] = []
  let run: string | null = null
  let waiting = 0
  for (let from = 0; from < answers.length; from += atOnce) {
    const body = { answers: answers.slice(from, from + atOnce) }
    const params = { account, deployment }
    const given: Given = (await client.call('answers.give', { params, body, idempotencyKey: randomId() })).body
    results.push(...given.answers)
    run = given.run ?? run
    waiting = given.waiting
  }
  const count = (outcome: Given['answers'][number]['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length
  return {
    accepted: count('accepted'),
    refused: count('refused'),
    repeated: count('repeated'),
    rejected: results.filter(({ outcome }) => outcome === 'rejected'),
    run,
    waiting,
  }
}

/** After answers were given, what waits is loaded again. */
export async function tellAnswersGiven(queryClient: QueryClient, account: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: answerKeys.all(account) }),
    tellRunChanged(queryClient, account),
  ])
}
