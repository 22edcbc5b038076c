import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Status } from '../../ui/marks/status.tsx'
import { formatDuration, TimeAgo } from '../../ui/words/time-ago.tsx'
import { OutcomeStatus } from '../report/outcome-status.tsx'
import { summarizeVerdicts, verdictOf } from '../report/verdict.ts'
import type { TestSummary } from '../test-queries.ts'
import { type HistoryItem, nameOfTested } from './group-tests.ts'

interface RowProps {
  readonly account: string
  /** Not where all tests are of one connection. */
  readonly showsConnection: boolean
}

/** One row of the history: outcome first, then what, where, who and when. */
export function HistoryRow({ item, ...props }: RowProps & { readonly item: HistoryItem }): React.JSX.Element {
  return item.kind === 'test' ? (
    <TestRow test={item.test} {...props} />
  ) : (
    <MatrixRow matrix={item.matrix} tests={item.tests} {...props} />
  )
}

function TestRow({ account, test, showsConnection }: RowProps & { readonly test: TestSummary }): React.JSX.Element {
  const { id, state, outcome, title, connection, container, node, requestedBy, durationMs, isCurrent } = test
  const hasRun = outcome === null || verdictOf(outcome) !== 'not-run'
  return (
    <Link to="/a/$account/tests/$job" params={{ account, job: id }} className="row-link test-row">
      <span className="test-line">
        <OutcomeStatus state={state} outcome={outcome} title={title} />
        <Name test={test} isShown={showsConnection} />
        <Text component="span" size="sm" className="muted numbers">
          {durationMs === null || !hasRun ? '' : formatDuration(durationMs)}
        </Text>
      </span>
      <Text component="span" size="xs" className="muted" display="block">
        <TimeAgo at={test.queuedAt} /> · {container.name}
        {node && node.name !== container.name ? ` (${node.name})` : ''} · {requestedBy.name}
        {isCurrent === false ? ' · settings changed since' : ''}
        {!showsConnection && connection === null ? ' · settings not saved' : ''}
      </Text>
    </Link>
  )
}

function MatrixRow({
  account,
  matrix,
  tests,
  showsConnection,
}: RowProps & {
  readonly matrix: string
  readonly tests: readonly [TestSummary, ...TestSummary[]]
}): React.JSX.Element {
  const [first] = tests
  const outcomes = tests.flatMap(({ outcome }) => outcome ?? [])
  const isFinished = outcomes.length === tests.length
  const hasFailed = outcomes.some((outcome) => verdictOf(outcome) === 'failed')
  const hasPassed = outcomes.some((outcome) => verdictOf(outcome) === 'passed')
  return (
    <Link to="/a/$account/matrices/$matrix" params={{ account, matrix }} className="row-link test-row">
      <span className="test-line">
        {isFinished ? (
          <Status
            tone={hasFailed ? 'bad' : hasPassed ? 'good' : 'quiet'}
            icon={hasFailed ? 'cross' : hasPassed ? 'check' : 'skip'}
          >
            {summarizeVerdicts(outcomes)}
          </Status>
        ) : (
          <Status tone="quiet" icon="spinner">
            {outcomes.length} of {tests.length} finished
          </Status>
        )}
        <Name test={first} isShown={showsConnection} />
      </span>
      <Text component="span" size="xs" className="muted" display="block">
        <TimeAgo at={first.queuedAt} /> · {tests.map(({ container }) => container.name).join(', ')} ·{' '}
        {first.requestedBy.name}
        {first.isCurrent === false ? ' · settings changed since' : ''}
      </Text>
    </Link>
  )
}

function Name({ test, isShown }: { readonly test: TestSummary; readonly isShown: boolean }): React.JSX.Element {
  if (!isShown) return <span className="test-grow" />
  return (
    <Text component="span" size="sm" fw={600} className="test-grow">
      {nameOfTested(test)}
    </Text>
  )
}
