import { Button, Group, List, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { resourceQuery, resourcesQuery } from '../../api/catalog.ts'
import { Icon } from '../icon.tsx'
import { ErrorState, LoadingRows } from '../states.tsx'
import { CodeDialog } from './code-dialog.tsx'
import type { ApiRecord } from './columns.ts'
import { toCommandLine } from './command-line.ts'
import { DraftNotice } from './draft-notice.tsx'
import { fieldAt, suggestedFields } from './field-tree.ts'
import { OpenRecord } from './open-record.tsx'
import { QueryForm } from './query-form.tsx'
import { emptyQuery, type FieldChoice, queryProblems, toOperation } from './query-model.ts'
import { RunFailure } from './run-failure.tsx'
import { RunProgress } from './run-progress.tsx'
import { RunResult } from './run-result.tsx'
import { TargetForm } from './target-form.tsx'
import { toTypeScript } from './typescript-text.ts'
import type { ExploreAddress } from './use-explore-address.ts'
import type { ExploreTarget } from './use-explore-target.ts'
import { type RunTarget, useOperationRun } from './use-operation-run.ts'
import './explore.css'

/** The query and what it found. */
export function Workbench({
  account,
  explored,
  target,
}: {
  readonly account: string
  readonly explored: ExploreAddress
  readonly target: ExploreTarget
}): React.JSX.Element {
  const { address, query, setAddress, setQuery } = explored
  const { connection, container } = target
  const queryClient = useQueryClient()
  const resources = useQuery(resourcesQuery)
  const resource = useQuery({ ...resourceQuery(address.resource ?? ''), enabled: address.resource !== undefined })
  const run = useOperationRun()
  const [ran, setRan] = useState<RunTarget & { readonly fields: FieldChoice; readonly number: number }>()
  const [opened, setOpened] = useState<ApiRecord>()
  const [isCodeOpen, code] = useDisclosure(false)
  const problems = resource.data ? queryProblems(resource.data.name, query) : []
  const [isTold, setTold] = useState(false)

  const chooseResource = async (name: string): Promise<void> => {
    const chosen = await queryClient.ensureQueryData(resourceQuery(name))
    const fields = suggestedFields(chosen)
    setTold(false)
    setQuery(
      { ...emptyQuery, fields: fields.length > 0 ? fields : 'all', limit: query.limit, wire: query.wire },
      { resource: name },
    )
  }
  const start = (): void => {
    setTold(true)
    if (!resource.data || !connection || !container || target.isRefusedDraft || problems.length > 0) return
    const operation = toOperation(resource.data.name, query)
    const next = { account, connection: connection.id, container: container.id, operation }
    setRan({ ...next, fields: query.fields, number: (ran?.number ?? 0) + 1 })
    setOpened(undefined)
    run.start(next)
  }

  return (
    <Stack gap="lg">
      <form
        className="surface"
        aria-label="Query"
        onSubmit={(event) => {
          event.preventDefault()
          start()
        }}
      >
        <Stack gap="md" p="md">
          <TargetForm
            connections={target.connections}
            connection={connection}
            onSearchConnections={target.searchConnections}
            onConnection={(id) => setAddress({ connection: id })}
            containers={target.containers}
            container={container}
            onContainer={(id) => setAddress({ container: id })}
            resources={resources.data ?? []}
            resource={address.resource}
            onResource={(name) => void chooseResource(name)}
          />
          {target.isRefusedDraft && connection ? <DraftNotice account={account} connection={connection} /> : null}
          {resources.error ? <ErrorState error={resources.error} onRetry={() => void resources.refetch()} /> : null}
          {address.resource === undefined ? (
            <Text size="sm" className="muted">
              Choose a resource to build a query.
            </Text>
          ) : resource.data ? (
            <>
              <QueryForm resource={resource.data} query={query} onChange={setQuery} />
              {isTold && problems.length > 0 ? (
                <List size="sm" className="bad" role="alert">
                  {problems.map((problem) => (
                    <List.Item key={problem}>{problem}</List.Item>
                  ))}
                </List>
              ) : null}
              <Group gap="sm">
                <Button
                  type="submit"
                  leftSection={<Icon name="play" size={16} />}
                  disabled={run.isRunning || !connection || !container || target.isRefusedDraft}
                >
                  Run
                </Button>
                <Button variant="default" leftSection={<Icon name="copy" size={16} />} onClick={code.open}>
                  Command line or TypeScript
                </Button>
                {connection ? null : (
                  <Text size="sm" className="muted">
                    Choose a connection first.
                  </Text>
                )}
              </Group>
            </>
          ) : resource.error ? (
            <ErrorState error={resource.error} onRetry={() => void resource.refetch()} />
          ) : (
            <LoadingRows rows={2} height={64} />
          )}
        </Stack>
      </form>
      {run.isRunning ? <RunProgress run={run} /> : null}
      {run.error ? <ErrorState error={run.error} onRetry={start} /> : null}
      {!run.isRunning && run.job?.state === 'finished' && ran && resource.data ? (
        run.job.outcome === 'OK' ? (
          <RunResult key={ran.number} job={run.job} fields={ran.fields} xmlNames={resource.data} onOpen={setOpened} />
        ) : (
          <RunFailure job={run.job} />
        )
      ) : null}
      {opened && ran ? (
        <OpenRecord
          title={`${resource.data?.title ?? 'Record'} ${typeof opened.id === 'number' ? opened.id : ''}`}
          record={opened}
          isComplete={ran.fields === 'all'}
          source={{ ...ran, resource: ran.operation.resource }}
          onClose={() => setOpened(undefined)}
        />
      ) : null}
      {resource.data ? (
        <CodeDialog
          isOpen={isCodeOpen}
          onClose={code.close}
          texts={{
            hub: toCommandLine(query, {
              resource: resource.data.name,
              hub: { connection: connection?.name ?? 'CONNECTION', container: container?.name ?? '' },
            }),
            direct: toCommandLine(query, { resource: resource.data.name }),
            typescript: toTypeScript(
              query,
              resource.data.name,
              (path) => fieldAt(path, resource.data.fields, () => undefined)?.type,
            ),
          }}
        />
      ) : null}
    </Stack>
  )
}
