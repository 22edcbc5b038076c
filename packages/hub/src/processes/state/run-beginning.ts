import { randomBytes } from 'node:crypto'
import type { RunStateInput } from '@coupa-connector/protocol'
import { changeRun, type HeldRunState } from './held-run.ts'

/**
 * Begins the run, or continues it after the node before. A new one goes on from where the last one of the same fingerprint
 * stopped, if that was of its kind and failed for a reason that passes.
 */
export async function beginRun(held: HeldRunState, { definition }: RunStateInput<'begin'>): Promise<unknown> {
  const { trx, run, deployment } = held
  const row = await trx
    .selectFrom('process_run')
    .select(['kind', 'fingerprint', 'counters', 'position', 'generation', 'started_at'])
    .where('id', '=', run)
    .executeTakeFirstOrThrow()
  const isResumed = row.fingerprint === definition
  const startedAtMs = (row.started_at ?? new Date()).getTime()
  if (isResumed) {
    const batches = await trx
      .selectFrom('process_batch')
      .select(({ fn }) => fn.max('number').as('last'))
      .where('run_id', '=', run)
      .executeTakeFirst()
    const { counters, position, generation } = row
    return { id: run, isResumed, startedAtMs, generation, counters, position, nextBatch: (batches?.last ?? 0) + 1 }
  }
  const last = await trx
    .selectFrom('process_run')
    .select(['fingerprint', 'can_continue', 'position', 'generation'])
    .where('deployment_id', '=', deployment)
    .where('state', '=', 'ended')
    .where('kind', '=', row.kind)
    .where('fingerprint', 'is not', null)
    .orderBy('ended_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const goesOn = last?.fingerprint === definition && last.can_continue
  const position = goesOn ? last.position : { pass: 0 }
  const generation = (goesOn ? last.generation : null) ?? run
  const changed = { fingerprint: definition, position: JSON.stringify(position), generation, counters: '{}' }
  await changeRun(held, run, changed)
  return { id: run, isResumed, startedAtMs, generation, counters: {}, position, nextBatch: 1 }
}

/** The key of the hashes of sensitive columns: made once for the deployment. */
export async function readHashKey({ trx, deployment }: HeldRunState): Promise<string> {
  const row = await trx
    .insertInto('process_fact')
    .values({
      deployment_id: deployment,
      name: 'hash key',
      value: JSON.stringify(randomBytes(32).toString('base64url')),
    })
    .onConflict((conflict) =>
      // Written once more, so that the statement answers with the row that is there.
      conflict.columns(['deployment_id', 'name']).doUpdateSet({ name: 'hash key' }),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return String(row.value)
}
