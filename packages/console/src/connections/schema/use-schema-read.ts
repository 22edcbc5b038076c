import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { client } from '../../api/client.ts'
import { jobQuery } from '../../jobs/job-queries.ts'
import { schemaKeys, schemaQuery } from './schema-queries.ts'

const refreshMs = 1500

/** A read of the fields of an organization. It goes on in its container when the page is left. */
export interface SchemaRead {
  start(): void
  readonly isRunning: boolean
  /** Why it could not be started, or what it failed with. */
  readonly error: unknown
  readonly failure: { readonly message: string; readonly suggestion: string | undefined } | undefined
}

/** Starts reads of the fields of an organization, and shows what was read once the hub has compared it. */
export function useSchemaRead(account: string, connection: string): SchemaRead {
  const queryClient = useQueryClient()
  const started = useMutation({
    mutationFn: async () =>
      (await client.call('connectionSchema.read', { params: { account, connection }, body: {} })).body.id,
  })
  const id = started.data
  const { data: job } = useQuery({
    ...jobQuery(account, id ?? ''),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'finished' ? false : refreshMs),
  })
  const isFinished = job?.state === 'finished'
  const isRead = isFinished && job.outcome === 'OK'
  // The hub compares what was read a few seconds later.
  const { data: snapshot } = useQuery({
    ...schemaQuery(account, connection),
    refetchInterval: ({ state }) => (isRead && state.data?.job !== id ? refreshMs : false),
  })
  const isShown = isRead && snapshot?.job === id
  useEffect(() => {
    if (!isShown) return
    // What has changed is known from then on.
    void queryClient.invalidateQueries({ queryKey: schemaKeys.all(account, connection) })
  }, [queryClient, account, connection, isShown])
  const result = isFinished && !isRead ? job.result : undefined
  return {
    start: () => started.mutate(),
    isRunning: started.isPending || (id !== undefined && !started.isError && !(isFinished && !isRead) && !isShown),
    error: started.error,
    failure: result ? { message: result.message, suggestion: result.error?.suggestion } : undefined,
  }
}
