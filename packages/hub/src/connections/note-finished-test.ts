import { type Kysely, sql } from 'kysely'
import type { Database, StoredLastTest } from '../database/schema.ts'
import { isDecisive, isPassed } from './test-verdict.ts'

/** A finished test, for the state of its connection. */
export interface FinishedTest {
  readonly account: string
  readonly connection: string
  readonly fingerprint: string
  readonly job: string
  readonly outcome: string
  readonly title: string
  readonly container: { readonly id: string | null; readonly name: string }
}

/**
 * Notes the outcome of a test on its connection, in the transaction that finishes the job: settings that passed are
 * verified. Outcomes that say nothing about the settings (a container that was lost, a test that was cancelled) change
 * nothing; nor does a test of settings other than the stored ones: should those be stored later, the history is asked.
 */
export async function noteFinishedTest(executor: Kysely<Database>, test: FinishedTest): Promise<void> {
  if (!isDecisive(test.outcome)) return
  // Taken before looking at the fingerprint: a save under way is waited for, and one that comes later finds the test finished.
  const connection = await executor
    .selectFrom('connection')
    .select(['fingerprint', sql<Date>`hub_now()`.as('now')])
    .where('account_id', '=', test.account)
    .where('id', '=', test.connection)
    .forUpdate()
    .executeTakeFirst()
  if (connection?.fingerprint !== test.fingerprint) return
  const lastTest: StoredLastTest = {
    job: test.job,
    outcome: test.outcome,
    title: test.title,
    finishedAt: connection.now.toISOString(),
    container: test.container,
    fingerprint: test.fingerprint,
  }
  await executor
    .updateTable('connection')
    .set({ last_test: JSON.stringify(lastTest) })
    .$if(isPassed(test.outcome), (update) =>
      update.set({ verified_fingerprint: test.fingerprint, verified_at: connection.now }),
    )
    .where('account_id', '=', test.account)
    .where('id', '=', test.connection)
    .where('fingerprint', '=', test.fingerprint)
    .execute()
}
