import type { CoupaRecord, WritableRecord } from '@coupa-connector/connector'
import { sameValue } from '@coupa-connector/connector/internals'
import { decimalSum } from '@coupa-connector/process'
import { onlyChanged } from '../coupa/compare-fields.ts'
import type { LoadContext } from '../load-context.ts'
import type { OutcomeDetail } from '../state/load-state.ts'
import type { LoadStrategy } from './load-strategy.ts'
import { ignoredBy, knownOf } from './outcome-details.ts'
import { recordsStrategy } from './records-strategy.ts'
import type { RowInHand, Settled, UpdatePlan } from './row-plan.ts'
import { sendUntilSeen } from './send-until-seen.ts'

/**
 * Budget lines: the amount of a new one is set, and that of one that is there is adjusted (F-410). Somebody else may have
 * adjusted it, so that Coupa is asked for it and not the memory of the load.
 */
export const budgetLinesStrategy: LoadStrategy = { ...recordsStrategy, trustsWhatIsKnown: false, refuse, update }

const remainders = ['remaining', 'remaining-budget'] as const

async function refuse({ record: { record } }: RowInHand): Promise<OutcomeDetail | undefined> {
  const field = remainders.find((name) => record[name] !== undefined)
  if (field === undefined) return undefined
  const message = `${field} is set, and what remains of a budget is what Coupa counts. Set amount only, and leave ${field} out.`
  return { class: 'invalid', code: 'REMAINING_GIVEN', field, message }
}

async function update({ at, record, id, changed }: UpdatePlan, context: LoadContext): Promise<Settled> {
  const { definition, signal } = context
  const others = Object.keys(changed).filter((path) => path !== 'amount')
  let notices: OutcomeDetail = {}
  if (others.length > 0) {
    const sent = onlyChanged(record.record, others) as WritableRecord
    notices = ignoredBy((await at.update(id, sent, { priority: 'bulk', signal })).notices)
  }
  const wanted = String(record.record.amount)
  const fault = changed.amount === undefined ? undefined : await adjust({ at, id, wanted }, context)
  if (fault !== undefined) return { outcome: 'failed', detail: { ...fault, id } }
  return { outcome: 'updated', detail: { id, changed, ...notices }, known: knownOf(record, id, definition) }
}

interface Adjustment {
  readonly at: UpdatePlan['at']
  readonly id: string
  /** The amount that the line is to have. */
  readonly wanted: string
}

/**
 * Brings a line to an amount. Whether `adjust` adds what it is given or sets it is not documented (F-348): what came of it
 * is read, and put right where it was set.
 */
async function adjust({ at, id, wanted }: Adjustment, context: LoadContext): Promise<OutcomeDetail | undefined> {
  const { signal } = context
  const read = async (): Promise<string> =>
    amountOf(await at.get(id, { fields: ['id', 'amount'], priority: 'bulk', signal }))
  const before = await read()
  const difference = decimalSum([wanted, negated(before)])
  const sent = async (amount: string, from: string): Promise<string> =>
    await sendUntilSeen(
      async () => {
        await at.action(id, 'adjust', { amount }, { priority: 'bulk', signal })
        return await read()
      },
      async () => {
        const now = await read()
        return isSame(now, from) ? undefined : now
      },
      context,
    )
  if (isSame(before, wanted)) return undefined
  const after = await sent(difference, before)
  if (isSame(after, wanted)) return undefined
  const last = isSame(after, difference) ? await sent(wanted, after) : after
  if (isSame(last, wanted)) return undefined
  const message = `The amount was ${before}, was adjusted by ${difference}, and is ${last} in place of ${wanted}. Somebody else may have adjusted it: load the record again.`
  return { class: 'conflict', code: 'CONFLICT', field: 'amount', message }
}

function amountOf({ amount }: CoupaRecord): string {
  return String(amount ?? '0')
}

function isSame(one: string, other: string): boolean {
  return sameValue(one, other, { type: 'decimal', ignoresCase: false }) === 'same'
}

function negated(amount: string): string {
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`
}
