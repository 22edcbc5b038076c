import { useMutation, useQueryClient } from '@tanstack/react-query'
import { client } from '../api/client.ts'
import { jobQuery } from './job-queries.ts'

/** Asks a job to stop; one that is finished stays as it is. */
export function useCancelJob(account: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (job: string) => (await client.call('job.cancel', { params: { account, job } })).body,
    onSuccess: (job) => queryClient.setQueryData(jobQuery(account, job.id).queryKey, job),
  })
}
