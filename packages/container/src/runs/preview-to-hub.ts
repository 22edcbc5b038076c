import { createMapper } from '@coupa-connector/process'
import type { RunEnvelope } from '@coupa-connector/protocol'
import { checkCoupaMonitoring, previewRecords, type RecordPreview } from '@coupa-connector/runner'
import type { CheckOptions } from './check-ends.ts'

/** Records of a preview, if nobody says how many. */
const usualRecords = 10
/** A preview is shown to a person: what is beyond is left out. */
const mostBytes = 1_048_576

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
  const records: RecordPreview[] = []
  let bytes = 0
  let leftOut = 0
  for await (const preview of previewRecords(options)) {
    bytes += Buffer.byteLength(JSON.stringify(preview))
    if (bytes <= mostBytes) records.push(preview)
    else leftOut++
  }
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
