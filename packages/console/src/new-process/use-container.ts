import { useQuery } from '@tanstack/react-query'
import { firstContainersQuery } from '../containers/container-queries.ts'
import type { NewProcessState } from './use-new-process.ts'

/** The container that was chosen for a new process, or else the first that can run it now. */
export function useContainer({ account, draft }: NewProcessState): string | undefined {
  const containers = useQuery(firstContainersQuery(account))
  const all = containers.data ?? []
  return (all.find(({ id }) => id === draft.container) ?? all.find((one) => one.unavailableReason === null))?.id
}
