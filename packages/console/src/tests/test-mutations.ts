import type { BodyInputOf, Routes } from '@coupa-connector/protocol'
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { randomId } from '../api/random-id.ts'
import { connectionKeys } from '../connections/connection-queries.ts'
import { containerKeys } from '../containers/container-queries.ts'
import { jobQuery } from '../jobs/job-queries.ts'
import { testKeys } from './test-queries.ts'

/** Starts a test. */
export function useStartTest(account: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: BodyInputOf<Routes['tests.start']>) =>
      (await client.call('tests.start', { params: { account }, body, idempotencyKey: randomId() })).body,
    onSuccess: async (job) => {
      queryClient.setQueryData(jobQuery(account, job.id).queryKey, job)
      await tellTestsChanged(queryClient, account)
    },
  })
}

/** Starts the same test on several containers, or on all that can run it. */
export function useStartMatrix(account: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (body: BodyInputOf<Routes['tests.startMatrix']>) =>
      (await client.call('tests.startMatrix', { params: { account }, body, idempotencyKey: randomId() })).body,
    onSuccess: async () => await tellTestsChanged(queryClient, account),
  })
}

/** A test changes the history, and what the connections and containers say of themselves. */
export async function tellTestsChanged(queryClient: QueryClient, account: string): Promise<void> {
  await Promise.all(
    [testKeys, connectionKeys, containerKeys].map((keys) =>
      queryClient.invalidateQueries({ queryKey: keys.all(account) }),
    ),
  )
}
