import type { QueryClient } from '@tanstack/react-query'
import { runKeys } from './run-queries.ts'

/** The key of everything that shows processes: a run that changes changes that, too. */
export const allProcessesKey = (account: string) => ['processes', account] as const

/** After a change of a process, a deployment or a run, whatever shows them is loaded again. */
export async function tellRunChanged(queryClient: QueryClient, account: string): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: allProcessesKey(account) }),
    queryClient.invalidateQueries({ queryKey: runKeys.all(account) }),
  ])
}
