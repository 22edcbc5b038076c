import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAccount } from '../session/use-account.ts'
import { EmptyState, ErrorState, LoadingRows } from '../ui/states/states.tsx'
import { plural } from '../ui/words/numbers.ts'
import { FailureGroupRow } from './failure-group-row.tsx'
import { type FailureFilter, type FailureState, failureGroupsQuery, nameOfGroup } from './failure-queries.ts'
import { type Retry, RetryProgress } from './retry-progress.tsx'

/** Records that were set aside, by class and sentence: of the account, of a process, or of one deployment. */
export function FailureGroups({ filter }: { readonly filter: FailureFilter }): React.JSX.Element {
  const account = useAccount()
  const [retry, setRetry] = useState<Retry>()
  const groups = useQuery(failureGroupsQuery(account.id, filter))
  if (groups.error && !groups.data) {
    return <ErrorState error={groups.error} onRetry={() => void groups.refetch()} />
  }
  if (groups.isPending) return <LoadingRows rows={4} height={72} />
  const { items, total } = groups.data
  const progress = retry ? <RetryProgress account={account.id} retry={retry} /> : null
  if (items.length === 0) {
    return (
      <>
        {progress}
        <NoFailures state={filter.state} />
      </>
    )
  }
  const isOfOne = filter.process !== undefined || filter.deployment !== undefined
  return (
    <>
      {progress}
      <p className="failure-total muted" role="status">
        {plural(total, 'record')} in {plural(items.length, 'group')}
      </p>
      <ul className="surface rows" aria-label="Groups of failures">
        {items.map((group) => (
          <FailureGroupRow
            key={JSON.stringify(nameOfGroup(group))}
            account={account.id}
            group={group}
            state={filter.state}
            canAct={account.can('operator')}
            showsProcess={!isOfOne}
            onRetry={setRetry}
          />
        ))}
      </ul>
    </>
  )
}

const empty: Readonly<Record<FailureState, readonly [title: string, text: string]>> = {
  open: ['Nothing is set aside', 'Every record that was read came through, or was dealt with.'],
  fixed: ['Nothing was fixed yet', 'Records that failed and came through later appear here.'],
  dismissed: ['Nothing was dismissed', 'Records that somebody took off the list appear here, with the reason.'],
}

function NoFailures({ state }: { readonly state: FailureState }): React.JSX.Element {
  const [title, text] = empty[state]
  return (
    <EmptyState icon={state === 'open' ? 'check' : 'history'} title={title}>
      {text}
    </EmptyState>
  )
}
