import type { Job } from '@coupa-connector/protocol'
import { Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Status } from '../../ui/status.tsx'
import { formatDuration } from '../../ui/time-ago.tsx'
import { FactList } from '../report/fact-list.tsx'
import { OutcomeStatus } from '../report/outcome-status.tsx'
import { stageWords } from '../report/stage-words.ts'
import { type Difference, differenceRows, groupDurations, isUnusualOutcome } from './matrix-model.ts'

/** Containers side by side, and below them what differs between places. */
export function MatrixColumns({
  account,
  jobs,
  differences,
  isFinished,
}: {
  readonly account: string
  readonly jobs: readonly Job[]
  readonly differences: readonly Difference[]
  readonly isFinished: boolean
}): React.JSX.Element {
  return (
    <Stack gap="lg">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrollable by keyboard */}
      <section className="matrix" aria-label="Containers" tabIndex={0}>
        {jobs.map((job) => (
          <Column key={job.id} account={account} job={job} isUnusual={isUnusualOutcome(job, jobs)} />
        ))}
      </section>
      <section>
        <Title order={2} size="h3" mb="xs">
          What differs
        </Title>
        {differences.length === 0 ? (
          <Text size="sm" className="muted">
            {isFinished ? 'Nothing: it looks the same from everywhere.' : 'Compared as soon as two tests are finished.'}
          </Text>
        ) : (
          <Differences differences={differences} />
        )}
      </section>
    </Stack>
  )
}

function Column({
  account,
  job,
  isUnusual,
}: {
  readonly account: string
  readonly job: Job
  readonly isUnusual: boolean
}): React.JSX.Element {
  const { container, node, report, state, outcome } = job
  return (
    <article className="surface" style={{ padding: 'var(--mantine-spacing-md)' }} aria-label={container.name}>
      <Stack gap="xs">
        <div>
          <Text fw={600} size="sm">
            {container.name}
          </Text>
          <Text size="xs" className="muted">
            {container.kind}
            {node && node.name !== container.name ? ` · ${node.name}` : ''}
          </Text>
        </div>
        <span>
          <span className={isUnusual ? 'differs' : ''}>
            <OutcomeStatus state={state} outcome={outcome} title={report?.title ?? null} />
          </span>
        </span>
        {report ? (
          <>
            <FactList
              facts={[
                ...groupDurations(report).map(({ group, durationMs }) => ({
                  what: group,
                  value: durationMs === null ? 'not reached' : formatDuration(durationMs),
                })),
                { what: 'Total', value: formatDuration(report.durationMs) },
              ]}
            />
            <Text size="xs" className="muted">
              {report.retry === null ? null : `Ended at: ${stageWords(report.stage, 'failed')}. `}
              {report.message}
            </Text>
            <Link to="/a/$account/tests/$job" params={{ account, job: job.id }} className="text-link">
              Whole result
            </Link>
          </>
        ) : (
          <Status tone="quiet" icon={state === 'queued' ? 'clock' : 'spinner'}>
            {state === 'queued' ? 'Waiting for the container' : 'Testing'}
          </Status>
        )}
      </Stack>
    </article>
  )
}

function Differences({ differences }: { readonly differences: readonly Difference[] }): React.JSX.Element {
  return (
    <Stack gap="md">
      {differenceRows(differences).map(({ aspect, values }) => (
        <div key={aspect}>
          <Text size="sm" fw={600}>
            {aspect}
          </Text>
          <dl className="facts">
            {values.map(({ container, value, isRare }) => (
              <div key={container}>
                <dt>{container}</dt>
                <dd>
                  <span className={isRare ? 'differs' : ''}>{value}</span>
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </Stack>
  )
}
