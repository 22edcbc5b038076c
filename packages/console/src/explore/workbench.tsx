import { Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { resourcesQuery } from '../catalog/catalog-queries.ts'
import { useOwnFields } from '../connections/schema/use-own-fields.ts'
import { startDraft } from '../new-process/process-draft.ts'
import { ErrorState, LoadingRows } from '../ui/states/states.tsx'
import { CodeDialog } from './code/code-dialog.tsx'
import { codeTextsOf } from './code/code-texts.ts'
import { draftOfQuery } from './code/draft-of-query.ts'
import { CommonResources } from './common-resources.tsx'
import { DraftNotice } from './draft-notice.tsx'
import { FoldedQuery } from './query/folded-query.tsx'
import { QueryPanel } from './query/query-panel.tsx'
import type { ApiRecord } from './result/columns.ts'
import { OpenRecord } from './result/open-record.tsx'
import { RunFailure } from './result/run-failure.tsx'
import { RunProgress } from './result/run-progress.tsx'
import { RunResult } from './result/run-result.tsx'
import { TargetForm } from './target-form.tsx'
import type { ExploreAddress } from './use-explore-address.ts'
import type { ExploreTarget } from './use-explore-target.ts'
import { useWorkbench, type WorkbenchState } from './use-workbench.ts'

interface WorkbenchProps {
  readonly account: string
  readonly explored: ExploreAddress
  readonly target: ExploreTarget
}

/** The query and what it found. */
export function Workbench({ account, explored, target }: WorkbenchProps): React.JSX.Element {
  const bench = useWorkbench(account, explored, target)
  const { resource, ran, opened } = bench
  const [isCodeOpen, code] = useDisclosure(false)
  return (
    <Stack gap="lg">
      <form
        className="surface"
        aria-label="Query"
        onSubmit={(event) => {
          event.preventDefault()
          bench.start()
        }}
      >
        <Builder account={account} explored={explored} target={target} bench={bench} onShowCode={code.open} />
      </form>
      <RunState bench={bench} />
      {opened && ran ? (
        <OpenRecord
          title={titleOf(opened, resource?.title)}
          record={opened}
          isComplete={ran.fields === 'all'}
          source={{ ...ran, resource: ran.operation.resource }}
          onClose={() => bench.open(undefined)}
        />
      ) : null}
      {resource ? (
        <CodeDialog
          isOpen={isCodeOpen}
          onClose={code.close}
          problems={bench.problems}
          texts={codeTextsOf(explored.query, resource, {
            connection: target.connection?.name ?? 'CONNECTION',
            container: target.container?.name ?? '',
          })}
        />
      ) : null}
    </Stack>
  )
}

/** With what, from where, and what is asked for. */
function Builder({
  account,
  explored,
  target,
  bench,
  onShowCode,
}: WorkbenchProps & { readonly bench: WorkbenchState; readonly onShowCode: () => void }): React.JSX.Element {
  const { address, query, setAddress, setQuery } = explored
  const { connection, container } = target
  const resources = useQuery(resourcesQuery)
  const { resource } = bench
  const ownFields = useOwnFields(account, connection?.id, resource?.name)
  const navigate = useNavigate()
  const saveAsProcess = (): void => {
    if (!resource) return
    startDraft(account, draftOfQuery(query, resource, { connection: connection?.id, container: container?.id }))
    void navigate({ to: '/a/$account/processes/new', params: { account }, search: { step: 'connection' } })
  }
  return (
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
        onResource={(name) => void bench.chooseResource(name)}
      />
      {target.isRefusedDraft && connection ? <DraftNotice account={account} connection={connection} /> : null}
      {resources.error ? <ErrorState error={resources.error} onRetry={() => void resources.refetch()} /> : null}
      {address.resource === undefined ? (
        <CommonResources resources={resources.data ?? []} onChoose={(name) => void bench.chooseResource(name)} />
      ) : (
        <ResourceNotice resource={bench.resourceState} />
      )}
      {resource && bench.isFolded ? (
        <FoldedQuery
          title={resource.title}
          query={query}
          canRun={bench.canRun}
          onEdit={bench.unfold}
          onShowCode={onShowCode}
        />
      ) : resource ? (
        <QueryPanel
          resource={resource}
          ownFields={ownFields}
          query={query}
          problems={bench.isTold ? bench.problems : []}
          canRun={bench.canRun}
          hasConnection={connection !== undefined}
          onChange={setQuery}
          onShowCode={onShowCode}
          onSaveAsProcess={saveAsProcess}
        />
      ) : null}
    </Stack>
  )
}

/** What there is instead of a query while its resource is not there. */
function ResourceNotice({
  resource,
}: {
  readonly resource: WorkbenchState['resourceState']
}): React.JSX.Element | null {
  if (resource.isLoading) return <LoadingRows rows={2} height={64} />
  return resource.error ? <ErrorState error={resource.error} onRetry={() => void resource.refetch()} /> : null
}

/** How a run goes; what it found once it is over. */
function RunState({ bench }: { readonly bench: WorkbenchState }): React.JSX.Element {
  const { run, ran, resource } = bench
  const { job } = run
  return (
    <>
      {run.isRunning ? <RunProgress run={run} /> : null}
      {run.error ? <ErrorState error={run.error} onRetry={bench.start} /> : null}
      {!run.isRunning && job?.state === 'finished' && ran && resource ? (
        job.outcome === 'OK' ? (
          <RunResult
            key={ran.number}
            job={job}
            fields={ran.fields}
            xmlNames={resource}
            onOpen={bench.open}
            onMore={bench.loadMore}
          />
        ) : (
          <RunFailure job={job} />
        )
      ) : null}
    </>
  )
}

function titleOf({ id }: ApiRecord, resource = 'Record'): string {
  return `${resource} ${typeof id === 'number' ? id : ''}`
}
