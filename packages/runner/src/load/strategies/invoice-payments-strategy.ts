import type { CoupaRecord, WritableRecord } from '@coupa-connector/connector'
import type { LoadRecord } from '@coupa-connector/process'
import { differences, isSameScalar, leavesOf } from '../coupa/compare-fields.ts'
import { fieldsToRead } from '../coupa/fields-to-read.ts'
import { lookUpRecords } from '../coupa/look-up-records.ts'
import { dayOf } from '../coupa/same-day.ts'
import type { LoadContext, PlanContext } from '../load-context.ts'
import type { ChangedField, OutcomeDetail } from '../state/load-state.ts'
import { inTurn } from './in-turn.ts'
import type { LoadStrategy } from './load-strategy.ts'
import { ambiguous, heldFor, knownOf } from './outcome-details.ts'
import type { RowInHand, RowPlan, Settled, UpdatePlan } from './row-plan.ts'
import { sendUntilSeen } from './send-until-seen.ts'

type FieldsOfRecord = Readonly<Record<string, unknown>>

/**
 * Payments of invoices (F-332). What Coupa has paid twice nobody can take back, so that a payment is sent only when the
 * invoice, read just before, does not have it. Whether a PUT adds payments or replaces them is not documented (F-347): those
 * that are there are named by their ids, which is right either way, and what came of it is compared.
 */
export const invoicePaymentsStrategy: LoadStrategy = {
  trustsWhatIsKnown: false,
  lookUp,
  create: () => Promise.reject(new TypeError('payments create no invoices')),
  update,
}

/** Fields that are written. All others say which invoice is meant. */
const written = ['paid', 'payment-date', 'payment-notes', 'payments', 'custom-fields']
const paymentFields = ['id', 'amount-paid', 'check-number', 'notes', 'payment-date']

async function lookUp(rows: readonly RowInHand[], { signal }: PlanContext): Promise<readonly RowPlan[]> {
  const plans: RowPlan[] = []
  for (const group of sameMatches(rows)) {
    const [first] = group.rows
    if (first === undefined) continue
    const matches = group.rows.map(({ record }) => matchOf(record))
    const contents = group.rows.map(({ record }) => contentOf(record))
    const paths = [...group.key, ...paymentFields.map((field) => `payments[].${field}`)]
    const wanted = { resource: first.at, key: group.key, fields: fieldsToRead(contents, paths), signal }
    const found = await lookUpRecords(matches, wanted)
    for (const [place, row] of group.rows.entries()) plans[rows.indexOf(row)] = planOf(row, found[place] ?? [])
  }
  return plans
}

/** Records whose invoices are identified by the same fields: some may give the date, and some not. */
function sameMatches(
  rows: readonly RowInHand[],
): readonly { readonly key: readonly string[]; readonly rows: RowInHand[] }[] {
  const groups = new Map<string, { readonly key: readonly string[]; readonly rows: RowInHand[] }>()
  for (const row of rows) {
    const key = [...leavesOf(matchOf(row.record))].map(([path]) => path)
    const group = groups.get(key.join()) ?? { key, rows: [] }
    group.rows.push(row)
    groups.set(key.join(), group)
  }
  return [...groups.values()]
}

function matchOf({ record }: LoadRecord): FieldsOfRecord {
  return Object.fromEntries(Object.entries(record).filter(([name, value]) => !written.includes(name) && value !== null))
}

function contentOf({ record }: LoadRecord): FieldsOfRecord {
  return Object.fromEntries(Object.entries(record).filter(([name]) => written.includes(name)))
}

function planOf({ row: { intent }, record, at }: RowInHand, found: readonly FieldsOfRecord[]): RowPlan {
  const [only, ...others] = found
  const { 'invoice-number': number } = record.record
  if (others.length > 0)
    return ambiguous(found, 'invoices with this number and supplier; invoice-date tells them apart')
  if (only === undefined) {
    const message = `Coupa has no invoice with the number "${String(number)}" of this supplier yet. The payment waits for it.`
    return heldFor('invoice-number', message)
  }
  const id = String(only.id)
  const changed = changesOf(record, only, at)
  if (Object.keys(changed).length > 0) return { kind: 'update', at, record, id, changed }
  return intent === undefined
    ? { kind: 'unchanged', record, id, isNews: true }
    : { kind: 'arrived', record, id, intent }
}

/** What of a record the invoice does not have. Payments are compared as Coupa's own loader does: date, number, amount. */
function changesOf(
  record: LoadRecord,
  invoice: FieldsOfRecord,
  at: UpdatePlan['at'],
): Readonly<Record<string, ChangedField>> {
  const { payments: _, ...header } = contentOf(record)
  const absent = absentPayments(record, invoice)
  return {
    ...differences(header, invoice, at.description),
    ...(absent.length === 0 ? {} : { payments: { old: paymentsOf(invoice).length, new: absent } }),
  }
}

