import type { RunStateInput, StoredMessages } from '@coupa-connector/protocol'
import { sql } from 'kysely'
import { keepFact } from './deployment-facts.ts'
import type { HeldRunState } from './held-run.ts'

/** Keeps what another system is to be told, in the transaction of the state that it speaks of. */
export async function postMessages(
  { trx, deployment }: Pick<HeldRunState, 'trx' | 'deployment'>,
  run: string | undefined,
  messages: StoredMessages = [],
): Promise<void> {
  if (messages.length === 0) return
  // A number is never given twice, also when the outbox was empty in between, and a backup brings the last one along.
  await sql`
    with counted as (
      insert into process_fact as fact (deployment_id, name, value)
      values (${deployment}::uuid, 'outbox', to_jsonb(${messages.length}::bigint))
      on conflict (deployment_id, name) do update
        set value = to_jsonb((fact.value#>>'{}')::bigint + ${messages.length}::bigint)
      returning (value#>>'{}')::bigint - ${messages.length}::bigint as before
    )
    insert into process_outbox (deployment_id, number, run, kind, content)
    select ${deployment}::uuid, counted.before + place, ${run ?? null}::text, message->>'kind', message->'content'
    from counted, jsonb_array_elements(${JSON.stringify(messages)}::jsonb) with ordinality as given (message, place)
    order by place`.execute(trx)
}

/** The oldest messages that wait, and how many there are. */
export async function readOutbox(
  { trx, deployment }: HeldRunState,
  { limit }: RunStateInput<'outbox'>,
): Promise<unknown> {
  const rows = await trx
    .selectFrom('process_outbox')
    .select(['number', 'run', 'kind', 'content', 'tries', 'queued_at'])
    .where('deployment_id', '=', deployment)
    .orderBy('number')
    .limit(limit)
    .execute()
  const { waiting } = await trx
    .selectFrom('process_outbox')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('deployment_id', '=', deployment)
    .executeTakeFirstOrThrow()
  const entries = rows.map(({ number, run, kind, content, tries, queued_at }) => ({
    number: Number(number),
    ...(run === null ? {} : { run }),
    ...{ kind, content, tries },
    queuedAtMs: queued_at?.getTime() ?? 0,
  }))
  return { entries, waiting: Number(waiting) }
}

/** Notes what became of messages, and what was told so far. */
export async function keepOutbox(
  held: HeldRunState,
  { begun = [], done = [], told }: RunStateInput<'keep-outbox'>,
): Promise<void> {
  const { trx, deployment } = held
  if (begun.length > 0) {
    await trx
      .updateTable('process_outbox')
      .set({ tries: sql<number>`tries + 1` })
      .where('deployment_id', '=', deployment)
      .where('number', 'in', begun)
      .execute()
  }
  if (done.length > 0) {
    await trx.deleteFrom('process_outbox').where('deployment_id', '=', deployment).where('number', 'in', done).execute()
  }
  if (told !== undefined) await keepFact(held, 'told', told)
}
