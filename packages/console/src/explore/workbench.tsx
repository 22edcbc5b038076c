import { Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { resourceQuery, resourcesQuery } from '../catalog/catalog-queries.ts'
import { ErrorState, LoadingRows } from '../ui/states.tsx'
import { CodeDialog } from './code/code-dialog.tsx'
import { codeTextsOf } from './code/code-texts.ts'
import { DraftNotice } from './draft-notice.tsx'
import { suggestedFields } from './query/field-tree.ts'
import { emptyQuery, type FieldChoice, queryProblems, toOperation } from './query/query-model.ts'
import { QueryPanel } from './query/query-panel.tsx'
import type { ApiRecord } from './result/columns.ts'
import { OpenRecord } from './result/open-record.tsx'
import { RunFailure } from './result/run-failure.tsx'
import { RunProgress } from './result/run-progress.tsx'
import { RunResult } from './result/run-result.tsx'
import { type OperationRun, type RunTarget, useOperationRun } from './result/use-operation-run.ts'
import { TargetForm } from './target-form.tsx'
import type { ExploreAddress } from './use-explore-address.ts'
import type { ExploreTarget } from './use-explore-target.ts'
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
  const canRun = connection !== undefined && container !== undefined && !target.isRefusedDraft

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
          <ResourceNotice isChosen={address.resource !== undefined} resource={resource} />
          {resource.data ? (
            <QueryPanel
              resource={resource.data}
              query={query}
              problems={isTold ? problems : []}
              canRun={!run.isRunning && canRun}
              hasConnection={connection !== undefined}
              onChange={setQuery}
              onShowCode={code.open}
            />
          ) : null}
        </Stack>
      </form>
      <RunState run={run} onRetry={start}>
        {run.job?.state === 'finished' && ran && resource.data ? (
          <RunOutcome key={ran.number} job={run.job} fields={ran.fields} xmlNames={resource.data} onOpen={setOpened} />
        ) : null}
      </RunState>
      {opened && ran ? (
        <OpenRecord
          title={titleOf(opened, resource.data?.title)}
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
          texts={codeTextsOf(query, resource.data, {
            connection: connection?.name ?? 'CONNECTION',
            container: container?.name ?? '',
          })}
        />
      ) : null}
    </Stack>
  )
}

/** What there is instead of a query while no resource is there. */
function ResourceNotice({
  isChosen,
  resource,
}: {
  readonly isChosen: boolean
  readonly resource: { readonly isLoading: boolean; readonly error: unknown; refetch(): unknown }
}): React.JSX.Element | null {
  if (!isChosen) {
    return (
      <Text size="sm" className="muted">
        Choose a resource to build a query.
      </Text>
    )
  }
  if (resource.isLoading) return <LoadingRows rows={2} height={64} />
  return resource.error ? <ErrorState error={resource.error} onRetry={() => void resource.refetch()} /> : null
}

/** How a run goes; what it found once it is over. */
function RunState({
  run,
  onRetry,
  children,
}: {
  readonly run: OperationRun
  readonly onRetry: () => void
  readonly children: React.ReactNode
}): React.JSX.Element {
  return (
    <>
      {run.isRunning ? <RunProgress run={run} /> : null}
      {run.error ? <ErrorState error={run.error} onRetry={onRetry} /> : null}
      {run.isRunning ? null : children}
    </>
  )
}

function RunOutcome(props: React.ComponentProps<typeof RunResult>): React.JSX.Element {
  return props.job.outcome === 'OK' ? <RunResult {...props} /> : <RunFailure job={props.job} />
}

function titleOf({ id }: ApiRecord, resource = 'Record'): string {
  return `${resource} ${typeof id === 'number' ? id : ''}`
}