function absentPayments({ record }: LoadRecord, invoice: FieldsOfRecord): readonly FieldsOfRecord[] {
  const free = new Set(paymentsOf(invoice))
  return paymentsOf(record).filter((payment) => {
    const like = [...free].find((other) => isSamePayment(payment, other))
    if (like !== undefined) free.delete(like)
    return like === undefined
  })
}

function paymentsOf({ payments }: FieldsOfRecord): readonly FieldsOfRecord[] {
  return Array.isArray(payments) ? payments : []
}

/** The time of a payment is not part of it: the same day, number and amount are the same money. */
function isSamePayment(one: FieldsOfRecord, other: FieldsOfRecord): boolean {
  const isSame = (left: unknown, right: unknown, type: 'date' | 'decimal' | 'string'): boolean =>
    isSameScalar(left, right, { type, ignoresCase: true })
  return (
    isSame(dayOf(one['payment-date']) ?? one['payment-date'], other['payment-date'], 'date') &&
    isSame(one['amount-paid'], other['amount-paid'], 'decimal') &&
    isSame(numberOf(one), numberOf(other), 'string')
  )
}

/** `check-number` is another name of `notes` (F-332). */
function numberOf(payment: FieldsOfRecord): unknown {
  return payment['check-number'] || payment.notes
}

async function update(plan: UpdatePlan, context: LoadContext): Promise<Settled> {
  return await inTurn(context.turns, `invoices/${plan.id}`, () => pay(plan, context))
}

async function pay({ at, record, id }: UpdatePlan, context: LoadContext): Promise<Settled> {
  const { definition, signal } = context
  const fields = fieldsToRead(
    [contentOf(record)],
    paymentFields.map((field) => `payments[].${field}`),
  )
  const options = { fields, priority: 'bulk', signal } as const
  const read = async (): Promise<CoupaRecord> => await at.get(id, options)
  const before = await read()
  const changed = changesOf(record, before, at)
  const known = knownOf(record, id, definition)
  if (Object.keys(changed).length === 0) return { outcome: 'unchanged', detail: { id }, known }
  const after = await sendUntilSeen(
    async () => {
      await at.update(id, bodyOf(record, before, changed), options)
      return await read()
    },
    async () => {
      const now = await read()
      return Object.keys(changesOf(record, now, at)).length === 0 ? now : undefined
    },
    context,
  )
  const fault = faultIn(record, before, after)
  if (fault !== undefined) return { outcome: 'failed', detail: { ...fault, id } }
  const ignored = Object.keys(changesOf(record, after, at))
  return { outcome: 'updated', detail: { id, changed, ...ignoredNote(ignored) }, known }
}

function bodyOf(
  { record }: LoadRecord,
  before: FieldsOfRecord,
  changed: Readonly<Record<string, ChangedField>>,
): WritableRecord {
  const header = Object.keys(changed)
    .map((path) => path.split('.')[0] ?? '')
    .filter((name) => name !== 'payments')
  const absent = (changed.payments?.new ?? []) as readonly FieldsOfRecord[]
  const kept = paymentsOf(before).map(({ id }) => ({ id }))
  return {
    ...Object.fromEntries(header.map((name) => [name, record[name]])),
    ...(absent.length === 0 ? {} : { payments: [...kept, ...absent] }),
  } as WritableRecord
}

/** The invoice has to have what it had, and what was sent once more than before. */
function faultIn(record: LoadRecord, before: FieldsOfRecord, after: FieldsOfRecord): OutcomeDetail | undefined {
  const ids = new Set(paymentsOf(after).map(({ id }) => String(id)))
  const isLost = paymentsOf(before).some(({ id }) => !ids.has(String(id)))
  const sent = absentPayments(record, before)
  if (absentPayments(record, after).length > 0) {
    const message = 'Coupa answered with success, and the invoice does not have the payment.'
    return { class: 'invalid', code: 'IGNORED_BY_COUPA', field: 'payments', message }
  }
  const isOnce = paymentsOf(after).length === paymentsOf(before).length + sent.length
  if (!isLost && isOnce) return undefined
  const message = isLost
    ? 'Payments that the invoice had are gone after this one was added. Compare the payments of the invoice with your books.'
    : 'The invoice has more payments than were added to it. Compare the payments of the invoice with your books.'
  return { class: 'conflict', code: 'PAYMENTS_DIFFER', field: 'payments', message }
}

function ignoredNote(fields: readonly string[]): OutcomeDetail {
  if (fields.length === 0) return {}
  const message = `Coupa did not take ${fields.join(', ')} as it was sent.`
  return { code: 'IGNORED_BY_COUPA', field: fields[0], message }
}
