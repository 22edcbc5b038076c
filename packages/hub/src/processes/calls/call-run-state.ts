import type { BodyOf, Routes, RunStateCall, RunStateInput } from '@coupa-connector/protocol'
import { runStateInputs } from '@coupa-connector/protocol'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { NodePrincipal } from '../../server/pipeline/principal.ts'
import { loadCalls, readingLoadCalls } from '../loads/load-calls.ts'
import { concludeRun, lockDeploymentOfRun } from '../runs/conclude-run.ts'
import { forgetShownRecords } from '../runs/shown-records.ts'
import { keepAnswers } from '../state/answers.ts'
import {
  batchDelivered,
  batchDropped,
  deliveredBatches,
  nothingDelivered,
  openBatch,
  openBatches,
  readAllBatches,
} from '../state/batches.ts'
import { keepFact, nextSequence, readFact } from '../state/deployment-facts.ts'
import { openFailures } from '../state/failures.ts'
import { type HeldRunState, leaseLost, lockHeldRun } from '../state/held-run.ts'
import { readEntries, readLedger, settleRecords } from '../state/ledger.ts'
import { keepOutbox, postMessages, readOutbox } from '../state/outbox.ts'
import { beginRun, readHashKey } from '../state/run-beginning.ts'
import { readCounters } from '../state/run-counters.ts'
import { countUnseen, keepSeen, readUnseen } from '../state/seen-records.ts'

type Call<Name extends RunStateCall> = (held: HeldRunState, input: RunStateInput<Name>) => Promise<unknown>

const calls: { readonly [Name in RunStateCall]: Call<Name> } = {
  'open-batches': openBatches,
  begin: beginRun,
  'hash-key': readHashKey,
  organization: (held) => readFact(held, 'organization'),
  'keep-organization': (held, { organization }) => keepFact(held, 'organization', organization),
  watermark: (held, { pass }) => readFact(held, `watermark ${pass}`),
  entries: readEntries,
  'next-sequence': nextSequence,
  'open-batch': openBatch,
  'batch-delivered': batchDelivered,
  'batch-dropped': batchDropped,
  'nothing-delivered': nothingDelivered,
  unsettled: (held, { state = 'delivered', ...page }) => readLedger(held, { ...page, state }),
  settle: settleRecords,
  'keep-answers': keepAnswers,
  batches: deliveredBatches,
  'all-batches': readAllBatches,
  ledger: ({ trx, deployment }, page) => readLedger({ trx, deployment }, page),
  'keep-seen': keepSeen,
  unseen: readUnseen,
  'count-unseen': countUnseen,
  counters: readCounters,
  end: endHeldRun,
  outbox: readOutbox,
  'keep-outbox': keepOutbox,
  told: (held) => readFact(held, 'told'),
  'open-failures': openFailures,
  ...loadCalls,
}

/** Calls that change nothing: sent again, they are carried out again. */
const reading: ReadonlySet<RunStateCall> = new Set([
  'open-batches',
  'organization',
  'watermark',
  'entries',
  'unsettled',
  'batches',
  'all-batches',
  'ledger',
  'unseen',
  'count-unseen',
  'counters',
  'outbox',
  'told',
  'open-failures',
  ...readingLoadCalls,
])

/**
 * Carries out one call of a run's state in a transaction, fenced by the attempt. A call whose answer was lost, and that is sent
 * again, is answered as the first time. Throws `LEASE_LOST`, and `REQUEST_INVALID` for
 * an input that is not that of the call.
 */
export async function callRunState(
  context: HubContext,
  node: NodePrincipal,
  run: string,
  { attempt, number, call, input }: BodyOf<Routes['node.runState']>,
): Promise<unknown> {
  const parsed = runStateInputs[call].safeParse(input)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new HubProblem('REQUEST_INVALID', {
      detail: `The input of ${call} is not as described: ${issue?.path.join('.')}: ${issue?.message}`,
    })
  }
  return await context.db.transaction().execute(async (trx) => {
    // Whoever changes other runs of the deployment locks it first.
    if (call === 'end') await lockDeploymentOfRun(trx, run)
    const held = await lockHeldRun(context, trx, node, { run, attempt })
    if (number === held.lastCall) return held.lastResult
    if (number < held.lastCall || held.state !== 'running') throw leaseLost()
    const carryOut = calls[call] as Call<RunStateCall>
    const result = (await carryOut(held, parsed.data as RunStateInput<RunStateCall>)) ?? null
    if (!reading.has(call)) {
      const last_result = result === null ? null : JSON.stringify(result)
      await trx
        .updateTable('process_run')
        .set({ ...held.changes, last_call: number, last_result })
        .where('id', '=', run)
        .execute()
    }
    return result
  })
}

async function endHeldRun(held: HeldRunState, input: RunStateInput<'end'>): Promise<void> {
  const { context, trx, run, deployment } = held
  for (const [pass, checkpoint] of Object.entries(input.watermarks))
    await keepFact(held, `watermark ${pass}`, checkpoint)
  await postMessages(held, run, input.messages)
  await forgetShownRecords(trx, deployment, run)
  const { outcome, receipt, canContinue } = input
  const { code, reason } = receipt
  await concludeRun(
    context,
    trx,
    { id: run, deployment },
    {
      outcome,
      receipt,
      canContinue,
      code: typeof code === 'string' ? code : null,
      reason: typeof reason === 'string' ? reason : null,
    },
  )
}
