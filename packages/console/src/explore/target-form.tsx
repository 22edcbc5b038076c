import type { ConnectionSummary, Container } from '@coupa-connector/protocol'
import { Group, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { ConnectionStatus } from './connection-status.tsx'

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
  const chosen = resources.find(({ name }) => name === resource)
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
      <Stack gap={6}>
        <Select
          label="Connection"
          placeholder="Choose a connection"
          searchable
          allowDeselect={false}
          nothingFoundMessage="No connection has these words"
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
      <Stack gap={6}>
        <Select
          label="Container"
          placeholder="Choose a container"
          searchable
          allowDeselect={false}
          data={groupContainers(containers)}
          value={container?.id ?? null}
          onChange={(id) => id && onContainer(id)}
        />
        <Text size="xs" className={container?.unavailableReason ? 'warning' : 'muted'}>
          {container ? (container.unavailableReason ?? `${kindLabels[container.kind]}, ${container.status}`) : ''}
        </Text>
      </Stack>
      <Stack gap={6}>
        <Select
          label="Resource"
          placeholder="Search by name, such as invoices"
          searchable
          allowDeselect={false}
          nothingFoundMessage="Coupa has no such resource"
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
        <Text size="xs" className="muted">
          {chosen ? abilities(chosen) : ''}
        </Text>
      </Stack>
    </SimpleGrid>
  )
}

function ResourceOption({ resource }: { readonly resource: ResourceChoice }): React.JSX.Element {
  return (
    <div>
      <Text size="sm">{resource.label}</Text>
      <Text size="xs" className="muted">
        {resource.name} · {abilities(resource)}
      </Text>
    </div>
  )
}

const abilityWords: Readonly<Record<string, string>> = { get: 'read one', query: 'query' }

function abilities({ operations }: ResourceChoice): string {
  const words = operations.map((operation) => abilityWords[operation] ?? operation)
  if (words.length === 0) return 'cannot be queried'
  return operations.includes('query') ? words.join(', ') : `${words.join(', ')}; cannot be queried`
}

const kindLabels = { atom: 'Atom', molecule: 'Molecule', cloud: 'Cloud' } as const

function groupContainers(containers: readonly Container[]): {
  group: string
  items: { value: string; label: string; disabled: boolean }[]
}[] {
  return (['atom', 'molecule', 'cloud'] as const).flatMap((kind) => {
    const items = containers.filter((container) => container.kind === kind)
    if (items.length === 0) return []
    return [
      {
        group: `${kindLabels[kind]}s`,
        items: items.map(({ id, name, status, unavailableReason }) => ({
          value: id,
          label: unavailableReason === null ? name : `${name} (${status})`,
          disabled: unavailableReason !== null,
        })),
      },
    ]
  })
}
