import type { ConnectionSummary, Container } from '@coupa-connector/protocol'
import { Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { ConnectionStatus } from '../connections/connection-state.tsx'
import { ContainerSelect } from '../containers/container-select.tsx'
import { SearchSelect } from '../ui/controls/search-select.tsx'

export interface ResourceChoice {
  readonly name: string
  readonly label: string
  readonly operations: readonly string[]
}

/** With what, from where, and of what records are read. */
export function TargetForm({
  connections,
  connection,
  onSearchConnections,
  onConnection,
  containers,
  container,
  onContainer,
  resources,
  resource,
  onResource,
}: {
  readonly connections: readonly ConnectionSummary[]
  readonly connection: ConnectionSummary | undefined
  readonly onSearchConnections: (words: string) => void
  readonly onConnection: (id: string) => void
  readonly containers: readonly Container[]
  readonly container: Container | undefined
  readonly onContainer: (id: string) => void
  readonly resources: readonly ResourceChoice[]
  readonly resource: string | undefined
  readonly onResource: (name: string) => void
}): React.JSX.Element {
  const offered = connection ? [connection, ...connections.filter(({ id }) => id !== connection.id)] : connections
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
      <Stack gap={6}>
        <SearchSelect
          label="Connection"
          placeholder="Choose a connection"
          allowDeselect={false}
          nothingFoundMessage="No connection matches"
          data={offered.map(({ id, name }) => ({ value: id, label: name }))}
          value={connection?.id ?? null}
          onSearchChange={onSearchConnections}
          onChange={(id) => id && onConnection(id)}
        />
        {connection ? (
          <Group gap="xs">
            <ConnectionStatus state={connection.state} />
            <Text size="xs" className="muted">
              {connection.organization}
            </Text>
          </Group>
        ) : null}
      </Stack>
      <ContainerSelect containers={containers} container={container} onChange={onContainer} />
      <Stack gap={6}>
        <SearchSelect
          label="Resource"
          placeholder="Search by name, such as invoices"
          allowDeselect={false}
          nothingFoundMessage="No resource matches"
          maxDropdownHeight={360}
          data={resources.map(({ name, label, operations }) => ({
            value: name,
            label: `${label} (${name})`,
            disabled: !operations.includes('query'),
          }))}
          renderOption={({ option }) => {
            const found = resources.find(({ name }) => name === option.value)
            return found ? <ResourceOption resource={found} /> : option.label
          }}
          value={resource ?? null}
          onChange={(name) => name && onResource(name)}
        />
      </Stack>
    </SimpleGrid>
  )
}

function ResourceOption({ resource }: { readonly resource: ResourceChoice }): React.JSX.Element {
  return (
    <div>
      <Text size="sm">{resource.label}</Text>
      <Text size="xs" className="muted">
        {resource.name}
        {resource.operations.includes('query') ? '' : ' · cannot be queried'}
      </Text>
    </div>
  )
}
