import { ValidationError } from '@coupa-connector/connector'
import { classifyFailure } from '../coupa/classify-failure.ts'
import { differences } from '../coupa/compare-fields.ts'
import type { LoadContext, PlanContext } from '../load-context.ts'
import { addDocuments, type OpenDocument, openDocuments } from './invoice-documents.ts'
import type { LoadStrategy } from './load-strategy.ts'
import { ambiguous, conflict, knownOf } from './outcome-details.ts'
import { findRecords, recordsStrategy } from './records-strategy.ts'
import type { CreatePlan, RowInHand, RowPlan, Settled, UpdatePlan } from './row-plan.ts'

/**
 * Invoices: draft, scan, attachments, submission (F-330, F-387, F-384). Coupa tells of each step whether it is done, so that
 * what was interrupted goes on where it was. An invoice that is there is never changed.
 */
export const invoicesStrategy: LoadStrategy = {
  trustsWhatIsKnown: false,
  lookUp: async (rows, context) => {
    const found = await findRecords(rows, context, ['status'])
    return rows.map((row, place) => planOf(row, found[place] ?? [], context))
  },
  create,
  update,
}

function planOf(row: RowInHand, found: readonly Readonly<Record<string, unknown>>[], context: PlanContext): RowPlan {
  const { row: pending, record, at } = row
  const [only, ...others] = found
  if (others.length > 0) return ambiguous(found)
  if (only === undefined) return { kind: 'create', at, record }
  const id = String(only.id)
  const changed = differences(record.record, only, at.description)
  const { intent } = pending
  if (Object.keys(changed).length > 0) {
    return intent?.kind === 'create' ? conflict(id, changed) : isOther(id, Object.keys(changed))
  }
  const { isSubmitted } = stepsOf(context)
  if (isDraft(only.status) && (isSubmitted || record.documents !== undefined)) {
    const isNew = intent?.kind === 'create'
    return { kind: 'update', at, record, id, changed: statusChange(only.status), isNew }
  }
  return intent === undefined
    ? { kind: 'unchanged', record, id, isNews: true }
    : { kind: 'arrived', record, id, intent }
}

function isOther(id: string, fields: readonly string[]): RowPlan {
  const shown = fields.slice(0, 5).join(', ')
  const message = `Coupa has an invoice with this number and supplier, ${id}, that differs in ${shown}. An invoice that is there is not changed.`
  return { kind: 'settled', outcome: 'failed', detail: { class: 'conflict', code: 'EXISTS_DIFFERENT', message, id } }
}

function isDraft(status: unknown): boolean {
  return status === 'draft' || status === 'new'
}

function stepsOf({ definition }: Pick<PlanContext, 'definition'>): { readonly isSubmitted: boolean } {
  return { isSubmitted: definition.destination.documents?.submit ?? true }
}

function statusChange(status: unknown): UpdatePlan['changed'] {
  return { status: { old: status ?? null, new: 'submitted' } }
}

async function create(plan: CreatePlan, context: LoadContext): Promise<Settled> {
  // A file that is missing is noticed before there is a draft.
  const documents = await openDocuments(plan.record, context)
  if ('fault' in documents) return { outcome: 'failed', detail: documents.fault }
  const created = await recordsStrategy.create(plan, context)
  const { id } = created.detail
  if (id === undefined) return created
  return await complete({ ...plan, id, kind: 'update', changed: {} }, documents.open, created, context)
}

async function update(plan: UpdatePlan, context: LoadContext): Promise<Settled> {
  const { record, id, isNew = false } = plan
  const documents = await openDocuments(record, context)
  if ('fault' in documents) return { outcome: 'failed', detail: { ...documents.fault, id } }
  const known = knownOf(record, id, context.definition)
  const settled = { outcome: isNew ? 'created' : 'updated', detail: { id }, known } as const
  return await complete(plan, documents.open, settled, context)
}

/** Takes the steps that are not done. What goes wrong in one leaves a draft, and the next run goes on with it. */
async function complete(
  { at, id }: UpdatePlan,
  documents: readonly OpenDocument[],
  settled: Settled,
  context: LoadContext,
): Promise<Settled> {
  try {
    await addDocuments({ at, id }, documents, context)
    const { isSubmitted } = stepsOf(context)
    const status = isSubmitted ? await submit({ at, id }, context) : undefined
    const changed = status === undefined ? {} : { changed: { status: { old: 'draft', new: status } } }
    return { ...settled, detail: { ...settled.detail, ...changed } }
  } catch (error) {
    context.signal?.throwIfAborted()
    const { outcome, detail, isGeneral } = classifyFailure(error, at.description)
    if (isGeneral) throw error
    const message = `The invoice is in Coupa as a draft, and is not complete: ${detail.message ?? ''}`
    return { outcome, detail: { ...detail, id, message } }
  }
}

/** Submits a draft, and answers with what it is then. */
async function submit({ at, id }: Pick<UpdatePlan, 'at' | 'id'>, { signal }: LoadContext): Promise<string> {
  const read = async (): Promise<unknown> =>
    (await at.get(id, { fields: ['id', 'status'], priority: 'bulk', signal })).status
  try {
    await at.action(id, 'submit', {}, { priority: 'bulk', signal })
  } catch (error) {
    // Refused because the first answer was lost, and it was submitted then.
    if (!(error instanceof ValidationError) || isDraft(await read())) throw error
  }
  return String(await read())
}
