import { sql } from 'kysely'
import type { HeldRunState } from './held-run.ts'

/** A fact that the deployment remembers; null where it does not. */
export async function readFact({ trx, deployment }: HeldRunState, name: string): Promise<unknown> {
  const row = await trx
    .selectFrom('process_fact')
    .select('value')
    .where('deployment_id', '=', deployment)
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.value ?? null
}

/** Remembers a fact instead of the one before. */
export async function keepFact({ trx, deployment }: HeldRunState, name: string, value: unknown): Promise<void> {
  await trx
    .insertInto('process_fact')
    .values({ deployment_id: deployment, name, value: JSON.stringify(value) })
    .onConflict((conflict) => conflict.columns(['deployment_id', 'name']).doUpdateSet({ value: JSON.stringify(value) }))
    .execute()
}

/** The first of as many sequence numbers as are asked for; higher than all before, also after the state was lost. */
export async function nextSequence(
  { trx, deployment }: HeldRunState,
  { openedAtMs, count }: { readonly openedAtMs: number; readonly count: number },
): Promise<number> {
  const { rows } = await sql<{ last: string }>`
    insert into process_fact as fact (deployment_id, name, value)
    values (${deployment}::uuid, 'sequence', to_jsonb(${openedAtMs * 1000 + count - 1}::bigint))
    on conflict (deployment_id, name) do update
      set value = to_jsonb(greatest((fact.value#>>'{}')::bigint + 1, ${openedAtMs * 1000}::bigint) + ${count - 1}::bigint)
    returning value#>>'{}' as last`.execute(trx)
  return Number(rows[0]?.last) - count + 1
}
