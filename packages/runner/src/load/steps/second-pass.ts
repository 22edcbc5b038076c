import type { WritableRecord } from '@coupa-connector/connector'
import type { LoadMapper } from '@coupa-connector/process'
import { forEachAtOnce } from '../../run/for-each-at-once.ts'
import { classifyFailure } from '../coupa/classify-failure.ts'
import { onlyChanged } from '../coupa/compare-fields.ts'
import { placeOf } from '../coupa/find-parents.ts'
import type { LoadContext } from '../load-context.ts'
import type { DeferredRow, OutcomeDetail, RowSettlement } from '../state/load-state.ts'
import { ignoredBy, knownOf } from '../strategies/outcome-details.ts'
import { partChanges } from '../strategies/two-passes.ts'

/** Records that are dealt with together. */
const rowsAtOnce = 50
const writesAtOnce = 16

/** Keeps the outcomes of records, as the first pass does. */
export interface PassSettler {
  add(settlement: RowSettlement, isGeneral: boolean): Promise<void>
  flush(): Promise<void>
  /** Keeps what was held back, when no record comes any more. */
  end(): Promise<void>
}

/**
 * Sets the fields that refer to records of the same input, now that all of these are there: managers, who may even name each
 * other in a circle. A record is loaded completely only after it, so that a killed run goes on here.
 */
export async function runSecondPass(
  input: number,
  mapper: LoadMapper,
  settle: PassSettler,
  context: LoadContext,
): Promise<void> {
  const { state, signal, onStep } = context
  for (let after = 0; ; ) {
    const rows = await state.deferredRows(input, { after, limit: rowsAtOnce })
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.row
    try {
      await forEachAtOnce(rows, writesAtOnce, async (row) => {
        signal?.throwIfAborted()
        const { settlement, isGeneral } = await complete(row, mapper, context)
        await onStep?.('record-written')
        await settle.add(settlement, isGeneral)
      })
    } finally {
      await settle.flush()
    }
  }
}

async function complete(
  deferred: DeferredRow,
  mapper: LoadMapper,
  context: LoadContext,
): Promise<{ readonly settlement: RowSettlement; readonly isGeneral: boolean }> {
  const { definition, signal } = context
  const { row, outcome, detail, known } = deferred
  const record = await mapper.map(deferred.fields)
  if ('faults' in record) throw new TypeError(`row ${row} was loaded and has faults now`)
  const later = partChanges(detail.changed ?? {}, definition).later
  const settled = outcome === 'unchanged' ? 'updated' : outcome
  try {
    const at = await placeOf(record, context)
    const sent = onlyChanged(record.record, Object.keys(later)) as WritableRecord
    const { ignoredFields } = definition.destination
    const { notices } = await at.update(known.id, sent, { ignoredFields, priority: 'bulk', signal })
    const whole = { ...detail, ...ignoredBy(notices) }
    const settlement = { row, outcome: settled, detail: whole, known: knownOf(record, known.id, definition) } as const
    return { settlement: { ...settlement, before: outcome }, isGeneral: false }
  } catch (error) {
    signal?.throwIfAborted()
    const failure = classifyFailure(error, context.resource.description)
    const settlement = { row, outcome: failure.outcome, detail: incomplete(failure.detail, detail, Object.keys(later)) }
    return { settlement: { ...settlement, before: outcome }, isGeneral: failure.isGeneral }
  }
}

/** The record itself is in Coupa, and one of its fields is not. */
function incomplete(failure: OutcomeDetail, { id }: OutcomeDetail, fields: readonly string[]): OutcomeDetail {
  const message = `The record is in Coupa, but for ${fields.join(', ')}: ${failure.message ?? ''}`
  return { ...failure, id, field: failure.field ?? fields[0], message }
}
