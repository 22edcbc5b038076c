import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { connectionTypeQuery } from '../../catalog/catalog-queries.ts'
import { firstConnectionsQuery } from '../../connections/connection-queries.ts'
import { allContainersQuery } from '../../containers/container-queries.ts'
import { useAccount } from '../../session/use-account.ts'
import { SearchSelect } from '../../ui/controls/search-select.tsx'
import { Page } from '../../ui/pages/page.tsx'
import { TestHistory } from './test-history.tsx'

/** The history of all tests of the account. The address holds its filters. */
export function Tests(): React.JSX.Element {
  const filter = useSearch({ from: '/a/$account/tests' })
  const account = useAccount()
  const navigate = useNavigate()
  const connections = useQuery({ ...firstConnectionsQuery(account.id, { limit: 200 }), staleTime: 60_000 })
  const containers = useQuery(allContainersQuery(account.id))
  const connectionType = useQuery(connectionTypeQuery)

  const select = (label: string, name: keyof typeof filter, data: readonly Choice[]): React.JSX.Element => (
    <SearchSelect
      label={label}
      placeholder="Any"
      data={withChosen(data, filter[name])}
      value={filter[name] ?? null}
      onChange={(value) =>
        void navigate({
          to: '/a/$account/tests',
          params: { account: account.id },
          search: { ...filter, [name]: value ?? undefined },
          replace: true,
        })
      }
      clearable
      clearButtonProps={{ 'aria-label': `Clear ${label.toLowerCase()}` }}
      w={{ base: '100%', xs: 220 }}
    />
  )

  return (
    <Page title="Tests" description="Every test: when, from where, and what went wrong.">
      <Group gap="sm" mb="md" align="flex-end">
        {select(
          'Connection',
          'connection',
          (connections.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        )}
        {select(
          'Container',
          'container',
          (containers.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        )}
        {select(
          'Outcome',
          'outcome',
          (connectionType.data?.outcomes ?? []).map(({ code, title }) => ({ value: code, label: title })),
        )}
        {Object.keys(filter).length > 1 ? (
          <Button
            variant="subtle"
            onClick={() => void navigate({ to: '/a/$account/tests', params: { account: account.id }, search: {} })}
          >
            Clear all
          </Button>
        ) : null}
      </Group>
      <TestHistory {...filter} />
    </Page>
  )
}

interface Choice {
  readonly value: string
  readonly label: string
}

/** The chosen one is among the choices even if it is gone or not loaded yet. Two with one title are told apart. */
function withChosen(choices: readonly Choice[], chosen: string | undefined): Choice[] {
  const counts = Map.groupBy(choices, ({ label }) => label)
  const told = choices.map(({ value, label }) => ({
    value,
    label: (counts.get(label)?.length ?? 0) > 1 ? `${label} (${value.toLowerCase().replaceAll('_', ' ')})` : label,
  }))
  return chosen === undefined || told.some(({ value }) => value === chosen)
    ? told
    : [...told, { value: chosen, label: chosen }]
}
