import { type LoadReceipt, loadOutcomes } from '@coupa-connector/runner'

/** What each outcome means. Those that are 0 are left out. */
const meanings: Readonly<Record<(typeof loadOutcomes)[number], string>> = {
  created: 'created',
  updated: 'changed',
  unchanged: 'in Coupa already, with the same values',
  inactivated: 'made inactive',
  failed: 'failed',
  unknown: 'sent, and nobody can say whether they arrived',
  held: 'held until what they refer to is there',
  skipped: 'skipped',
}

/** The receipt of a load in words. `failures` is the command line that lists what did not get into Coupa. */
export function loadReceiptText(receipt: LoadReceipt, failures = 'coupa-connector processes failures FILE'): string {
  const { process, outcome, isResumed, reason, remedy, inputs, requests, run, read } = receipt
  const lines = [`${process}: ${outcome}${isResumed ? ' (continued after an interruption)' : ''}`]
  if (reason !== undefined) lines.push(`  ${reason}`)
  if (remedy !== undefined) lines.push(`  ${remedy}`)
  if (outcome === 'succeeded' && read === 0 && receipt.waiting === 0) {
    lines.push(inputs.length === 0 ? '  There is nothing to load.' : '  The input has no records.')
  }
  for (const name of loadOutcomes) {
    if (receipt[name] > 0) lines.push(`  ${String(receipt[name]).padStart(8)} ${meanings[name]}`)
  }
  if (receipt.waiting > 0) {
    lines.push(`  ${String(receipt.waiting).padStart(8)} in flat files that Coupa has not processed yet`)
  }
  if (receipt.ignored > 0)
    lines.push(`  ${receipt.ignored} of them without fields that Coupa ignored: see IGNORED_BY_COUPA in the outcomes`)
  if (receipt.fixed > 0) lines.push(`  ${receipt.fixed} of them had failed before`)
  lines.push(...inputsText(inputs))
  lines.push(`  ${requests} ${requests === 1 ? 'request' : 'requests'} to Coupa, run ${run}`)
  if (outcome === 'partial') lines.push(`  "${failures}" lists what did not get into Coupa.`)
  return `${lines.join('\n')}\n`
}

function inputsText(inputs: LoadReceipt['inputs']): readonly string[] {
  const refused = inputs.filter(({ state }) => state === 'refused')
  return [
    // The first of them is the reason of the run.
    ...refused.slice(1).map(({ input, reason }) => `  ${input}: ${reason}`),
    ...inputs.flatMap(({ input, notices, result }) => [
      ...notices.map((notice) => `  ${input}: ${notice}`),
      ...(result === undefined ? [] : [`  The outcome of every record: ${result}`]),
    ]),
  ]
}
