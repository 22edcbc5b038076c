import { client } from '../../api/client.ts'
import { type JobRun, useJobRun } from '../../jobs/use-job-run.ts'

/** What is checked: a stored destination, what is in a form, or both. */
export interface DestinationTarget {
  /** A stored one, which gives the secrets that the form does not. */
  readonly destination?: string | undefined
  /** Of one that is not stored. */
  readonly kind?: string | undefined
  readonly settings?: Readonly<Record<string, string>> | undefined
  /** Handles by setting. */
  readonly secrets?: Readonly<Record<string, string>> | undefined
}

/** Whether writing is tried, as an export does, or reading, as a load does. */
export type DestinationUse = 'deliver' | 'load'

export interface DestinationCheckRun extends Omit<JobRun, 'start'> {
  start(target: DestinationTarget, container: string, use: DestinationUse): void
}

/** Checks of a destination, one at a time. */
export function useDestinationCheck(account: string): DestinationCheckRun {
  const run = useJobRun()
  return {
    ...run,
    start: ({ destination, kind, settings, secrets }, container, use) => {
      const body = {
        ...(destination === undefined ? { kind } : { destination }),
        ...(settings && { settings: { ...settings } }),
        ...(secrets && { secrets: { ...secrets } }),
        container,
        use,
      }
      run.start({
        account,
        ask: async (idempotencyKey) =>
          (await client.call('destinations.check', { params: { account }, body, idempotencyKey })).body,
      })
    },
  }
}
