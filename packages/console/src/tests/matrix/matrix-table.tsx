import type { Job } from '@coupa-connector/protocol'
import { Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Icon, type IconName } from '../../ui/marks/icon.tsx'
import { formatDuration } from '../../ui/words/time-ago.tsx'
import { OutcomeStatus } from '../report/outcome-status.tsx'
import { verdictOf } from '../report/verdict.ts'
import { type Difference, isUnusualOutcome, type MatrixCell, matrixRows } from './matrix-model.ts'

/** A row for each stage, a column for each container. */
export function MatrixTable({
  account,
  jobs,
  differences,
}: {
  readonly account: string
  readonly jobs: readonly Job[]
  readonly differences: readonly Difference[]
}): React.JSX.Element {
  return (
    <Stack gap="md">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrollable by keyboard */}
      <section className="matrix" aria-label="Stages by container" tabIndex={0}>
        <table className="matrix-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">Stage</span>
              </th>
              {jobs.map((job) => (
                <th key={job.id} scope="col">
                  <ColumnHead account={account} job={job} isUnusual={isUnusualOutcome(job, jobs)} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrixRows(jobs, differences, formatDuration).map(({ label, cells }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {cells.map((cell, index) => (
                  <td key={jobs[index]?.id}>
                    <Cell cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Remarks jobs={jobs} />
    </Stack>
  )
}

function ColumnHead({
  account,
  job,
  isUnusual,
}: {
  readonly account: string
  readonly job: Job
  readonly isUnusual: boolean
}): React.JSX.Element {
  const { container, node, state, outcome } = job
  return (
    <>
      <Link to="/a/$account/tests/$job" params={{ account, job: job.id }} className="text-link">
        {container.name}
      </Link>
      <span className="matrix-detail muted">
        {container.kind}
        {node && node.name !== container.name ? ` · ${node.name}` : ''}
      </span>
      <span className={isUnusual ? 'differs' : ''}>
        <OutcomeStatus state={state} outcome={outcome} title={null} />
      </span>
    </>
  )
}

const looks: Readonly<
  Record<NonNullable<MatrixCell['status']>, { icon: IconName; tone: string; word: string } | undefined>
> = {
  passed: { icon: 'check', tone: 'good', word: 'passed' },
  warned: { icon: 'warning', tone: 'warning', word: 'passed with a warning' },
  failed: { icon: 'cross', tone: 'bad', word: 'failed' },
  skipped: { icon: 'skip', tone: 'quiet', word: 'not reached' },
  'not-run': undefined,
  waiting: undefined,
}

function Cell({ cell: { status, text, isUnusual } }: { readonly cell: MatrixCell }): React.JSX.Element {
  if (status === 'not-run') return <span className="quiet">not run</span>
  if (status === 'waiting') return <span className="quiet">…</span>
  const look = status === undefined ? undefined : looks[status]
  return (
    <span className={isUnusual ? 'matrix-cell differs' : 'matrix-cell'}>
      {look ? (
        <span className={look.tone}>
          <Icon name={look.icon} size={14} />
          <span className="visually-hidden">{look.word} </span>
        </span>
      ) : null}
      {text}
    </span>
  )
}

/** Why a container did not pass, in words: those that say the same together. */
function Remarks({ jobs }: { readonly jobs: readonly Job[] }): React.JSX.Element | null {
  const told = jobs.filter(({ report, outcome }) => report && outcome !== null && verdictOf(outcome) !== 'passed')
  if (told.length === 0) return null
  const groups = Map.groupBy(told, ({ report }) => `${report?.title}\n${report?.message}`)
  return (
    <dl className="facts">
      {[...groups].map(([text, members]) => (
        <div key={text}>
          <dt>{members.map(({ container }) => container.name).join(', ')}</dt>
          <dd>
            <Text size="sm" fw={600}>
              {members[0]?.report?.title}
            </Text>
            <Text size="sm">{members[0]?.report?.message}</Text>
          </dd>
        </div>
      ))}
    </dl>
  )
}
