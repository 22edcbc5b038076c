import { List, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useAccount } from '../../session/use-account.ts'
import { Notice } from '../../ui/states/notice.tsx'
import { ErrorState } from '../../ui/states/states.tsx'
import { comparisonQuery } from '../process-queries.ts'

/** What changing from one version to another means for what was delivered before. */
export function ChangeMeaning({
  process,
  from,
  to,
}: {
  readonly process: string
  readonly from: number
  readonly to: number
}): React.JSX.Element | null {
  const account = useAccount()
  const { data, error, refetch } = useQuery(comparisonQuery(account.id, process, from, to))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data || data.changes.length === 0) return null
  if (data.kind === 'compatible') {
    return (
      <Text size="sm" className="muted">
        It continues where the other version stopped.
      </Text>
    )
  }
  const reasons = [...new Set(data.changes.filter(({ kind }) => kind === data.kind).map(({ reason }) => reason))]
  return (
    <Notice
      title={
        data.kind === 'new-stream'
          ? 'It reads from the beginning: what was delivered before counts for nothing'
          : 'It continues, but what was delivered before does not have the change until a back-fill delivers it again'
      }
    >
      <List size="sm">
        {reasons.map((reason) => (
          <List.Item key={reason}>{reason}</List.Item>
        ))}
      </List>
    </Notice>
  )
}
