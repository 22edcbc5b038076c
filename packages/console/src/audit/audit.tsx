import { Button, Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { membersQuery } from '../people/people-queries.ts'
import { useAccount } from '../session/use-account.ts'
import { MoreButton } from '../ui/controls/more-button.tsx'
import { Rows } from '../ui/lists/rows.tsx'
import { Page } from '../ui/pages/page.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../ui/states/states.tsx'
import { AuditEntryRow } from './audit-entry-row.tsx'
import { AuditFilters, type AuditSearch } from './audit-filters.tsx'
import { auditQuery } from './audit-queries.ts'
import { dayStart } from './audit-words.ts'

/** Everything that was changed or refused in the account. The address holds the filters. */
export function Audit(): React.JSX.Element {
  const account = useAccount()
  return (
    <Page title="Audit log" description="All changes and denied attempts, newest first. Never contains secrets.">
      {account.can('administrator') ? (
        <Log account={account.id} />
      ) : (
        <EmptyState icon="audit" title="Only administrators can read the audit log">
          Your role in {account.name} is {account.role}. Ask an administrator of the account.
        </EmptyState>
      )}
    </Page>
  )
}

function Log({ account }: { readonly account: string }): React.JSX.Element {
  const search = useSearch({ from: '/a/$account/audit' })
  const navigate = useNavigate()
  const members = useInfiniteQuery(membersQuery(account))
  const log = useInfiniteQuery(
    auditQuery(account, {
      action: search.action,
      outcome: search.outcome === 'done' || search.outcome === 'refused' ? search.outcome : undefined,
      // Who looks for one action, also of those, sees it.
      only: search.runs === undefined && search.action === undefined ? 'changes' : undefined,
      actor: search.actor,
      subject: search.subject,
      from: dayStart(search.from),
      to: dayStart(search.to, 1),
    }),
  )
  const entries = log.data?.pages.flatMap(({ items }) => items) ?? []
  const people = members.data?.pages.flatMap(({ items }) => items.map(({ person }) => person)) ?? []
  const show = (next: AuditSearch): void =>
    void navigate({
      to: '/a/$account/audit',
      params: { account },
      search: Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== '')),
      replace: true,
      resetScroll: false,
    })
  return (
    <Stack gap="md">
      <AuditFilters search={search} people={people} entries={entries} onChange={show} />
      {log.isPending ? <LoadingRows /> : null}
      {log.error ? <ErrorState error={log.error} onRetry={() => void log.refetch()} /> : null}
      {log.data && entries.length === 0 ? (
        <EmptyState
          icon="audit"
          title="No matching entries"
          action={
            <Button variant="default" onClick={() => show({})}>
              Show all entries
            </Button>
          }
        >
          No entries match these filters.
        </EmptyState>
      ) : null}
      {entries.length > 0 ? (
        <Rows label="Entries">
          {entries.map((entry) => (
            <AuditEntryRow key={entry.id} entry={entry} onOnly={(only) => show({ ...search, ...only })} />
          ))}
        </Rows>
      ) : null}
      <MoreButton list={log} />
    </Stack>
  )
}
