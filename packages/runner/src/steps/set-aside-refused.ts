import { EndpointError, findRefusedRecords, type RefusedRecord } from '@coupa-connector/endpoints'
import { RunError } from '../report/run-error.ts'
import type { RunContext } from '../run/run-context.ts'
import type { RecordFailure } from '../state/run-record.ts'
import { createRecordFaults } from './acknowledge/record-faults.ts'
import { takeMarkBack } from './acknowledge/take-mark-back.ts'
import { marksFirst, type NumberedRecord, type OpenedBatch, openBatch } from './open-batch.ts'
import { withFiles } from './transfer-files.ts'

/**
 * After a destination has refused values of a batch: finds the records that hold them and sets them aside, so that they do not
 * hold up the others. A smaller batch takes the place of the one that was refused, without records if none is left. The marks
 * of the records that are set aside are taken back while the larger batch is still known, so that a kill in between leaves no
 * mark without somebody who takes it back. Throws any other error, and a refusal that no single record explains.
 */
export async function setAsideRefused(opened: OpenedBatch, error: unknown, context: RunContext): Promise<OpenedBatch> {
  if (!(error instanceof EndpointError) || error.code !== 'VALUE_REFUSED') throw error
  const { state, destination, run } = context
  const refused = new Map((await refusedOf(opened, error, context)).map((record) => [record.id, record]))
  const isRefused = ({ id }: NumberedRecord): boolean => refused.has(String(id))
  const aside = opened.records.filter(isRefused)
  if (aside.length === 0) throw error
  await context.onStep?.('refused-found')
  await destination.discard(opened.id)
  const failures: RecordFailure[] = []
  const faults = createRecordFaults()
  const sources = new Map(opened.batch.records.map(({ id, record }) => [id, record]))
  for (const record of aside) {
    const id = String(record.id)
    const { message = '', field } = refused.get(id) ?? {}
    const payload = context.payloadOf(sources.get(id), record)
    const failure = { id, stage: 'deliver', class: 'invalid', code: error.code, field, payload } as const
    const notTakenBack = marksFirst(context) ? await takeMarkBack(id, context, faults) : undefined
    failures.push({
      ...failure,
      message:
        notTakenBack === undefined || notTakenBack.class === 'gone' ? message : `${message} ${notTakenBack.message}`,
    })
  }
  if (marksFirst(context)) await context.onStep?.('marks-taken-back')
  const rest = opened.records.filter((record) => !isRefused(record))
  // Files are under the id of their batch.
  const coming = `${run.id}-${context.comingBatchNumber()}`
  const { shaped, failures: withoutFiles } = await withFiles(coming, { shaped: rest, failures: [] }, context)
  const ids = new Set(shaped.map(({ id }) => id))
  const smaller = await openBatch(
    {
      ...opened,
      records: rest.filter(({ id }) => ids.has(id)),
      failures: [...opened.failures, ...failures, ...withoutFiles],
    },
    context,
  )
  await state.batchDropped(run.id, opened.id)
  await context.onStep?.('batch-opened')
  return smaller
}

/** As the destination names them, or by trying halves of the batch. */
async function refusedOf(
  { id, openedAtMs, records, failures, batch: { generation } }: OpenedBatch,
  error: EndpointError,
  { destination, definition, counters }: RunContext,
): Promise<readonly RefusedRecord[]> {
  const { refused, quarantined } = counters()
  const most = Math.max(0, definition.limits.errors.max - refused - quarantined - failures.length)
  const attempt = async (some: readonly NumberedRecord[]): Promise<void> => {
    await destination.write({ id, openedAtMs, generation, records: some.map(withoutHash) })
    await destination.discard(id)
  }
  const found = error.records ?? (await findRefusedRecords(records, attempt, most))
  if (found.length <= most) return found
  throw new RunError(
    'TOO_MANY_ERRORS',
    `The destination refused more records than limits.errors.max (${definition.limits.errors.max}) allows. Record ${found[0]?.id}: ${found[0]?.message}`,
    'Correct the cause, and run the process again; or raise limits.errors.',
  )
}

/** A record as the destination gets it. */
export function withoutHash<T extends { readonly hash: string }>({ hash: _, ...record }: T): Omit<T, 'hash'> {
  return record
}
