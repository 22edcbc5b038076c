import type { WritableRecord } from '@coupa-connector/connector'
import { RunError } from '../../report/run-error.ts'
import { forEachAtOnce } from '../../run/for-each-at-once.ts'
import { classifyFailure } from '../coupa/classify-failure.ts'
import { parentOfKey, placeOf } from '../coupa/find-parents.ts'
import type { LoadContext } from '../load-context.ts'
import type { LoadOutcome } from '../state/load-counters.ts'
import type { KnownRecord, OutcomeDetail } from '../state/load-state.ts'

const recordsAtOnce = 50
const writesAtOnce = 8

/**
 * Makes inactive what earlier inputs had and this one has not, where each input is the full set. Throws `RunError`
 * `NEEDS_CONFIRMATION`, before anything is sent, when that is more than the process allows: an input that lost its half is
 * more likely than a company that did.
 */
export async function inactivateAbsent(input: number, context: LoadContext): Promise<void> {
  const { definition, state, run, signal } = context
  if (definition.absent !== 'inactivate') return
  await checkGuard(input, context)
  for (let after = ''; ; ) {
    signal?.throwIfAborted()
    const page = await state.absent(input, { after, limit: recordsAtOnce })
    const settlements: Settlement[] = []
    await forEachAtOnce(page, writesAtOnce, async (known) => {
      settlements.push(await inactivate(known, context))
    })
    await state.settleAbsent(run.id, input, settlements, context.takeRequests())
    for (const { outcome } of settlements) context.counted({ [outcome]: 1 })
    after = page.at(-1)?.key ?? ''
    if (page.length < recordsAtOnce) return
  }
}

async function checkGuard(input: number, { definition, state, acceptInactivations }: LoadContext): Promise<void> {
  if (acceptInactivations === true) return
  const { max, share } = definition.limits.inactivations
  const { active, absent } = await state.countAbsent(input)
  if (absent <= max && absent <= share * active) return
  throw new RunError(
    'NEEDS_CONFIRMATION',
    `${absent} of ${active} records are not in the input any more, which is more than may become inactive without somebody confirming it. None was made inactive; the records of the input are loaded.`,
    'If the input is complete, run the load again with --accept-inactivations. If it is not, load a complete one.',
  )
}

interface Settlement {
  readonly known: KnownRecord
  readonly outcome: LoadOutcome
  readonly detail: OutcomeDetail
}

async function inactivate(known: KnownRecord, context: LoadContext): Promise<Settlement> {
  const { definition, signal } = context
  const { inactive = {} } = definition.destination
  const { id, record } = known
  try {
    const at = await placeOf({ parent: parentOfKey(known.key, definition) }, context)
    await at.update(id, inactive as WritableRecord, { priority: 'bulk', signal })
    const changed = Object.fromEntries(
      Object.entries(inactive).map(([field, value]) => [field, { old: record[field] ?? null, new: value }]),
    )
    const now = { ...known, record: { ...record, ...inactive }, hash: '', isInactive: true }
    return { known: now, outcome: 'inactivated', detail: { id, changed } }
  } catch (error) {
    signal?.throwIfAborted()
    const { outcome, detail } = classifyFailure(error, context.resource.description)
    return { known, outcome, detail: { id, ...detail } }
  }
}
