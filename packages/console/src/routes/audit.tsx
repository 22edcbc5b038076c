import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { auditQuery } from '../api/account.ts'
import { useAccount } from '../api/use-account.ts'
import { actionInWords, dayStart, detailLines } from '../components/account/audit-words.ts'
import { MoreButton } from '../components/more-button.tsx'
import { Page } from '../components/page.tsx'
import { Row, Rows } from '../components/rows.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../components/states.tsx'
import { Status } from '../components/status.tsx'
import { TimeAgo } from '../components/time-ago.tsx'

/** Everything that was changed or refused in the account. */
export function Audit(): React.JSX.Element {
  const { id } = useAccount()
  const filter = useSearch({ from: '/a/$account/audit' })
  const log = useInfiniteQuery(
    auditQuery(id, {
      action: filter.action,
      outcome: filter.outcome === 'done' || filter.outcome === 'refused' ? filter.outcome : undefined,
      actor: filter.actor,
      subject: filter.subject,
      from: dayStart(filter.from),
      to: dayStart(filter.to, 1),
    }),
  )
  const entries = log.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Page
      title="Audit log"
      description="Everything that was changed or refused, newest first. Secrets never stand here."
    >
      <Stack gap="md">
        <Filters />
        {log.isPending ? <LoadingRows /> : null}
        {log.error ? <ErrorState error={log.error} onRetry={() => void log.refetch()} /> : null}
        {log.data && entries.length === 0 ? (
          <EmptyState icon="audit" title="Nothing here">
            No entry fits the filters.
          </EmptyState>
        ) : null}
        {entries.length > 0 ? (
          <Rows label="Entries">
            {entries.map((entry) => (
              <Row
                key={entry.id}
                primary={
                  <>
                    {actionInWords(entry.action)}
                    {entry.subject ? <span className="muted"> · {entry.subject.name}</span> : null}
                  </>
                }
                secondary={
                  <>
                    {entry.actor.name} · <TimeAgo at={entry.at} />
                    {entry.address === '' ? '' : ` · from ${entry.address}`}
                    <Details detail={entry.detail} requestId={entry.requestId} />
                  </>
                }
                aside={
                  <Status
                    tone={entry.outcome === 'done' ? 'quiet' : 'warning'}
                    icon={entry.outcome === 'done' ? 'check' : 'cross'}
                  >
                    {entry.outcome === 'done' ? 'Done' : 'Refused'}
                  </Status>
                }
              />
            ))}
          </Rows>
        ) : null}
        <MoreButton list={log} />
      </Stack>
    </Page>
  )
}

function Details({
  detail,
  requestId,
}: {
  readonly detail: Readonly<Record<string, unknown>>
  readonly requestId: string
}): React.JSX.Element | null {
  const lines = [...detailLines(detail), ...(requestId === '' ? [] : [['request', requestId] as const])]
  if (lines.length === 0) return null
  return (
    <details>
      <summary>Details</summary>
      {lines.map(([name, value]) => (
        <Text key={name} size="xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {name}: {value}
        </Text>
      ))}
    </details>
  )
}

function Filters(): React.JSX.Element {
  const { id } = useAccount()
  const filter = useSearch({ from: '/a/$account/audit' })
  const navigate = useNavigate()
  const set = (change: Partial<typeof filter>): void => {
    const next = Object.fromEntries(Object.entries({ ...filter, ...change }).filter(([, value]) => value))
    void navigate({ to: '/a/$account/audit', params: { account: id }, search: next, replace: true })
  }
  return (
    <Group gap="sm" align="flex-end">
      <Select
        label="Outcome"
        w={140}
        clearable
        placeholder="All"
        data={[
          { value: 'done', label: 'Done' },
          { value: 'refused', label: 'Refused' },
        ]}
        value={filter.outcome ?? null}
        onChange={(outcome) => set({ outcome: outcome ?? '' })}
      />
      <TextInput
        label="Action"
        placeholder="connection.update"
        w={200}
        defaultValue={filter.action ?? ''}
        onBlur={(event) => set({ action: event.currentTarget.value.trim() })}
        onKeyDown={(event) => event.key === 'Enter' && set({ action: event.currentTarget.value.trim() })}
      />
      <TextInput
        label="From"
        type="date"
        value={filter.from ?? ''}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <TextInput
        label="To"
        type="date"
        value={filter.to ?? ''}
        onChange={(event) => set({ to: event.currentTarget.value })}
      />
      {Object.keys(filter).length > 0 ? (
        <Button
          variant="subtle"
          onClick={() => void navigate({ to: '/a/$account/audit', params: { account: id }, search: {} })}
        >
          Clear
        </Button>
      ) : null}
    </Group>
  )
}
