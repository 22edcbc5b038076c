import type { Job } from '@coupa-connector/protocol'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { scopesQuery } from '../../catalog/catalog-queries.ts'
import { useCancelJob } from '../../jobs/job-mutations.ts'
import { useAccount } from '../../session/use-account.ts'
import { LinkButton } from '../../ui/controls/link-button.tsx'
import { ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { progressFromEvents } from '../report/stages-model.ts'
import { TestReportView } from '../report/test-report-view.tsx'
import { isPassed } from '../report/verdict.ts'
import { type OfferedChange, offeredChanges } from './offered-changes.ts'
import { TestProgress } from './test-progress.tsx'
import { useSilence } from './use-silence.ts'
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
  explored,
  onFix,
}: {
  readonly job: string
  readonly fields: Readonly<Record<string, string>>
  readonly isStarting: boolean
  onRetry(container: string): void
  onOther(): void
  onClose(): void
  onSave?: (() => void) | undefined
  /** The stored connection whose data can be explored as it was tested. */
  readonly explored: string | undefined
  onFix?: ((change: OfferedChange, container: string) => void) | undefined
}): React.JSX.Element {
  const account = useAccount()
  const { job, events, error, isPolling, retry } = useTestRun(account.id, id)
  const cancel = useCancelJob(account.id)
  const scopes = useQuery(scopesQuery)
  const silentMs = useSilence(account.id, job)
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
          silentMs={silentMs}
          onCancel={() => cancel.mutate(id)}
        />
      </>
    )
  }
  const container = job.container.id ?? ''
  const actions = (
    <ResultActions
      job={job}
      changes={
        onFix && job.report
          ? offeredChanges(
              job.report,
              fields,
              scopes.data?.map(({ name }) => name),
            )
          : []
      }
      isStarting={isStarting}
      onRetry={() => onRetry(container)}
      onOther={onOther}
      onClose={onClose}
      onSave={onSave}
      explored={explored}
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
  explored,
  onFix,
}: {
  readonly job: Job
  readonly changes: readonly OfferedChange[]
  readonly isStarting: boolean
  onRetry(): void
  onOther(): void
  onClose(): void
  onSave?: (() => void) | undefined
  readonly explored: string | undefined
  onFix(change: OfferedChange): void
}): React.JSX.Element {
  const account = useAccount()
  if (isPassed(job.outcome)) {
    return (
      <>
        {onSave ? <Button onClick={onSave}>Save</Button> : null}
        {!onSave && explored !== undefined ? (
          <LinkButton to="/a/$account/explore" params={{ account: account.id }} search={{ connection: explored }}>
            Explore data
          </LinkButton>
        ) : null}
        <Button variant={onSave || explored !== undefined ? 'default' : 'filled'} onClick={onClose}>
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
      {needsChange && changes.length === 0 ? <Button onClick={onClose}>Edit settings</Button> : null}
      <Button variant={needsChange || changes.length > 0 ? 'default' : 'filled'} onClick={onRetry} loading={isStarting}>
        Retry
      </Button>
      <Button variant="default" onClick={onOther}>
        Change container
      </Button>
      {needsChange && changes.length === 0 ? null : (
        <Button variant="subtle" onClick={onClose}>
          Close
        </Button>
      )}
    </>
  )
}
