import type { Run } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../database/schema.ts'

type Failures = NonNullable<Run['failures']>

interface Counted {
  readonly of: string
  readonly state: 'open' | 'fixed' | 'dismissed'
  readonly fixed_in: string | null
  readonly records: number
}

/** What became of the records that runs set aside, by run. One that set none aside is not named. */
export async function failuresOfRuns(
  db: Kysely<Database>,
  runs: readonly { readonly id: string; readonly deployment: string }[],
): Promise<ReadonlyMap<string, Failures>> {
  if (runs.length === 0) return new Map()
  const { rows } = await sql<Counted>`
    select given.id as of, failure.state, failure.fixed_in, count(*)::integer as records
    from jsonb_to_recordset(${JSON.stringify(runs)}::jsonb) as given (id text, deployment uuid)
    join lateral (
      select record_id, state, fixed_in from process_failure
      where deployment_id = given.deployment and run = given.id
      union
      select record_id, state, fixed_in from process_failure
      where deployment_id = given.deployment and first_run = given.id
    ) as failure on true
    group by given.id, failure.state, failure.fixed_in
    order by given.id, records desc, failure.fixed_in`.execute(db)
  return new Map([...Map.groupBy(rows, ({ of }) => of)].map(([run, counted]) => [run, sumOf(counted)]))
}

function sumOf(counted: readonly Counted[]): Failures {
  const count = (wanted: Counted['state']): number =>
    counted.reduce((sum, { state, records }) => (state === wanted ? sum + records : sum), 0)
  return {
    open: count('open'),
    fixed: count('fixed'),
    dismissed: count('dismissed'),
    fixedIn: counted.flatMap(({ state, fixed_in: run, records }) =>
      state === 'fixed' && run !== null ? [{ run, records }] : [],
    ),
  }
}
