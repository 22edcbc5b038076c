import type { Connection } from '@coupa-connector/protocol'
import { Group, Stack, Text, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { connectionQuery, firstConnectionsQuery } from '../../connections/connection-queries.ts'
import { ConnectionStatus } from '../../connections/connection-state.tsx'
import { firstContainersQuery } from '../../containers/container-queries.ts'
import { ContainerSelect } from '../../containers/container-select.tsx'
import { jobQuery } from '../../jobs/job-queries.ts'
import { LinkButton } from '../../ui/controls/link-button.tsx'
import { SearchSelect } from '../../ui/controls/search-select.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import { Notice } from '../../ui/states/notice.tsx'
import { ErrorState } from '../../ui/states/states.tsx'
import { CopyField } from '../../ui/text/copy-field.tsx'
import { plural } from '../../ui/words/numbers.ts'
import { isNameTakenQuery } from '../new-process-queries.ts'
import type { NewProcessState } from '../use-new-process.ts'

/** Which organization, from which container, and whether the connection may do what the process does. */
export function ConnectionStep({ process }: { readonly process: NewProcessState }): React.JSX.Element {
  const { account, draft, change, check } = process
  const [words, setWords] = useState('')
  const chosen = useQuery({
    ...connectionQuery(account, draft.connection ?? ''),
    select: ({ connection }) => connection,
    enabled: draft.connection !== undefined,
  })
  const search = words.trim() === chosen.data?.name ? '' : words.trim().slice(0, 200)
  const choices = useQuery({
    ...firstConnectionsQuery(account, { limit: 50, ...(search === '' ? {} : { search }) }),
    select: ({ items }) => items,
    placeholderData: keepPreviousData,
  })
  useOnlyConnection(process, search === '' ? choices.data : undefined)
  const containers = useQuery(firstContainersQuery(account))
  const all = containers.data ?? []
  const container = all.find(({ id }) => id === draft.container) ?? all.find((one) => one.unavailableReason === null)
  const offered = [...(choices.data ?? [])].sort((a, b) => rankOf(a.state) - rankOf(b.state))
  const named = chosen.data && !offered.some(({ id }) => id === chosen.data?.id) ? [chosen.data, ...offered] : offered
  return (
    <Stack gap="lg" maw={720}>
      {choices.error ? <ErrorState error={choices.error} onRetry={() => void choices.refetch()} /> : null}
      {choices.data?.length === 0 && search === '' ? (
        <Notice title="No connections yet">
          <Stack gap="sm" align="flex-start">
            <span>A connection holds the address of a Coupa instance and how to sign in to it.</span>
            <LinkButton to="/a/$account/connections/new" params={{ account }} size="xs">
              New connection
            </LinkButton>
          </Stack>
        </Notice>
      ) : (
        <Stack gap={6}>
          <SearchSelect
            label="Connection"
            description="Verified connections come first."
            placeholder="Choose a connection"
            withAsterisk
            allowDeselect={false}
            nothingFoundMessage="No connection matches"
            data={named.map(({ id, name, state }) => ({
              value: id,
              label: state === 'verified' ? name : `${name} (${state.replace('-', ' ')})`,
            }))}
            value={draft.connection ?? null}
            onSearchChange={setWords}
            onChange={(id) => id && change({ connection: id })}
          />
          {chosen.data ? (
            <Group gap="xs">
              <ConnectionStatus state={chosen.data.state} />
              <Text size="xs" className="muted">
                {chosen.data.organization}
              </Text>
            </Group>
          ) : null}
        </Stack>
      )}
      <ContainerSelect containers={all} container={container} onChange={(id) => change({ container: id })} />
      <NameField process={process} />
      {chosen.data && chosen.data.state !== 'verified' ? <Untested account={account} connection={chosen.data} /> : null}
      {chosen.data && check ? <Scopes account={account} connection={chosen.data} needed={check.scopes} /> : null}
    </Stack>
  )
}

/** Takes the only connection there is: where there is nothing to choose, nobody is asked. */
function useOnlyConnection(
  { draft, change }: NewProcessState,
  all: readonly Pick<Connection, 'id'>[] | undefined,
): void {
  const only = draft.connection === undefined && all?.length === 1 ? all[0]?.id : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: change is new each time and does the same
  useEffect(() => {
    if (only !== undefined) change({ connection: only })
  }, [only])
}

function rankOf(state: Connection['state']): number {
  return ['verified', 'draft', 'never-tested', 'failing'].indexOf(state)
}

/** What the process is called. */
function NameField({ process: { account, name, draft, change } }: { readonly process: NewProcessState }) {
  const taken = useQuery(isNameTakenQuery(account, name))
  const isWrong = name !== '' && !/^[a-z][a-z0-9-]{0,62}$/.test(name)
  return (
    <TextInput
      label="Name of the process"
      description="Lowercase letters, digits, and hyphens. Folders and files are named after it."
      withAsterisk
      maxLength={63}
      spellCheck={false}
      error={
        isWrong
          ? 'Use lowercase letters, digits, and hyphens, and begin with a letter.'
          : taken.data
            ? 'A process of this name exists. Choose another name.'
            : undefined
      }
      value={draft.name ?? name}
      onChange={(event) => change({ name: event.currentTarget.value })}
    />
  )
}

function Untested({
  account,
  connection,
}: {
  readonly account: string
  readonly connection: Connection
}): React.JSX.Element {
  return (
    <Notice title="Test this connection first">
      <Stack gap="sm" align="flex-start">
        <span>Its current settings have not passed a test. What you entered here is kept.</span>
        <LinkButton
          to="/a/$account/connections/$connection"
          params={{ account, connection: connection.id }}
          search={{ test: '1' }}
          size="xs"
        >
          Test {connection.name}
        </LinkButton>
      </Stack>
    </Notice>
  )
}

/** Scopes that the process needs and the connection does not have, as a text to paste. */
function Scopes({
  account,
  connection,
  needed,
}: {
  readonly account: string
  readonly connection: Connection
  readonly needed: readonly string[]
}): React.JSX.Element | null {
  const test = useQuery({
    ...jobQuery(account, connection.lastTest?.job ?? ''),
    enabled: connection.lastTest !== null && connection.state === 'verified',
  })
  const configured = (connection.fields.scope ?? '').split(/\s+/).filter((scope) => scope !== '')
  const tested = test.data?.report?.grantedScopes ?? []
  const granted = tested.length > 0 ? tested : configured
  // API keys have no scopes: their permissions are in Coupa.
  if (granted.length === 0 || test.isLoading) return null
  const missing = needed.filter((scope) => !granted.includes(scope))
  if (missing.length === 0) {
    return (
      <Text size="sm" className="good">
        <Icon name="check" size={14} /> The connection has every scope that the process needs.
      </Text>
    )
  }
  return (
    <Notice title={missing.length === 1 ? 'A scope is missing' : `${plural(missing.length, 'scope')} are missing`}>
      <Stack gap="sm">
        <span>
          {missing.join(', ')}. Add {missing.length === 1 ? 'it' : 'them'} to the client in Coupa, and then to the
          connection:
        </span>
        <CopyField label="Scope" text={[...new Set([...configured, ...missing])].sort().join(' ')} />
      </Stack>
    </Notice>
  )
}
