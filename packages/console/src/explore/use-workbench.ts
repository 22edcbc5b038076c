import type { CatalogResource } from '@coupa-connector/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { resourceQuery } from '../catalog/catalog-queries.ts'
import { type ExploreQuery, emptyQuery, type FieldChoice, queryProblems, toOperation } from './query/query-model.ts'
import type { ApiRecord } from './result/columns.ts'
import { type OperationRun, type RunTarget, useOperationRun } from './result/use-operation-run.ts'
import type { ExploreAddress } from './use-explore-address.ts'
import type { ExploreTarget } from './use-explore-target.ts'

export interface WorkbenchState {
  /** The resource of the address, once it is loaded. */
  readonly resource: CatalogResource | undefined
  readonly resourceState: { readonly isLoading: boolean; readonly error: unknown; refetch(): unknown }
  readonly run: OperationRun
  /** What was run last, with a number of its own. */
  readonly ran: (RunTarget & { readonly fields: FieldChoice; readonly number: number }) | undefined
  readonly opened: ApiRecord | undefined
  readonly problems: readonly string[]
  /** Whether to show what is missing: only after an attempt to run. */
  readonly isTold: boolean
  /** Whether the query is one line, to leave the room to its result. */
  readonly isFolded: boolean
  readonly canRun: boolean
  readonly open: (record: ApiRecord | undefined) => void
  readonly unfold: () => void
  readonly chooseResource: (name: string) => Promise<void>
  readonly start: () => void
  /** Runs the query again with another limit. */
  readonly loadMore: (limit: number) => void
}

/** What is asked for, what was run, and how to go on. */
export function useWorkbench(account: string, explored: ExploreAddress, target: ExploreTarget): WorkbenchState {
  const { address, query, hasQuery, runsAtOnce, setQuery } = explored
  const { connection, container } = target
  const queryClient = useQueryClient()
  const resourceState = useQuery({ ...resourceQuery(address.resource ?? ''), enabled: address.resource !== undefined })
  const resource = resourceState.data
  const run = useOperationRun()
  const [ran, setRan] = useState<WorkbenchState['ran']>()
  const [opened, open] = useState<ApiRecord>()
  const [isTold, setTold] = useState(false)
  const [isFolded, setFolded] = useState(false)
  const [mustRun, setMustRun] = useState(runsAtOnce)
  const canStart = connection !== undefined && container !== undefined && !target.isRefusedDraft

  const firstQuery = (chosen: CatalogResource): ExploreQuery => {
    const fields = chosen.tellingFields
    return { ...emptyQuery, fields: fields.length > 0 ? fields : 'all', limit: query.limit, wire: query.wire }
  }
  // A link that names a resource alone opens it as the list does.
  // biome-ignore lint/correctness/useExhaustiveDependencies: functions that are new each time and do the same
  useEffect(() => {
    if (resource && !hasQuery) setQuery(firstQuery(resource))
  }, [resource, hasQuery])
  // What failed is to be changed, so that the form opens again.
  const hasFailed = run.error !== null || (run.job?.state === 'finished' && run.job.outcome !== 'OK')
  useEffect(() => {
    if (hasFailed) setFolded(false)
  }, [hasFailed])

  const start = (asked: ExploreQuery): void => {
    setTold(true)
    if (!resource || !connection || !container || !canStart) return
    const isReady = queryProblems(resource.name, asked).length === 0
    setFolded(isReady)
    if (!isReady) return
    const operation = toOperation(resource.name, asked)
    const next = { account, connection: connection.id, container: container.id, operation }
    setRan({ ...next, fields: asked.fields, number: (ran?.number ?? 0) + 1 })
    open(undefined)
    run.start(next)
  }
  const isReadyToRun = mustRun && hasQuery && resource !== undefined && canStart
  // biome-ignore lint/correctness/useExhaustiveDependencies: start is new each time and does the same
  useEffect(() => {
    if (!isReadyToRun) return
    setMustRun(false)
    start(query)
  }, [isReadyToRun])
  return {
    resource,
    resourceState,
    run,
    ran,
    opened,
    problems: resource ? queryProblems(resource.name, query) : [],
    isTold,
    isFolded,
    canRun: canStart && !run.isRunning,
    open,
    unfold: () => setFolded(false),
    chooseResource: async (name) => {
      const chosen = await queryClient.ensureQueryData(resourceQuery(name))
      setTold(false)
      setFolded(false)
      setQuery(firstQuery(chosen), { resource: name })
    },
    start: () => start(query),
    loadMore: (limit) => {
      setQuery({ ...query, limit })
      start({ ...query, limit })
    },
  }
}
