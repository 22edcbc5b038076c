import type { JobState } from '@coupa-connector/protocol'
import type { IconName } from '../../ui/marks/icon.tsx'
import { Status, type Tone } from '../../ui/marks/status.tsx'
import { type Verdict, verdictOf } from './verdict.ts'

const looks: Readonly<Record<Verdict, { readonly tone: Tone; readonly icon: IconName; readonly word: string }>> = {
  passed: { tone: 'good', icon: 'check', word: 'Passed' },
  failed: { tone: 'bad', icon: 'cross', word: 'Failed' },
  'not-run': { tone: 'quiet', icon: 'skip', word: 'Not run' },
  canceled: { tone: 'quiet', icon: 'stop', word: 'Canceled' },
}

/** How a test ended, or how far it is, as icon and words. */
export function OutcomeStatus({
  state,
  outcome,
  title,
}: {
  readonly state: JobState
  readonly outcome: string | null
  /** Of the outcome; without it only the verdict is told. */
  readonly title: string | null
}): React.JSX.Element {
  if (state !== 'finished' || outcome === null) {
    return (
      <Status tone="quiet" icon={state === 'queued' ? 'clock' : 'spinner'}>
        {state === 'queued' ? 'Waiting' : 'Running'}
      </Status>
    )
  }
  const verdict = verdictOf(outcome)
  const { tone, icon, word } = looks[verdict]
  if (outcome === 'OK_DEPRECATED_AUTH') {
    return (
      <Status tone="warning" icon="warning">
        {title ?? word}
      </Status>
    )
  }
  return (
    <Status tone={tone} icon={icon}>
      {title === null || verdict === 'canceled' ? word : verdict === 'not-run' ? `${word}: ${title}` : title}
    </Status>
  )
}
