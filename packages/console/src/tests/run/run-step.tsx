import type { Job } from '@coupa-connector/protocol'
import { Button } from '@mantine/core'
import { useCancelJob } from '../../jobs/job-mutations.ts'
import { useAccount } from '../../session/use-account.ts'
import { ErrorState, LoadingRows } from '../../ui/states.tsx'
import { isPassed } from '../report/report-facts.ts'
import { progressFromEvents } from '../report/stages-model.ts'
import { TestReportView } from '../report/test-report-view.tsx'
import { type OfferedChange, offeredChanges } from './offered-changes.ts'
import { TestProgress } from './test-progress.tsx'
import { useTestRun } from './use-test-run.ts'

/** The second and third step of a test: it runs, and then its result with what can be done next. */
export function RunStep({
  job: id,
  fields,
  isStarting,
  onRetry,
  onOther,
  onClose,
  onSave,
  onFix,
}: {
  readonly job: string
  readonly fields: Readonly<Record<string, string>>
  readonly isStarting: boolean
  onRetry(container: string): void
  onOther(): void
  onClose(): void
  onSave?: (() => void) | undefined
  onFix?: ((change: OfferedChange, container: string) => void) | undefined
}): React.JSX.Element {
  const account = useAccount()
  const { job, events, error, isPolling, retry } = useTestRun(account.id, id)
  const cancel = useCancelJob(account.id)
  if (error && job?.state !== 'finished') return <ErrorState error={error} onRetry={retry} />
  if (!job) return <LoadingRows rows={4} height={32} />
  if (job.state !== 'finished') {
    return (
      <>
        {cancel.error ? <ErrorState error={cancel.error} /> : null}
        <TestProgress
          job={job}
          progress={progressFromEvents(events)}
          isPolling={isPolling}
          onCancel={() => cancel.mutate(id)}
        />
      </>
    )
  }
  const container = job.container.id ?? ''
  const actions = (
    <ResultActions
      job={job}
      changes={onFix && job.report ? offeredChanges(job.report, fields) : []}
      isStarting={isStarting}
      onRetry={() => onRetry(container)}
      onOther={onOther}
      onClose={onClose}
      onSave={onSave}
      onFix={(change) => onFix?.(change, container)}
    />
  )
  return <TestReportView job={job} actions={actions} takesFocus headingOrder={3} />
}

function ResultActions({
  job,
  changes,
  isStarting,
  onRetry,
  onOther,
  onClose,
  onSave,
  onFix,
}: {
  readonly job: Job
  readonly changes: readonly OfferedChange[]
  readonly isStarting: boolean
  onRetry(): void
  onOther(): void
  onClose(): void
  onSave?: (() => void) | undefined
  onFix(change: OfferedChange): void
}): React.JSX.Element {
  if (isPassed(job.outcome)) {
    return (
      <>
        {onSave ? <Button onClick={onSave}>Save</Button> : null}
        <Button variant={onSave ? 'default' : 'filled'} onClick={onClose}>
          Close
        </Button>
        <Button variant="subtle" onClick={onRetry} loading={isStarting}>
          Test again
        </Button>
      </>
    )
  }
  const needsChange = job.report?.retry === 'change-settings'
  return (
    <>
      {changes.map((change, index) => (
        <Button
          key={`${change.field} ${change.value}`}
          variant={index === 0 ? 'filled' : 'default'}
          loading={isStarting}
          onClick={() => onFix(change)}
          h="auto"
          py={8}
          styles={{ label: { whiteSpace: 'normal', overflowWrap: 'anywhere', height: 'auto', lineHeight: 1.35 } }}
        >
          {change.label} and test again
        </Button>
      ))}
      {needsChange && changes.length === 0 ? <Button onClick={onClose}>Back to the settings</Button> : null}
      <Button variant={needsChange || changes.length > 0 ? 'default' : 'filled'} onClick={onRetry} loading={isStarting}>
        Retry
      </Button>
      <Button variant="default" onClick={onOther}>
        Another container
      </Button>
      {needsChange && changes.length === 0 ? null : (
        <Button variant="subtle" onClick={onClose}>
          Close
        </Button>
      )}
    </>
  )
}
