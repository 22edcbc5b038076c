import type { RunStateInput } from '@coupa-connector/protocol'
import { sql } from 'kysely'
import { keepFailures } from './failures.ts'
import type { DeploymentState } from './held-run.ts'
import { postMessages } from './outbox.ts'

/**
 * Keeps answers of the consumer, each only while the line of the ledger has its `sequence` and its state. A refusal becomes an
 * open failure of the run that delivered the record. Answers with the ids whose answer was kept.
 */
export async function keepAnswers(
  { trx, deployment }: DeploymentState,
  { answers }: RunStateInput<'keep-answers'>,
): Promise<readonly string[]> {
  if (answers.length === 0) return []
  const given = answers.map(({ id, sequence, from, to, answer }) => ({ id, sequence, from, to, answer }))
  const { rows } = await sql<{ id: string; run: string }>`
    update process_record set state = given."to", answer = given.answer
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as given (id text, sequence bigint, "from" text, "to" text, answer jsonb)
    where process_record.deployment_id = ${deployment}::uuid and process_record.record_id = given.id
      and process_record.sequence = given.sequence and process_record.state = given."from"
    returning process_record.record_id as id, process_record.run as run`.execute(trx)
  const runs = new Map(rows.map(({ id, run }) => [id, run]))
  const kept = answers.filter(({ id }) => runs.has(id))
  const failures = kept.flatMap(({ id, answer: { refusal } }) =>
    refusal === undefined ? [] : [{ id, stage: 'answer', class: 'refused', ...refusal, run: runs.get(id) }],
  )
  await keepFailures({ trx, deployment, run: undefined }, failures)
  await postMessages(
    { trx, deployment },
    undefined,
    kept.flatMap(({ messages = [] }) => messages),
  )
  return kept.map(({ id }) => id)
}
