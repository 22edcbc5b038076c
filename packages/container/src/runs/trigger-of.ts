import type { RunEnvelope } from '@coupa-connector/protocol'
import type { RunTrigger } from '@coupa-connector/runner'

/** What started a run, as the runner tells it apart. */
export function triggerOf({ trigger }: RunEnvelope): RunTrigger {
  return trigger === 'person' || trigger === 'api' || trigger === 'retry' ? trigger : 'schedule'
}
