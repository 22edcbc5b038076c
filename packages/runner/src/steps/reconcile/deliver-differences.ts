import type { Definition, SourceField } from '@coupa-connector/process'
import type { RunContext } from '../../run/run-context.ts'
import type { LedgerEntry, ReadPosition } from '../../state/run-record.ts'
import type { ReadBatch, ReadRecord } from '../batch-in-hand.ts'
import { deliverBatch } from '../deliver-batch.ts'
import { fetchRecords } from '../fetch-records.ts'
import { updatedAtOf } from '../updated-at-of.ts'

/** The fields that tell whether a record differs. */
export function comparedFields(context: RunContext): readonly SourceField[] {
  return comparesContent(context) ? context.mapper.fields : ['id', 'updated-at']
}

/** Whether whole records are read and compared by their content, because that is asked for or there is no time to go by. */
function comparesContent({ definition, resource }: Pick<RunContext, 'definition' | 'resource'>): boolean {
  const hasTimes = resource.description.fields.some(({ name }) => name === 'updated-at')
  return definition.source.compare === 'content' || !hasTimes
}

/**
 * Delivers what differs among records that were read: with their ids and times, so that those which differ are fetched; or
 * whole. `before` is where reading goes on as long as not all of them are delivered.
 */
export async function deliverDifferences(batch: ReadBatch, before: ReadPosition, context: RunContext): Promise<void> {
  const { differing, lost, known } = await compare(batch.records, context)
  const rest = { generation: undefined, isWatch: false, deliversUnknown: true, lost }
  if (comparesContent(context)) {
    await deliverBatch({ ...rest, records: differing, position: batch.position, knownUnchanged: known }, context)
    return
  }
  const { bytes: mostBytes } = context.definition.limits.batch
  let records: ReadRecord[] = []
  let bytes = 0
  for await (const group of fetchRecords(differing, context.mapper.fields, context)) {
    if (bytes >= mostBytes) {
      await deliverBatch({ ...rest, records, position: before }, context)
      records = []
      bytes = 0
    }
    records.push(...group)
    bytes += JSON.stringify(group.map(({ record }) => record)).length
  }
  await deliverBatch({ ...rest, records, position: batch.position, knownUnchanged: known }, context)
}

interface Comparison {
  /** Records that may differ from what was delivered. */
  readonly differing: readonly ReadRecord[]
  /** Ids of those that the destination does not hold although they were delivered. */
  readonly lost: ReadonlySet<string>
  /** How many did not change. */
  readonly known: number
}

async function compare(records: readonly ReadRecord[], context: RunContext): Promise<Comparison> {
  const { state, definition } = context
  const entries = await state.entries(records.map(({ id }) => id))
  const held = await heldRecords(entries, context)
  const byContent = comparesContent(context)
  const differing: ReadRecord[] = []
  const lost = new Set<string>()
  let known = 0
  for (const record of records) {
    const entry = entries.get(record.id)
    if (!isInScope(record, entry, definition)) continue
    if (entry?.state === 'acknowledged' && held?.has(record.id) === false) lost.add(record.id)
    const updatedAt = updatedAtOf(record.record)
    const isSame = entry?.state === 'acknowledged' && entry.updatedAt !== undefined && entry.updatedAt === updatedAt
    if (isSame && !byContent && !lost.has(record.id)) known++
    else differing.push(record)
  }
  return { differing, lost, known }
}

/** What waits for an acknowledgement is left to the runs that give it. */
function isInScope({ record }: ReadRecord, entry: LedgerEntry | undefined, { source }: Definition): boolean {
  if (entry !== undefined) return entry.state === 'acknowledged' || entry.state === 'deleted'
  if (source.onlyDelivered) return false
  const updatedAt = updatedAtOf(record)
  return source.from === undefined || updatedAt === undefined || Date.parse(updatedAt) >= Date.parse(source.from)
}

/** Which of the delivered records the destination holds; undefined where it cannot say. */
async function heldRecords(
  entries: ReadonlyMap<string, LedgerEntry>,
  { destination, definition }: RunContext,
): Promise<ReadonlySet<string> | undefined> {
  if (destination.findRecords === undefined || !givesEachRecordRows(definition)) return undefined
  return await destination.findRecords([...entries.keys()])
}

/** Whether a record without a row at the destination must have been lost there: a mapping may make no rows of some. */
function givesEachRecordRows({ mapping }: Definition): boolean {
  if (mapping.shape === 'nested') return true
  if (mapping.shape === 'flat') {
    return mapping.when === undefined && (mapping.each === '$' || mapping.withoutItems === 'one-row')
  }
  const [first] = Object.values(mapping.tables)
  return first !== undefined && first.each === '$' && first.when === undefined
}
