import { valueOfTarget } from '@coupa-connector/process'
import type { PlanContext } from '../load-context.ts'
import type { OutcomeDetail } from '../state/load-state.ts'
import type { LoadStrategy } from './load-strategy.ts'
import { recordsStrategy } from './records-strategy.ts'
import type { RowInHand } from './row-plan.ts'

/** Accounts of a static chart. Those of a dynamic one come into being with the documents that name them (F-294). */
export const accountsStrategy: LoadStrategy = { ...recordsStrategy, refuse }

async function refuse({ record: { record } }: RowInHand, context: PlanContext): Promise<OutcomeDetail | undefined> {
  const gap = gapIn(record)
  if (gap !== undefined) {
    const message = `${gap} is empty, and a segment after it is not. An account has no gaps between its segments.`
    return { class: 'invalid', code: 'SEGMENT_GAP', field: gap, message }
  }
  const chart = valueOfTarget(record, 'account-type.name')
  if (typeof chart !== 'string' || !(await isDynamic(chart, context))) return undefined
  const message = `account-type.name is "${chart}", a dynamic chart: Coupa creates its accounts from lookup values. Load these instead, with the template L01.`
  return { class: 'invalid', code: 'DYNAMIC_CHART', field: 'account-type.name', message }
}

function gapIn(record: Readonly<Record<string, unknown>>): string | undefined {
  const names = Array.from({ length: 20 }, (_, place) => `segment-${place + 1}`)
  const isFilled = names.map((name) => String(record[name] ?? '') !== '')
  const gap = isFilled.indexOf(false)
  return gap >= 0 && gap < isFilled.lastIndexOf(true) ? names[gap] : undefined
}

async function isDynamic(name: string, { connection, charts, signal }: PlanContext): Promise<boolean> {
  const known = charts.get(name)
  if (known !== undefined) return known
  const types = connection.resource<string>('account_types')
  const found = await types
    .query({ where: { name }, fields: ['id', 'name', 'dynamic-flag'], limit: 2, signal })
    .toArray()
  const answer = found.length === 1 && found[0]?.['dynamic-flag'] === true
  charts.set(name, answer)
  return answer
}
