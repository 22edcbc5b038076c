import { NotFoundError, OutcomeUnknownError, type WritableRecord } from '@coupa-connector/connector'
import { type LoadRecord, valueOfTarget } from '@coupa-connector/process'
import { differences, onlyChanged } from '../coupa/compare-fields.ts'
import { fieldsToRead } from '../coupa/fields-to-read.ts'
import { lookUpRecords } from '../coupa/look-up-records.ts'
import type { LoadContext, PlanContext } from '../load-context.ts'
import { callRecordAction, isCollectionAction, statusOf } from './actions.ts'
import type { LoadStrategy } from './load-strategy.ts'
import { ambiguous, conflict, existsAlready, ignoredBy, isInactivated, knownOf, missing } from './outcome-details.ts'
import type { CreatePlan, RowInHand, RowPlan, Settled, UpdatePlan } from './row-plan.ts'
import { settleMs } from './send-until-seen.ts'
import { laterOf, partChanges, withoutLater } from './two-passes.ts'

type Found = Readonly<Record<string, unknown>>

/** Records with a key: looked up, created where they are missing, and changed where they differ. */
export const recordsStrategy: LoadStrategy = {
  trustsWhatIsKnown: true,
  lookUp: async (rows, context) => {
    const found = await findRecords(rows, context)
    return rows.map((row, place) => planOf(row, found[place] ?? [], context))
  },
  create,
  update,
}

/** What Coupa has under the keys of records that are all at the same place. */
export async function findRecords(
  rows: readonly Pick<RowInHand, 'record' | 'at'>[],
  { definition, signal }: PlanContext,
  more: readonly string[] = [],
): Promise<readonly Found[][]> {
  const [first] = rows
  if (first === undefined) return []
  const { key } = definition.destination
  const contents = rows.map(({ record }) => record.record)
  const hasStatus = first.at.description.fields.some(({ name }) => name === 'status')
  const isAction = rows.some(({ record }) => record.action !== undefined)
  const paths = [...key, ...more, ...(isAction && hasStatus ? ['status'] : [])]
  return await lookUpRecords(contents, { resource: first.at, key, fields: fieldsToRead(contents, paths), signal })
}

/** What is to be done about a record, of which Coupa has nothing, one, or several that cannot be told apart. */
export function planOf(
  { row: { intent }, record, at }: RowInHand,
  found: readonly Found[],
  context: PlanContext,
): RowPlan {
  const { definition } = context
  const { write } = definition.destination
  const [only, ...others] = found
  if (others.length > 0) return ambiguous(found)
  if (only === undefined) return planOfMissing({ record, at }, context)
  const id = String(only.id)
  if (record.action !== undefined) {
    const status = statusOf(only)
    const hasArrived = intent !== undefined && status !== undefined && intent.changed?.status?.old !== status
    if (hasArrived) return { kind: 'arrived', record, id, intent }
    return { kind: 'update', at, record, id, changed: { status: { old: status ?? null, new: record.action.name } } }
  }
  const { now, later } = partChanges(differences(record.record, only, at.description), definition)
  const isSame = Object.keys(now).length === 0
  if (intent !== undefined && isSame) return { kind: 'arrived', record, id, intent, later }
  if (intent?.kind === 'create') return conflict(id, now)
  if (isSame) return { kind: 'unchanged', record, id, isNews: true, later }
  return write === 'create' ? existsAlready(id) : { kind: 'update', at, record, id, changed: now, later }
}

function planOfMissing({ record, at }: Pick<RowInHand, 'record' | 'at'>, { definition }: PlanContext): RowPlan {
  const { action } = record
  const canCreate = action === undefined || isCollectionAction(at, action.name)
  if (definition.destination.write === 'update' || !canCreate) return missing(record)
  return { kind: 'create', at, record, later: laterOf(record.record, definition) }
}

