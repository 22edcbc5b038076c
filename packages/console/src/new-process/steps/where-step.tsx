import type { Destination, DestinationType } from '@coupa-connector/protocol'
import { Group, Radio, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { DestinationCheck } from '../../destinations/check/destination-check.tsx'
import { destinationListQuery, destinationTypesQuery } from '../../destinations/destination-queries.ts'
import { placeOf } from '../../destinations/destination-words.ts'
import { LinkButton } from '../../ui/controls/link-button.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import type { NewProcessState } from '../use-new-process.ts'

/** The other end: a destination that is there, or a new one, with its check. */
export function WhereStep({ process }: { readonly process: NewProcessState }): React.JSX.Element {
  const { account, draft, change, direction } = process
  const list = useQuery(destinationListQuery(account))
  const types = useQuery(destinationTypesQuery)
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data || !types.data) return <LoadingRows rows={4} />
  const typeOf = ({ kind }: Pick<Destination, 'kind'>) => types.data.find((type) => type.kind === kind)
  const fitting = list.data.filter((destination) => isFit(destination, typeOf(destination), process))
  const chosen = fitting.find(({ id }) => id === draft.destination)
  const type = chosen && typeOf(chosen)
  const formats = formatsOf(type, direction)
  const choose = (id: string): void => {
    const destination = fitting.find((one) => one.id === id)
    if (!destination || destination.id === draft.destination) return
    const isOtherKind = destination.kind !== draft.kind
    change({
      destination: id,
      kind: destination.kind,
      ...(isOtherKind ? { format: undefined, shape: undefined } : {}),
    })
  }
  const creation = {
    to: '/a/$account/destinations/new',
    params: { account },
    search: { returnTo: 'new-process' },
  } as const
  if (fitting.length === 0) {
    return (
      <EmptyState
        icon="destination"
        title={list.data.length === 0 ? 'No destinations yet' : 'No destination that this process can use'}
        action={
          <LinkButton {...creation} leftSection={<Icon name="plus" size={16} />}>
            New destination
          </LinkButton>
        }
      >
        {direction === 'out'
          ? 'Say where the records go: a folder, an SFTP server, a database, a bucket, or a web address.'
          : 'Say where the records come from: a folder, an SFTP server, a database, or a bucket.'}{' '}
        What you chose so far is kept.
      </EmptyState>
    )
  }
  return (
    <Stack gap="lg">
      <Group justify="space-between" gap="sm">
        <Text size="sm" className="muted">
          {direction === 'out' ? 'Where the records are delivered.' : 'Where the records come from.'}
        </Text>
        <LinkButton {...creation} size="xs" variant="default" leftSection={<Icon name="plus" size={14} />}>
          New destination
        </LinkButton>
      </Group>
      <Radio.Group aria-label="Destination" value={draft.destination ?? null} onChange={choose}>
        <div className="surface template-list">
          {fitting.map((destination) => (
            <Radio
              key={destination.id}
              className="template-row"
              value={destination.id}
              label={destination.name}
              description={`${typeOf(destination)?.title ?? destination.kind} · ${placeOf(destination)}`}
            />
          ))}
        </div>
      </Radio.Group>
      {formats.length > 0 ? (
        <Select
          label="Format"
          maw={320}
          allowDeselect={false}
          data={formats.map((format) => ({ value: format, label: formatLabel(format) }))}
          value={draft.format ?? (direction === 'in' ? 'csv' : 'ndjson')}
          onChange={(format) => format && change({ format, shape: undefined })}
        />
      ) : null}
      {chosen && type ? (
        <DestinationCheck
          key={chosen.id}
          account={account}
          type={type}
          targetFor={() => ({ destination: chosen.id })}
          use={direction === 'in' ? 'load' : 'deliver'}
        />
      ) : null}
    </Stack>
  )
}

function formatLabel(format: string): string {
  return { csv: 'CSV', ndjson: 'NDJSON, one JSON object per line', parquet: 'Parquet' }[format] ?? format
}

/** Whether a process can use a destination. */
function isFit(
  { kind }: Destination,
  type: DestinationType | undefined,
  { direction, template }: NewProcessState,
): boolean {
  if (type === undefined) return false
  if (direction === 'in') return type.uses.includes('load')
  return !template?.deliversFiles || kind === 'files' || kind === 'sftp'
}

/** The formats of files that a destination takes or gives; empty where records are not in files. */
function formatsOf(type: DestinationType | undefined, direction: 'in' | 'out'): readonly string[] {
  if (type === undefined || type.formats.length === 0) return []
  return direction === 'in' ? ['csv', 'ndjson', 'parquet'] : type.formats
}
