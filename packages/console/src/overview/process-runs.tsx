import { Anchor, Group, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { processFacetsQuery } from '../processes/process-queries.ts'
import { RunList } from '../runs/run-list.tsx'
import { firstRunsQuery } from '../runs/run-queries.ts'
import { ErrorState, LoadingRows } from '../ui/states/states.tsx'

const shownRuns = 5

/** The runs that are under way; nothing while there are none. */
export function RunningNow({ account }: { readonly account: string }): React.JSX.Element | null {
  const facets = useQuery(processFacetsQuery(account))
  const isAny = (facets.data?.states.running ?? 0) > 0
  const { data } = useQuery({ ...firstRunsQuery(account, { state: 'running', limit: shownRuns }), enabled: isAny })
  if (!isAny || !data || data.length === 0) return null
  return (
    <section aria-labelledby="running-now">
      <Head id="running-now" title="Running now" account={account} state="running" />
      <RunList account={account} runs={data} label="Running now" showsProcess />
    </section>
  )
}

/** The newest runs; nothing in an account without processes. */
export function LastRuns({ account }: { readonly account: string }): React.JSX.Element | null {
  const facets = useQuery(processFacetsQuery(account))
  const isAny = (facets.data?.total ?? 0) > 0
  const { data, error, refetch } = useQuery({
    ...firstRunsQuery(account, { state: 'ended', kind: 'run', limit: shownRuns }),
    enabled: isAny,
  })
  if (!isAny || data?.length === 0) return null
  return (
    <section aria-labelledby="last-runs">
      <Head id="last-runs" title="Last runs" account={account} />
      {data ? (
        <RunList account={account} runs={data} label="Last runs" showsProcess />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingRows rows={3} height={60} />
      )}
    </section>
  )
}

function Head({
  id,
  title,
  account,
  state,
}: {
  readonly id: string
  readonly title: string
  readonly account: string
  readonly state?: string
}): React.JSX.Element {
  return (
    <Group justify="space-between" mb="xs">
      <Title order={2} id={id}>
        {title}
      </Title>
      <Text size="sm">
        <Anchor
          renderRoot={(props) => (
            <Link {...props} to="/a/$account/runs" params={{ account }} search={state === undefined ? {} : { state }} />
          )}
        >
          All runs
        </Anchor>
      </Text>
    </Group>
  )
}
