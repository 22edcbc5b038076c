import { createMapper } from '@coupa-connector/process'
import type { RunEnvelope } from '@coupa-connector/protocol'
import { checkCoupaMonitoring, previewRecords, type RecordPreview } from '@coupa-connector/runner'
import type { CheckOptions } from './check-ends.ts'
import { withinReceipt } from './within-receipt.ts'

/** Records of a preview, if nobody says how many. */
const usualRecords = 10

/** Shows what records would become, and ends the run with that. Nothing is written, and nothing is marked. */
export async function previewToHub(
  { definition, connection, state, clock, signal }: CheckOptions,
  { ids, parameters }: Pick<RunEnvelope, 'ids' | 'parameters'>,
): Promise<void> {
  const startedAt = new Date(clock.now()).toISOString()
  // The hashes of a preview are not those of the runs: nobody may compare with them.
  const mapper = createMapper(definition, { hashKey: 'preview' })
  const { records: wanted = usualRecords } = parameters
  const options = { definition, connection, mapper, records: wanted, ids: ids ?? undefined, clock, signal }
  const shown = withinReceipt<RecordPreview>()
  let leftOut = 0
  for await (const preview of previewRecords(options)) {
    if (!shown.add(preview)) leftOut++
  }
  const records = shown.items
  const coupaMonitoring = await checkCoupaMonitoring({ definition, connection, signal })
  const outcome = records.some(({ failure }) => failure !== undefined) ? 'partial' : 'succeeded'
  const receipt = {
    outcome,
    resource: definition.source.resource,
    records,
    ...(leftOut === 0 ? {} : { leftOut }),
    ...(coupaMonitoring === undefined ? {} : { coupaMonitoring }),
    startedAt,
    endedAt: new Date(clock.now()).toISOString(),
  }
  await state.endRun('', { outcome, receipt, watermarks: {}, canContinue: false })
}
