import type { RunReceipt } from '@coupa-connector/runner'
import { foundAnswersText } from './answers/found-answers-text.ts'
import { reportText } from './monitoring-text.ts'

/** What each count means, in the order of a run. Those that are 0 are left out, except the first two. */
const counts = [
  ['read', 'read'],
  ['delivered', 'delivered'],
  ['unchanged', 'delivered before and unchanged'],
  ['acknowledged', 'acknowledged in Coupa'],
  ['acknowledgedEarlier', 'delivered by an earlier run and acknowledged now'],
  ['marksNotKept', 'of them with a mark that Coupa took and does not show'],
  ['changedMeanwhile', 'changed in the meantime; the next run delivers them again'],
  ['waiting', 'delivered and not yet acknowledged'],
  ['deleted', 'not in Coupa any more, and marked as deleted'],
  ['refused', 'refused by the mapping'],
  ['quarantined', 'set aside'],
] as const

/** The receipt in words; `listing` is the command that lists what was set aside. */
export function receiptText(receipt: RunReceipt, listing = 'coupa-connector processes failures FILE'): string {
  const { outcome, process, run, reason, remedy, batches, requests, isResumed } = receipt
  const lines = [`${process}: ${outcome}${isResumed ? ' (continued after an interruption)' : ''}`]
  if (reason !== undefined) lines.push(`  ${reason}`)
  if (remedy !== undefined) lines.push(`  ${remedy}`)
  for (const [place, [name, meaning]] of counts.entries()) {
    if (place < 2 || receipt[name] > 0) lines.push(`  ${String(receipt[name]).padStart(8)} ${meaning}`)
  }
  if (receipt.answers !== undefined) lines.push(...foundAnswersText(receipt.answers))
  const objects = batches.slice(-3).map(({ object }) => object)
  if (batches.length > 0) lines.push(`  ${batches.length} committed, the last: ${objects.join(', ')}`)
  if (receipt.coupaMonitoring !== undefined) lines.push(...reportText(receipt.coupaMonitoring))
  lines.push(`  ${requests} ${requests === 1 ? 'request' : 'requests'} to Coupa, run ${run}`)
  if (outcome === 'partial') lines.push(`  "${listing}" lists what was set aside.`)
  return `${lines.join('\n')}\n`
}
