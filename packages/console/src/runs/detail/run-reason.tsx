import type { Run } from '@coupa-connector/protocol'
import { Notice } from '../../ui/states/notice.tsx'

/** Why a run waits, failed or was skipped, and what to do; nothing where all is well. */
export function RunReason({ run }: { readonly run: Run }): React.JSX.Element | null {
  const { state, outcome, code, reason, receipt, isInterrupted, isCancelRequested } = run
  const remedy = typeof receipt?.remedy === 'string' ? receipt.remedy : ''
  if (isInterrupted) {
    return (
      <Notice title="The node has gone silent">
        It has not been heard of for a while. Another node continues the run where it stopped; nothing is lost and
        nothing is delivered twice.
      </Notice>
    )
  }
  if (state === 'running' && isCancelRequested) {
    return <Notice title="Canceling">The run ends after the batch in hand.</Notice>
  }
  if (reason === null || outcome === 'cancelled') return null
  const title =
    state === 'waiting' || state === 'queued'
      ? 'Why it waits'
      : state === 'skipped'
        ? 'Why it was skipped'
        : outcome === 'failed'
          ? 'Why it failed'
          : 'Note'
  return (
    <Notice title={title} tone={outcome === 'failed' ? 'bad' : 'warning'}>
      <p className="reason">{reason}</p>
      {remedy ? <p className="reason">{remedy}</p> : null}
      {code ? <code className="muted">{code}</code> : null}
    </Notice>
  )
}
