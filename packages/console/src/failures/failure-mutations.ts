import type { Run } from '@coupa-connector/protocol'
import type { QueryClient } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { randomId } from '../api/random-id.ts'
import { tellRunChanged } from '../runs/tell-run-changed.ts'
import { failureKeys } from './failure-queries.ts'

/** Records of a deployment: of a group, these, or all of them. */
export interface FailureChoice {
  readonly deployment: string
  readonly group?: string | undefined
  readonly ids?: readonly string[] | undefined
}

/** Reads and delivers records once more, in a run of their own. */
export async function retryFailures(account: string, choice: FailureChoice): Promise<Run> {
  const options = { params: placeOf(account, choice), body: filterOf(choice), idempotencyKey: randomId() }
  return (await client.call('failures.retry', options)).body
}

export interface Dismissal {
  readonly reason: string
  /** Whether Coupa is told that they were exported, so that work lists do not offer them again. */
  readonly markExported: boolean
}

/** Takes records off the list with a reason; answers with how many. */
export async function dismissFailures(account: string, choice: FailureChoice, dismissal: Dismissal) {
  const body = { ...filterOf(choice), ...dismissal }
  return (await client.call('failures.dismiss', { params: placeOf(account, choice), body })).body
}

/** After a change, failures are loaded again, and the processes that count them. */
export async function tellFailuresChanged(queryClient: QueryClient, account: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: failureKeys.all(account) }),
    tellRunChanged(queryClient, account),
  ])
}

function placeOf(account: string, { deployment }: FailureChoice) {
  return { account, deployment }
}

function filterOf({ group, ids }: FailureChoice) {
  return { ...(group === undefined ? {} : { group }), ...(ids === undefined ? {} : { ids: [...ids] }) }
}
