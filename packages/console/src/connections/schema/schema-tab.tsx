import type { SchemaSnapshot } from '@coupa-connector/protocol'
import { Box, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useAccount } from '../../session/use-account.ts'
import { Notice } from '../../ui/states/notice.tsx'
import { ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { SchemaChanges } from './schema-changes.tsx'
import { SchemaFields } from './schema-fields.tsx'
import { schemaQuery } from './schema-queries.ts'
import { useSchemaRead } from './use-schema-read.ts'

/** Which fields the organization added to Coupa, what has changed, and a way to read them anew. */
export function SchemaTab({ connection }: { readonly connection: string }): React.JSX.Element {
  const account = useAccount()
  const { data: snapshot, error, refetch } = useQuery(schemaQuery(account.id, connection))
  const read = useSchemaRead(account.id, connection)
  if (snapshot === undefined) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingRows rows={3} />
  }
  return (
    <Stack gap="md">
      <section className="surface form-card" aria-label="Fields of the organization">
        <Group justify="space-between" align="flex-start" gap="sm">
          <Box flex="1 1 18rem" miw={0}>
            <Text size="sm" fw={600}>
              {snapshot ? snapshot.schema.organization : 'Not read yet'}
            </Text>
            <Text size="sm" className="muted" component="div">
              {snapshot ? (
                <ReadFacts snapshot={snapshot} />
              ) : (
                'A container reads which custom fields the organization has, from its newest records. Only names and types are kept, no values of records.'
              )}
            </Text>
          </Box>
          {account.can('builder') ? (
            <Button variant="default" size="xs" loading={read.isRunning} onClick={read.start}>
              {snapshot ? 'Read again' : 'Read fields'}
            </Button>
          ) : null}
        </Group>
        <Text size="sm" className="muted" role="status">
          {read.isRunning ? 'Reading. This takes up to a minute, and goes on when you leave the page.' : ''}
        </Text>
      </section>
      {read.error ? <ErrorState error={read.error} /> : null}
      {read.failure ? (
        <Notice tone="bad" role="alert" title="The fields could not be read">
          {read.failure.message} {read.failure.suggestion}
        </Notice>
      ) : null}
      {snapshot ? (
        <>
          <SchemaChanges account={account.id} connection={connection} />
          <SchemaFields schema={snapshot.schema} />
        </>
      ) : null}
    </Stack>
  )
}

function ReadFacts({ snapshot: { readAt, schema } }: { readonly snapshot: SchemaSnapshot }): React.JSX.Element {
  const { introspection, notices } = schema
  return (
    <>
      <div>
        Read <TimeAgo at={readAt} />
      </div>
      {introspection.isUsed ? null : <div>Types are from records and the catalog only: {introspection.reason}.</div>}
      {notices.map((notice) => (
        <div key={notice}>{notice}</div>
      ))}
    </>
  )
}
