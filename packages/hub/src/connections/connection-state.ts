import { type RawBuilder, sql } from 'kysely'
import { passedOutcomes } from './settings/test-verdict.ts'

export const connectionStates = ['verified', 'failing', 'draft', 'never-tested'] as const

export type ConnectionState = (typeof connectionStates)[number]

/** The state of a row of `connection`, as SQL, so that lists can filter by it. Nothing else decides the state. */
export function connectionState(): RawBuilder<ConnectionState> {
  const passed = sql.join(passedOutcomes.map((outcome) => sql.lit(outcome)))
  return sql<ConnectionState>`case
    when last_test->>'fingerprint' = fingerprint and last_test->>'outcome' not in (${passed}) then 'failing'
    when verified_fingerprint = fingerprint then 'verified'
    when last_test is null and verified_fingerprint is null then 'never-tested'
    else 'draft'
  end`
}
