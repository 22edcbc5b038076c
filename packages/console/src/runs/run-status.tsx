import type { Run } from '@coupa-connector/protocol'
import type { IconName } from '../ui/marks/icon.tsx'
import { Status, type Tone } from '../ui/marks/status.tsx'

interface Words {
  readonly label: string
  readonly tone: Tone
  readonly icon: IconName
}

const outcomes: Readonly<Record<string, Words>> = {
  succeeded: { label: 'Succeeded', tone: 'good', icon: 'check' },
  partial: { label: 'Partly succeeded', tone: 'warning', icon: 'warning' },
  failed: { label: 'Failed', tone: 'bad', icon: 'cross' },
  cancelled: { label: 'Canceled', tone: 'quiet', icon: 'stop' },
}

const states: Readonly<Record<string, Words>> = {
  waiting: { label: 'Waiting', tone: 'quiet', icon: 'clock' },
  queued: { label: 'Queued', tone: 'quiet', icon: 'clock' },
  running: { label: 'Running', tone: 'quiet', icon: 'spinner' },
  skipped: { label: 'Skipped', tone: 'quiet', icon: 'skip' },
}

/** A run's state or outcome in words. */
export function runWords({ state, outcome }: { readonly state: string; readonly outcome: string | null }): Words {
  return (
    (state === 'ended' ? outcomes[outcome ?? ''] : states[state]) ?? { label: state, tone: 'quiet', icon: 'circle' }
  )
}

/** How a run is, or how it ended, as icon and word. */
export function RunStatus({
  run,
}: {
  readonly run: { readonly state: string; readonly outcome: string | null; readonly isInterrupted?: boolean }
}): React.JSX.Element {
  if (run.isInterrupted) {
    return (
      <Status tone="warning" icon="warning">
        Interrupted
      </Status>
    )
  }
  const { label, tone, icon } = runWords(run)
  return (
    <Status tone={tone} icon={icon}>
      {label}
    </Status>
  )
}

export const kindWords: Readonly<Record<Run['kind'], string>> = {
  run: 'Run',
  check: 'Check',
  answers: 'Answers',
  reconcile: 'Reconciliation',
  backfill: 'Back-fill',
  verify: 'Verification',
  preview: 'Preview',
}

/** What made a run start, with who asked for it. */
export function describeTrigger({ trigger, requestedBy }: Pick<Run, 'trigger' | 'requestedBy'>): string {
  switch (trigger) {
    case 'schedule':
      return 'by schedule'
    case 'after':
      return 'after another process'
    case 'retry':
      return `retried by ${requestedBy.name}`
    case 'person':
    case 'api':
      return `by ${requestedBy.name}`
  }
}
