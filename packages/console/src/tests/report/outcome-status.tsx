import type { JobState } from '@coupa-connector/protocol'
import { Status } from '../../ui/status.tsx'

/** How a test ended, or how far it is, as icon and words. */
export function OutcomeStatus({
  state,
  outcome,
  title,
}: {
  readonly state: JobState
  readonly outcome: string | null
  /** Of the outcome. */
  readonly title: string | null
}): React.JSX.Element {
  if (state !== 'finished') {
    return (
      <Status tone="quiet" icon={state === 'queued' ? 'clock' : 'spinner'}>
        {state === 'queued' ? 'Waiting' : 'Running'}
      </Status>
    )
  }
  if (outcome === 'OK') {
    return (
      <Status tone="good" icon="check">
        {title ?? 'Connected'}
      </Status>
    )
  }
  if (outcome === 'OK_DEPRECATED_AUTH') {
    return (
      <Status tone="warning" icon="warning">
        {title ?? 'Connected with a deprecated API key'}
      </Status>
    )
  }
  if (outcome === 'CANCELLED') {
    return (
      <Status tone="quiet" icon="stop">
        Cancelled
      </Status>
    )
  }
  return (
    <Status tone="bad" icon="cross">
      {title ?? outcome ?? 'Failed'}
    </Status>
  )
}
