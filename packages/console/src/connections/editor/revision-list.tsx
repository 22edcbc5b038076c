import type { ConnectionFieldDescription, ResponseOf, Routes } from '@coupa-connector/protocol'
import { Button, Group, Stack, Text } from '@mantine/core'
import { Difference } from '../../ui/text/difference.tsx'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { partLabel } from './part-label.ts'

type Revision = ResponseOf<Routes['connection.revisions']>['items'][number]

/** Who changed what and when, newest first. Of secrets only that they changed. */
export function RevisionList({
  revisions,
  fields,
  hasMore,
  isLoadingMore,
  onMore,
}: {
  readonly revisions: readonly Revision[]
  readonly fields: readonly ConnectionFieldDescription[]
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  readonly onMore: () => void
}): React.JSX.Element {
  return (
    <Stack gap="md" component="ol" className="plain-list" aria-label="Revisions">
      {revisions.map(({ revision, changedAt, changedBy, changes }) => (
        <li key={revision} className="surface" style={{ padding: '0.75rem 1rem' }}>
          <Group justify="space-between" gap="xs" mb={4}>
            <Text fw={600}>Revision {revision}</Text>
            <Text size="sm" className="muted" component="div">
              {changedBy.name} · <TimeAgo at={changedAt} />
            </Text>
          </Group>
          {changes.map(({ field, from, to, isSecret }) => (
            <Difference
              key={`${String(isSecret)} ${field}`}
              label={partLabel(field, fields)}
              from={from ?? ''}
              to={isSecret && to === 'changed' ? 'replaced' : (to ?? '')}
            />
          ))}
        </li>
      ))}
      {hasMore ? (
        <li>
          <Button variant="default" size="xs" loading={isLoadingMore} onClick={onMore}>
            Show older
          </Button>
        </li>
      ) : null}
    </Stack>
  )
}