async function create({ at, record, later }: CreatePlan, context: LoadContext): Promise<Settled> {
  const { definition, signal } = context
  const { ignoredFields } = definition.destination
  const naturalKey = naturalKeyOf(record, definition.destination.key)
  if (record.action !== undefined) return await createByAction({ kind: 'create', at, record }, context)
  const content = withoutLater(record.record, definition) as WritableRecord
  const options = { naturalKey, ignoredFields, priority: 'bulk', signal } as const
  const { id: created, notices } = await at.create(content, options)
  const id = String(created)
  const changed = hasChanges(later) ? { changed: later } : {}
  return {
    outcome: 'created',
    detail: { id, ...changed, ...ignoredBy(notices) },
    known: knownOf(record, id, definition, later),
    isDeferred: hasChanges(later),
  }
}

/** Some actions create what they are about: a requisition that is submitted at once. */
async function createByAction({ at, record }: CreatePlan, context: LoadContext): Promise<Settled> {
  const { definition, clock, signal } = context
  const { name = '', parameters = {} } = record.action ?? {}
  const created = (id: string): Settled => ({
    outcome: 'created',
    detail: { id },
    known: knownOf(record, id, definition),
  })
  try {
    const answer = await at.action(undefined, name, { ...record.record, ...parameters } as WritableRecord, {
      priority: 'bulk',
      signal,
    })
    const id = answer.kind === 'record' ? answer.record.id : undefined
    if (id !== undefined && id !== null) return created(String(id))
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError) || record.key === undefined) throw error
    await clock.sleep(settleMs, signal)
    const [found = []] = await findRecords([{ at, record }], context)
    const [only, ...others] = found
    if (only === undefined || others.length > 0) throw error
    return created(String(only.id))
  }
  const [[only] = []] = await findRecords([{ at, record }], context)
  return created(String(only?.id ?? ''))
}

/** Fields whose values a lost answer is looked up by. */
function naturalKeyOf({ record }: LoadRecord, key: readonly string[]): readonly string[] {
  const given = key.filter((path) => String(valueOfTarget(record, path) ?? '').trim() !== '')
  return [...new Set(given.map((path) => path.split('.')[0] ?? ''))]
}

async function update(plan: UpdatePlan, context: LoadContext): Promise<Settled> {
  const { definition, signal } = context
  const { ignoredFields } = definition.destination
  const { at, record, id, changed, later } = plan
  if (record.action !== undefined) return await callRecordAction(plan, context)
  const sent = onlyChanged(record.record, Object.keys(changed))
  try {
    const { notices } = await at.update(id, sent as WritableRecord, { ignoredFields, priority: 'bulk', signal })
    return {
      outcome: isInactivated(changed, definition) ? 'inactivated' : 'updated',
      detail: { id, changed: { ...changed, ...later }, ...ignoredBy(notices) },
      known: knownOf(record, id, definition, later),
      isDeferred: hasChanges(later),
    }
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error
    return await writeAnew(plan, error, context)
  }
}

/** What was known under an id is not there any more: looks for it once by its key. */
async function writeAnew({ at, record }: UpdatePlan, gone: NotFoundError, context: LoadContext): Promise<Settled> {
  const { definition, signal } = context
  const [found = []] = await findRecords([{ at, record }], context)
  const [only, ...others] = found
  if (others.length > 0) throw gone
  if (only === undefined) {
    if (definition.destination.write === 'update') throw gone
    return await create({ kind: 'create', at, record, later: laterOf(record.record, definition) }, context)
  }
  const id = String(only.id)
  const { now: changed, later } = partChanges(differences(record.record, only, at.description), definition)
  const known = knownOf(record, id, definition, later)
  const isDeferred = hasChanges(later)
  if (Object.keys(changed).length === 0) return { outcome: 'unchanged', detail: { id }, known, isDeferred }
  const sent = onlyChanged(record.record, Object.keys(changed))
  const { notices } = await at.update(id, sent as WritableRecord, { priority: 'bulk', signal })
  return {
    outcome: 'updated',
    detail: { id, changed: { ...changed, ...later }, ...ignoredBy(notices) },
    known,
    isDeferred,
  }
}

function hasChanges(changed: Readonly<Record<string, unknown>> = {}): boolean {
  return Object.keys(changed).length > 0
}
