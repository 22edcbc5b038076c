import { createMapper } from '@coupa-connector/process'
import type { RunParameters } from '@coupa-connector/protocol'
import { verifyDeliveries } from '@coupa-connector/runner'
import type { CheckOptions } from './check-ends.ts'

/** Reads both ends again, and ends the run with what differs from what was delivered. */
export async function verifyEnds(options: CheckOptions, { run }: RunParameters): Promise<void> {
  const { state, definition, clock } = options
  const startedAt = new Date(clock.now()).toISOString()
  const mapper = createMapper(definition, { hashKey: await state.hashKey() })
  const verification = await verifyDeliveries({ ...options, mapper, run })
  const outcome = verification.differences.length === 0 ? 'succeeded' : 'partial'
  const receipt = { outcome, ...verification, startedAt, endedAt: new Date(clock.now()).toISOString() }
  await state.endRun('', { outcome, receipt, watermarks: {}, canContinue: false })
}
