import type { LoadSource } from '@coupa-connector/endpoints'
import { createLoadMapper } from '@coupa-connector/process'
import type { RunEnvelope } from '@coupa-connector/protocol'
import { type LoadPreview, previewLoad, runLoad } from '@coupa-connector/runner'
import { checkLoadEnds } from './check-load-ends.ts'
import type { CarryOutLoadOptions } from './load-options.ts'
import { openInbox } from './open-inbox.ts'
import { openSource } from './open-source.ts'
import { triggerOf } from './trigger-of.ts'
import { verifyLoadToHub } from './verify-load-to-hub.ts'
import { withinReceipt } from './within-receipt.ts'

/** Records of a preview, if nobody says how many. */
const usualRecords = 10

/** Carries out a run of a load, or the look at it that was asked for, and ends it at the hub. */
export async function carryOutLoad(envelope: RunEnvelope, options: CarryOutLoadOptions): Promise<void> {
  const { definition, connection, state, clock, signal } = options
  const { kind, parameters } = envelope
  if (kind === 'verify') return await verifyLoadToHub(options)
  await using source = await openSource(envelope, definition, { clock, signal })
  await using inbox = await openInbox(envelope, definition, { clock, signal })
  if (kind === 'check') return await checkLoadEnds({ ...options, source, inbox })
  if (kind === 'preview') return await previewToHub(source, envelope, options)
  await runLoad({
    ...{ definition, connection, source, inbox, state, clock, signal },
    createMapper: (given) => createLoadMapper(definition, given),
    limit: envelope.limit ?? undefined,
    isForced: parameters.force,
    retried: parameters.retried,
    acceptInactivations: parameters.acceptInactivations,
    trigger: triggerOf(envelope),
  })
}

/** Shows what a load would do, and ends the run with that. */
async function previewToHub(
  source: LoadSource,
  { parameters }: RunEnvelope,
  { definition, connection, runState, clock, signal }: CarryOutLoadOptions,
): Promise<void> {
  const startedAt = new Date(clock.now()).toISOString()
  const { records: wanted = usualRecords } = parameters
  const shown = withinReceipt<LoadPreview>()
  let leftOut = 0
  const previews = previewLoad({
    ...{ definition, connection, source, signal, records: wanted },
    createMapper: (given) => createLoadMapper(definition, given),
  })
  for await (const preview of previews) if (!shown.add(preview)) leftOut++
  const records = shown.items
  const outcome = records.some(({ plan }) => plan === 'refuse') ? 'partial' : 'succeeded'
  const { resource } = definition.destination
  const receipt = {
    outcome,
    direction: 'in',
    resource,
    records,
    ...(leftOut === 0 ? {} : { leftOut }),
    startedAt,
    endedAt: new Date(clock.now()).toISOString(),
  }
  await runState.endRun('', { outcome, receipt, watermarks: {}, canContinue: false })
}
