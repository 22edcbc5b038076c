import type { Run } from '@coupa-connector/protocol'
import type { LoadReceipt, RunReceipt } from '@coupa-connector/runner'
import { loadReceiptText } from '../../loads/load-receipt-text.ts'
import { fixedText } from '../../process-files/fixed-text.ts'
import { receiptText } from '../../processes/receipt-text.ts'

/** The end of a run in words: its receipt, or why there is none; and what became of the records that it set aside. */
export function runText(run: Run): string {
  const fixed = fixedText(run.failures)
  return fixed === undefined ? endText(run) : `${endText(run)}  ${fixed}\n`
}

function endText(run: Run): string {
  const { id, process, environment, outcome, state, reason, receipt } = run
  const failures = `coupa-connector processes failures ${process.name} --environment ${environment}`
  if (isLoadReceipt(receipt)) return loadReceiptText(receipt, failures)
  if (isReceipt(receipt)) return receiptText(receipt, failures)
  const remedy = receipt !== null && typeof receipt.remedy === 'string' ? receipt.remedy : undefined
  const lines = [
    `${process.name}: ${outcome ?? state}`,
    ...[reason, remedy].flatMap((text) => (text ? [`  ${text}`] : [])),
  ]
  return `${[...lines, `  run ${id}`].join('\n')}\n`
}

/** The receipt as data; for a run that never began, what is known of it instead. */
export function receiptOf({
  id,
  process,
  outcome,
  state,
  code,
  reason,
  receipt,
}: Run): Readonly<Record<string, unknown>> {
  return receipt ?? { run: id, process: process.name, outcome: outcome ?? state, code, reason }
}

/** 0 succeeded, 3 partial, 1 anything else; 2 where the settings have to be corrected first. */
export function exitCodeOfRun({ outcome, code, counters }: Run): number {
  if (outcome === 'succeeded') return 0
  if (outcome === 'partial') return 3
  return code === 'SETTING_INVALID' && Object.keys(counters).length === 0 ? 2 : 1
}

function isLoadReceipt(receipt: unknown): receipt is LoadReceipt {
  return typeof receipt === 'object' && receipt !== null && 'inputs' in receipt && Array.isArray(receipt.inputs)
}

function isReceipt(receipt: unknown): receipt is RunReceipt {
  return typeof receipt === 'object' && receipt !== null && 'batches' in receipt && Array.isArray(receipt.batches)
}
