import type { SchemaChangeView, SchemaDrift } from '@coupa-connector/protocol'
import { Group, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { MoreButton } from '../../ui/controls/more-button.tsx'
import { ErrorState } from '../../ui/states/states.tsx'
import { Difference } from '../../ui/text/difference.tsx'
import { plural } from '../../ui/words/numbers.ts'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { schemaChangesQuery } from './schema-queries.ts'

/** What changed each time that the fields were read again; nothing where nothing ever has. */
export function SchemaChanges({
  account,
  connection,
}: {
  readonly account: string
  readonly connection: string
}): React.JSX.Element | null {
  const list = useInfiniteQuery(schemaChangesQuery(account, connection))
  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  const drifts = list.data?.pages.flatMap(({ items }) => items) ?? []
  if (drifts.length === 0) return null
  return (
    <>
      <Stack gap="md" component="ol" className="plain-list" aria-label="Changes">
        {drifts.map((drift) => (
          <Drift key={drift.id} drift={drift} />
        ))}
      </Stack>
      <MoreButton list={list} />
    </>
  )
}

function Drift({ drift: { at, fromAt, count, changes } }: { readonly drift: SchemaDrift }): React.JSX.Element {
  const rest = count - changes.length
  return (
    <li className="surface form-card">
      <Group justify="space-between" gap="xs" mb={4}>
        <Text fw={600}>{plural(count, 'change')}</Text>
        <Text size="sm" className="muted" component="div">
          Found <TimeAgo at={at} />, compared with <TimeAgo at={fromAt} />
        </Text>
      </Group>
      {changes.map((change) => (
        <Change key={labelOf(change)} change={change} />
      ))}
      {rest > 0 ? (
        <Text size="sm" className="muted">
          and {rest} more
        </Text>
      ) : null}
    </li>
  )
}

/** What came has nothing before it. */
function Change({ change }: { readonly change: SchemaChangeView }): React.JSX.Element {
  const label = labelOf(change)
  if (change.before !== null) return <Difference label={label} from={change.before} to={change.now ?? ''} />
  return (
    <div className="difference">
      <span className="muted">{label}</span>
      <span className="quiet">new</span>
      <span>
        <ins>{change.now}</ins>
      </span>
    </div>
  )
}

function labelOf({ resource, path, lookup, value }: SchemaChangeView): string {
  return resource === null ? `Lookup ${lookup ?? ''}: ${value ?? ''}` : `${resource}: ${path ?? ''}`
}
