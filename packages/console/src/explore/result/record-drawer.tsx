import { Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { Icon } from '../../ui/marks/icon.tsx'
import { ErrorState } from '../../ui/states/states.tsx'
import type { ApiRecord } from './columns.ts'

/** One record with everything known about it. The rest of it is read on request. */
export function RecordDrawer({
  title,
  record,
  isComplete,
  onReadAll,
  isReading,
  error,
  onClose,
}: {
  readonly title: string
  readonly record: ApiRecord | undefined
  /** Whether everything that Coupa serves of it is there. */
  readonly isComplete: boolean
  /** Absent for records without an id. */
  readonly onReadAll: (() => void) | undefined
  readonly isReading: boolean
  readonly error: unknown
  readonly onClose: () => void
}): React.JSX.Element {
  return (
    <Drawer
      opened={record !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={title}
      closeButtonProps={{ 'aria-label': 'Close the record' }}
    >
      {record ? (
        <Stack gap="md">
          {error ? <ErrorState error={error} onRetry={onReadAll} /> : null}
          {!isComplete && onReadAll ? (
            <Group gap="sm">
              <Button
                size="xs"
                variant="default"
                leftSection={<Icon name="refresh" size={14} />}
                loading={isReading}
                onClick={onReadAll}
              >
                Read all fields
              </Button>
              <Text size="sm" className="muted">
                Only what the query asked for is shown.
              </Text>
            </Group>
          ) : null}
          <Members value={record} />
        </Stack>
      ) : null}
    </Drawer>
  )
}

function Members({ value }: { readonly value: object }): React.JSX.Element {
  return (
    <dl className="record">
      {Object.entries(value).map(([name, member]: [string, unknown]) => (
        <div key={name} className={isNested(member) ? 'nested' : ''}>
          <dt>{name}</dt>
          <dd>
            <Value value={member} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Value({ value }: { readonly value: unknown }): React.JSX.Element {
  if (value === null || value === undefined) return <span className="quiet">no value</span>
  if (value === '') return <span className="quiet">empty text</span>
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className="quiet">empty list</span>
    return (
      <ol className="record-list">
        {value.map((item: unknown, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items of a record do not move
          <li key={index}>
            <Value value={item} />
          </li>
        ))}
      </ol>
    )
  }
  if (typeof value === 'object') {
    return Object.keys(value).length === 0 ? <span className="quiet">nothing</span> : <Members value={value} />
  }
  return <>{String(value)}</>
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}
