import type { Run } from '@coupa-connector/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { randomId } from '../api/random-id.ts'
import { runQuery } from './run-queries.ts'
import { tellRunChanged } from './tell-run-changed.ts'

/** Ends a run after the batch in hand; asked twice, at once. */
export function useCancelRun(account: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (run: string): Promise<Run> =>
      (await client.call('run.cancel', { params: { account, run } })).body,
    onSuccess: async (run) => {
      queryClient.setQueryData(runQuery(account, run.id).queryKey, run)
      await tellRunChanged(queryClient, account)
    },
  })
}

/** Tries the records again that a run set aside and that are still open, in a run of their own. */
export function useRetryFailed(account: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, deployment }: Pick<Run, 'id' | 'deployment'>): Promise<Run> => {
      const options = { params: { account, deployment }, body: { run: id }, idempotencyKey: randomId() }
      return (await client.call('failures.retry', options)).body
    },
    onSuccess: async () => await tellRunChanged(queryClient, account),
  })
}
