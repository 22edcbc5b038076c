import type { FailureGroup, ProcessFailure } from '@coupa-connector/protocol'
import { Button, Checkbox, Group, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { MoreButton } from '../ui/controls/more-button.tsx'
import { ErrorState, LoadingRows } from '../ui/states/states.tsx'
import { TimeAgo } from '../ui/words/time-ago.tsx'
import { type FailureState, failuresOfGroupQuery, nameOfGroup } from './failure-queries.ts'

/** The records of a group, each with its own sentence and its history. */
export function GroupRecords({
  account,
  group,
  state,
  chosen,
  onChoose,
  onRetry,
  onOpen,
  canAct,
}: {
  readonly account: string
  readonly group: FailureGroup
  readonly state: FailureState
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (ids: ReadonlySet<string>) => void
  readonly onRetry: (id: string) => void
  /** Shows the record itself; undefined for who may not read records. */
  readonly onOpen: ((id: string) => void) | undefined
  readonly canAct: boolean
}): React.JSX.Element {
  const list = useInfiniteQuery(failuresOfGroupQuery(account, nameOfGroup(group), state))
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <LoadingRows rows={Math.min(group.count, 5)} height={44} />
  const records = list.data.pages.flatMap(({ items }) => items)
  const toggle = (id: string, isChosen: boolean): void => {
    const next = new Set(chosen)
    if (isChosen) next.add(id)
    else next.delete(id)
    onChoose(next)
  }
  return (
    <>
      <ul className="failure-records" aria-label="Records">
        {records.map((failure) => (
          <li key={failure.id}>
            {canAct ? (
              <Checkbox
                aria-label={`Select ${failure.id}`}
                checked={chosen.has(failure.id)}
                onChange={(event) => toggle(failure.id, event.currentTarget.checked)}
              />
            ) : null}
            <div className="failure-record">
              <Group gap="xs">
                <Text size="sm" fw={600} component="span">
                  {failure.label ?? failure.id}
                </Text>
                {failure.label === null || failure.label === failure.id ? null : (
                  <Text size="sm" className="muted" component="span">
                    id {failure.id}
                  </Text>
                )}
                {failure.field === null ? null : <code className="failure-field">{failure.field}</code>}
              </Group>
              {group.isSame ? null : <Text size="sm">{failure.message}</Text>}
              <FailureHistory account={account} failure={failure} />
            </div>
            {onOpen ? (
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                aria-label={`Open ${failure.id}`}
                onClick={() => onOpen(failure.id)}
              >
                Open
              </Button>
            ) : null}
            {canAct ? (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`Retry ${failure.id}`}
                onClick={() => onRetry(failure.id)}
              >
                Retry
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <MoreButton list={list} />
    </>
  )
}

/** When it failed, how often, in which run, and what became of it. */
function FailureHistory({
  account,
  failure: { attempts, firstSeenAt, lastSeenAt, run, state, fixedIn, reason },
}: {
  readonly account: string
  readonly failure: ProcessFailure
}): React.JSX.Element {
  return (
    <Text size="xs" className="muted" component="div">
      {attempts === 1 ? (
        <>
          Failed <TimeAgo at={lastSeenAt} />
        </>
      ) : (
        <>
          Failed {attempts} times, first <TimeAgo at={firstSeenAt} />, last <TimeAgo at={lastSeenAt} />
        </>
      )}{' '}
      ·{' '}
      <RunLink account={account} run={run}>
        Run
      </RunLink>
      {state === 'fixed' && fixedIn !== null ? (
        <>
          {' '}
          · Fixed in{' '}
          <RunLink account={account} run={fixedIn}>
            this run
          </RunLink>
        </>
      ) : null}
      {state === 'dismissed' && reason !== null ? ` · Dismissed: ${reason}` : ''}
    </Text>
  )
}

function RunLink({
  account,
  run,
  children,
}: {
  readonly account: string
  readonly run: string
  readonly children: string
}): React.JSX.Element {
  return (
    <Link to="/a/$account/runs/$run" params={{ account, run }} className="plain-link">
      {children}
    </Link>
  )
}
