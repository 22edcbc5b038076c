import type { ConnectionFieldDescription } from '@coupa-connector/protocol'
import { useInfiniteQuery } from '@tanstack/react-query'
import { ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { connectionRevisionsQuery } from '../connection-queries.ts'
import { RevisionList } from './revision-list.tsx'

/** The revisions of a connection, read page by page. */
export function RevisionsTab({
  account,
  connection,
  fields,
}: {
  readonly account: string
  readonly connection: string
  readonly fields: readonly ConnectionFieldDescription[]
}): React.JSX.Element {
  const list = useInfiniteQuery(connectionRevisionsQuery(account, connection))
  if (list.isPending) return <LoadingRows rows={3} height={84} />
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  return (
    <RevisionList
      revisions={list.data?.pages.flatMap(({ items }) => items) ?? []}
      fields={fields}
      hasMore={list.hasNextPage}
      isLoadingMore={list.isFetchingNextPage}
      onMore={() => void list.fetchNextPage()}
    />
  )
}
